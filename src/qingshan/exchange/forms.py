"""The form that takes a workbook."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from qingshan.kit.words import tr

LARGEST = 50 * 2**20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class WorkbookForm(forms.Form):
    """One file; what is in it is judged by the engine, and told in the run."""

    file = forms.FileField(
        label=tr("学校数据工作簿"),
        help_text=tr("Excel 的 .xlsx 文件，{largest} MB 以内。先核对，不会马上写入。").format(
            largest=LARGEST // 2**20
        ),
        error_messages={
            "required": tr("请先选一个文件。"),
            "missing": tr("请先选一个文件。"),
            "empty": tr("这个文件是空的，请重新选一个。"),
            "max_length": tr("文件名太长了，请改短一点再放进来。"),
        },
        max_length=200,
        widget=forms.FileInput(attrs={"accept": f".xlsx,{XLSX}", "class": "drop"}),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is not None and file.size > LARGEST:
            raise forms.ValidationError(
                tr("这个文件超过了 {largest} MB，不像是学校数据工作簿，请核对。").format(
                    largest=LARGEST // 2**20
                )
            )
        return file

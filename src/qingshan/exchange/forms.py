"""The form that takes a workbook."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

LARGEST = 50 * 2**20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class WorkbookForm(forms.Form):
    """One file; what is in it is judged by the engine, and told in the run."""

    file = forms.FileField(
        label="学校数据工作簿",
        help_text=f"Excel 的 .xlsx 文件，{LARGEST // 2**20} MB 以内。先核对，不会马上写入。",
        error_messages={
            "required": "请先选一个文件。",
            "missing": "请先选一个文件。",
            "empty": "这个文件是空的，请重新选一个。",
            "max_length": "文件名太长了，请改短一点再放进来。",
        },
        max_length=200,
        widget=forms.FileInput(attrs={"accept": f".xlsx,{XLSX}", "class": "drop"}),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is not None and file.size > LARGEST:
            raise forms.ValidationError(
                f"这个文件超过了 {LARGEST // 2**20} MB，不像是学校数据工作簿，请核对。"
            )
        return file

from __future__ import annotations

from typing import Any

from django import forms

from qingshan.reports.template import LARGEST, TemplateRefused, check_template


class TemplateForm(forms.Form):
    """A Word file that is to be the school's template; `data` is its bytes once it is sound."""

    file = forms.FileField(
        label="改好的模板",
        help_text=f"Word 的 .docx 文件，{LARGEST // 2**20} MB 以内。",
        error_messages={
            "required": "请先选一个文件。",
            "empty": "这个文件是空的，请重新选一个。",
            "missing": "请先选一个文件。",
        },
        widget=forms.ClearableFileInput(
            attrs={
                "accept": ".docx,application/vnd.openxmlformats-officedocument"
                ".wordprocessingml.document"
            }
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("模板太大了，请把图片压缩到总共 5 MB 以内再传。")
        self.data_bytes = file.read()
        try:
            check_template(self.data_bytes)
        except TemplateRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file

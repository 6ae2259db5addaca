from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.documents.checking import LARGEST, TOO_LARGE, TemplateRefused, check_template
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from qingshan.documents.declaring import Document

PROGRAM = {"docx": "Word", "xlsx": "Excel"}
WHY = tr("请写为什么导出，例如“报县教育局”。")


class TemplateForm(forms.Form):
    """A file that is to be the school's template; `data_bytes` is its bytes once it is sound."""

    file = forms.FileField(
        label=tr("改好的模板"),
        error_messages={
            "required": tr("请先选一个文件。"),
            "empty": tr("这个文件是空的，请重新选一个。"),
            "missing": tr("请先选一个文件。"),
        },
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document
        program, ending = PROGRAM[document.ending], document.ending
        field = self.fields["file"]
        field.help_text = tr("{program} 的 .{ending} 文件，{largest} MB 以内。").format(
            program=program, ending=ending, largest=LARGEST // 2**20
        )
        field.widget.attrs["accept"] = f".{ending},{document.media_type}"

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        self.data_bytes = file.read()
        try:
            check_template(self.document, self.data_bytes)
        except TemplateRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file


class WhyForm(forms.Form):
    """Why a document with children's names leaves the house; it stands in the audit log."""

    reason = forms.CharField(
        label=tr("为什么导出"),
        min_length=2,
        max_length=200,
        help_text=tr("里面有孩子的名字。为什么导出会记进审计。"),
        error_messages=dict.fromkeys(("required", "min_length"), WHY)
        | {"max_length": tr("写得太长了，最多 200 个字。")},
    )


class PublishForm(forms.Form):
    """That a document is final (定稿)."""

    remark = forms.CharField(
        label=tr("备注"),
        required=False,
        max_length=200,
        help_text=tr("交到哪里、给谁看，例如“报县教育局”。"),
        error_messages={"max_length": tr("写得太长了，最多 200 个字。")},
    )

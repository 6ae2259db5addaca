"""The four registers put in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from crosscheck.columns import REGISTERS
from qingshan.kit.words import tr
from qingshan.people.cell_fields import DayField

if TYPE_CHECKING:
    import datetime as dt

    from django.core.files.uploadedfile import UploadedFile

LARGEST = 300 * 2**20
ASKED = {
    "population": (
        tr("户籍"),
        tr("公安的户籍表：编号、姓名、性别、出生日期、身份证件号、住址、监护人、联系电话。"),
    ),
    "roll": (tr("学籍"), tr("学籍系统导出的表：同样的列，住址换成学校、班级。")),
    "present": (tr("在校"), tr("今天坐在教室里的孩子，列和学籍一样。")),
    "relief": (tr("脱贫户"), tr("脱贫户里的孩子，列和户籍一样。没有就不放。")),
}
"""What each register is called, and what it holds."""


class RegistersForm(forms.Form):
    """Up to four files; what is in them is judged by the comparison, and told in the run."""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        for register in REGISTERS:
            title, hint = ASKED[register.key]
            missing = tr("请选{register}的文件。").format(register=title)
            self.fields[register.key] = forms.FileField(
                label=title,
                required=register.key != "relief",
                max_length=200,
                help_text=hint,
                widget=forms.FileInput(attrs={"accept": ".csv,.parquet", "class": "drop"}),
                error_messages={
                    "required": missing,
                    "missing": missing,
                    "empty": tr("这个文件是空的，请重新选一个。"),
                    "max_length": tr("文件名太长了，请改短一点再放进来。"),
                },
            )
        self.fields["born_from"] = DayField(
            label=tr("出生不早于"),
            required=False,
            help_text=tr("户籍里只看学龄的孩子时填，别的名册不受影响；没写生日的照样看。"),
        )
        self.fields["born_to"] = DayField(label=tr("出生不晚于"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for register in REGISTERS:
            file = told.get(register.key)
            if file and file.size > LARGEST:
                self.add_error(
                    register.key,
                    tr("文件超过了 {largest} MB，请用命令行来比。").format(
                        largest=LARGEST // 2**20
                    ),
                )
        first: dt.date | None = told.get("born_from")
        last: dt.date | None = told.get("born_to")
        if first and last and first > last:
            self.add_error("born_to", tr("这一天比“出生不早于”还早，请核对。"))
        return told

    def registers(self) -> dict[str, UploadedFile[bytes]]:
        """The files put in, by register."""
        named = {r.key: self.cleaned_data.get(r.key) for r in REGISTERS}
        return {key: file for key, file in named.items() if file}

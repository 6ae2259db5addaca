from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Number
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from qingshan.school.models import School


class ClassForm(forms.Form):
    """A class and who leads it."""

    def __init__(
        self, data: Any = None, *, school: School, school_class: SchoolClass | None = None
    ) -> None:
        self.school, self.school_class = school, school_class
        initial: dict[str, Any] = {}
        if school_class:
            initial = {name: getattr(school_class, name) for name in ("code", "grade", "name")}
            homeroom = getattr(school_class, "homeroom", None)
            initial["homeroom"] = homeroom.staff_id if homeroom else None
        super().__init__(data, initial=initial)
        self.fields["name"] = CellField(
            Number(50), label=tr("班级名称"), missing=tr("请写班级名称，如三年级(1)班。")
        )
        self.fields["grade"] = CellField(
            Number(20),
            label=tr("年级"),
            missing=tr("请写年级，如三年级。"),
            help_text=tr("三年级、初一这样写。"),
        )
        self.fields["code"] = CellField(
            Number(30),
            label=tr("班级编号"),
            missing=tr("请写班级编号。"),
            help_text=tr("学校自己定的编号，工作簿里用它指这个班。"),
        )
        self.fields["homeroom"] = PersonField(
            Staff.objects.filter(school=school),
            about="subject__name",
            who=tr("位老师"),
            label=tr("班主任"),
            required=False,
        )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        others = SchoolClass.objects.filter(school=self.school, code=code).order_by()
        if self.school_class:
            others = others.exclude(pk=self.school_class.pk)
        taken = others.values_list("name", flat=True).first()
        if taken:
            raise forms.ValidationError(
                tr("编号 {code} 已经是{taken}的了，请换一个。").format(code=code, taken=taken)
            )
        return code

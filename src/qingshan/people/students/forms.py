from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from qingshan.access.fields import lookup_hash
from qingshan.kit.cells import Month, Number, Text
from qingshan.kit.words import tr
from qingshan.people.cell_fields import (
    CellField,
    DayField,
    Phone,
    PickField,
    SealedField,
    YesNoField,
    listed,
)
from qingshan.people.grouped import GroupedForm
from qingshan.people.id_numbers import IdNumber, birth_fault, card_fault
from qingshan.people.models import Gender, Guardian, Student
from qingshan.people.national_codes import DISABILITIES, ETHNICITIES, ID_TYPES
from qingshan.people.sealed import PHONE, STUDENT_FIELDS
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from qingshan.school.models import School

GUARDIANS = (1, 2)
PLAIN = (
    "name",
    "gender",
    "birth_date",
    "id_type",
    "ethnicity",
    "seat_number",
    "enrolled_month",
    "boarding",
    "left_behind",
    "is_orphan",
    "has_subsidy",
    "disability",
    "needs_aid",
)


class StudentForm(GroupedForm):
    """A child's row, without how the family is reached."""

    headings: ClassVar[dict[str, tuple[str, ...]]] = {
        tr("是谁"): ("name", "gender", "birth_date", "ethnicity"),
        tr("证件"): ("number", "id_type", "id_number"),
        tr("在学校"): ("school_class", "seat_number", "enrolled_month", "boarding"),
        tr("处境"): ("left_behind", "is_orphan", "has_subsidy", "needs_aid", "disability"),
    }

    def __init__(self, data: Any = None, *, school: School, student: Student | None = None) -> None:
        self.school, self.student = school, student
        initial = {name: getattr(student, name) for name in PLAIN} if student else {}
        if student:
            initial["school_class"] = student.school_class_id
        super().__init__(data, initial=initial)
        held = {
            name: mask.over(getattr(student, name)) if student else ""
            for name, mask in STUDENT_FIELDS.items()
        }
        classes = SchoolClass.objects.filter(school=school)
        self.fields |= {
            "name": CellField(Text(50), label=tr("姓名"), missing=tr("请写姓名。")),
            "gender": PickField(Gender.choices, label=tr("性别"), missing=tr("请选性别。")),
            "birth_date": DayField(label=tr("出生日期"), missing=tr("请写出生日期。")),
            "ethnicity": PickField(
                listed(ETHNICITIES.values(), initial.get("ethnicity", "")), label=tr("民族")
            ),
            "number": SealedField(
                Number(40), label=tr("学籍号"), held=held["number"], missing=tr("请写学籍号。")
            ),
            "id_type": PickField(
                listed(ID_TYPES.values(), initial.get("id_type", "")), label=tr("证件类型")
            ),
            "id_number": SealedField(
                IdNumber(), label=tr("身份证件号"), held=held["id_number"], required=False
            ),
            "school_class": forms.ModelChoiceField(
                classes,
                label=tr("班级"),
                empty_label=tr("请选"),
                error_messages={
                    "required": tr("请选班级。"),
                    "invalid_choice": tr("请从列表里选一个班。"),
                },
            ),
            "seat_number": CellField(Number(20), label=tr("班内学号")),
            "enrolled_month": CellField(
                Month(),
                label=tr("入学年月"),
                widget=forms.TextInput(attrs={"placeholder": "2026-09"}),
            ),
            "boarding": PickField(Student.Boarding.choices, label=tr("就读方式"), required=False),
            "left_behind": PickField(Student.LeftBehind.choices, label=tr("留守"), required=False),
            "is_orphan": YesNoField(label=tr("是孤儿吗")),
            "has_subsidy": YesNoField(label=tr("享受一补吗")),
            "needs_aid": YesNoField(label=tr("需要申请资助吗")),
            "disability": PickField(
                listed(DISABILITIES.values(), initial.get("disability", "")), label=tr("残疾类型")
            ),
        }

    def clean_number(self) -> str | None:
        number: str | None = self.cleaned_data["number"]
        if number == "":
            raise forms.ValidationError(tr("每个孩子都要有学籍号。"))
        taken = self._others().filter(number=number).values_list("name", "left_on").first()
        if number and taken:
            name, left_on = taken
            told = (
                tr("这个学籍号是{taken}的，已经离校。就是这个孩子的，请到孩子的页面办返校。")
                if left_on
                else tr("这个学籍号已经是{taken}的了，请核对。")
            )
            raise forms.ValidationError(told.format(taken=name))
        return number

    def clean(self) -> dict[str, Any]:
        filled = self.cleaned_data
        typed = filled.get("id_number")
        number = typed if typed is not None else self._held("id_number")
        id_type = filled.get("id_type", "")
        fault = card_fault(typed, id_type) if typed else None
        if fault:
            self.add_error("id_number", fault.sentence)
            return filled
        fault = birth_fault(filled.get("birth_date"), number, id_type)
        if fault and (typed or "birth_date" in self.changed_data):
            self.add_error("birth_date", fault.sentence)
        if typed:
            self._refuse_second_owner(typed)
        return filled

    def _refuse_second_owner(self, number: str) -> None:
        found = self._others().filter(id_number_hash=lookup_hash(number))
        owner = found.values_list("name", "school_class__name").first()
        if owner:
            told = tr("{owner}的{owner2}").format(owner=owner[1], owner2=owner[0])
            self.add_error(
                "id_number", tr("这个身份证件号已经登记在{told}名下，请核对。").format(told=told)
            )

    def _others(self) -> Any:
        everybody = Student.objects.filter(school=self.school).order_by()
        return everybody.exclude(pk=self.student.pk) if self.student else everybody

    def _held(self, field: str) -> str:
        return str(getattr(self.student, field)) if self.student else ""


class ContactsForm(GroupedForm):
    """Where a child's family lives and how it is reached."""

    headings: ClassVar[dict[str, tuple[str, ...]]] = {
        tr("孩子"): ("address", "phone"),
        tr("第一联系人"): ("name_1", "relation_1", "phone_1"),
        tr("第二联系人"): ("name_2", "relation_2", "phone_2"),
    }

    def __init__(self, data: Any = None, *, student: Student, guardians: list[Guardian]) -> None:
        held = {guardian.order: guardian for guardian in guardians}
        initial = {
            f"{name}_{order}": getattr(guardian, name)
            for order, guardian in held.items()
            for name in ("name", "relation")
        }
        super().__init__(data, initial=initial)
        mask = STUDENT_FIELDS["address"]
        self.fields["address"] = SealedField(
            Text(300), label=tr("现住址"), held=mask.over(student.address), required=False
        )
        self.fields["phone"] = _phone(tr("孩子家的电话"), PHONE.over(student.phone))
        for order in GUARDIANS:
            guardian = held.get(order)
            self.fields[f"name_{order}"] = CellField(Text(50), label=tr("姓名"))
            self.fields[f"relation_{order}"] = CellField(
                Text(20),
                label=tr("和孩子的关系"),
                widget=forms.TextInput(attrs={"placeholder": tr("母亲、外婆……")}),
            )
            self.fields[f"phone_{order}"] = _phone(
                tr("电话"), PHONE.over(guardian.phone) if guardian else ""
            )

    def guardian(self, order: int) -> dict[str, Any]:
        """What was filled in about one of them."""
        return {
            name: self.cleaned_data[f"{name}_{order}"] for name in ("name", "relation", "phone")
        }


def _phone(label: str, held: str) -> SealedField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"})
    return SealedField(Phone(), label=label, held=held, required=False, widget=widget)

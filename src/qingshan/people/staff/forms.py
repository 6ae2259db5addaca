from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from qingshan.access.fields import lookup_hash
from qingshan.kit.cells import Number, Text
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField, Phone, PickField, SealedField, listed
from qingshan.people.grouped import GroupedForm
from qingshan.people.id_numbers import IdNumber, birth_fault, card_fault
from qingshan.people.models import Gender, Staff
from qingshan.people.national_codes import POLITICAL_STATUSES
from qingshan.people.sealed import STAFF_FIELDS
from qingshan.school.models import Subject, TeachingGroup

if TYPE_CHECKING:
    from qingshan.school.models import School

PLAIN = (
    "number",
    "name",
    "gender",
    "birth_date",
    "political_status",
    "joined_party_on",
    "applied_party_on",
    "hired_on",
    "post",
    "position",
)


class StaffForm(GroupedForm):
    """A colleague's row."""

    headings: ClassVar[dict[str, tuple[str, ...]]] = {
        tr("是谁"): ("number", "name", "gender", "birth_date", "id_number", "phone"),
        tr("岗位"): ("post", "hired_on", "position", "subject", "group"),
        tr("政治面貌"): ("political_status", "applied_party_on", "joined_party_on"),
    }

    def __init__(self, data: Any = None, *, school: School, staff: Staff | None = None) -> None:
        self.school, self.staff = school, staff
        initial = {name: getattr(staff, name) for name in PLAIN} if staff else {}
        if staff:
            initial |= {"subject": staff.subject_id, "group": staff.group_id}
        super().__init__(data, initial=initial)
        held = {
            name: mask.over(getattr(staff, name)) if staff else ""
            for name, mask in STAFF_FIELDS.items()
        }
        statuses = listed(POLITICAL_STATUSES.values(), initial.get("political_status", ""))
        self.fields |= {
            "number": CellField(Number(30), label=tr("工号"), missing=tr("请写工号。")),
            "name": CellField(Text(50), label=tr("姓名"), missing=tr("请写姓名。")),
            "gender": PickField(Gender.choices, label=tr("性别"), missing=tr("请选性别。")),
            "birth_date": DayField(label=tr("出生日期")),
            "id_number": SealedField(
                IdNumber(), label=tr("身份证件号"), held=held["id_number"], required=False
            ),
            "phone": SealedField(Phone(), label=tr("手机号"), held=held["phone"], required=False),
            "post": PickField(
                Staff.Post.choices, label=tr("岗位类型"), missing=tr("请选岗位类型。")
            ),
            "hired_on": DayField(label=tr("入职日期"), missing=tr("请写入职日期。")),
            "position": CellField(
                Text(50),
                label=tr("职务"),
                widget=forms.TextInput(attrs={"placeholder": tr("中层干部")}),
            ),
            "subject": _row_of(Subject, school, tr("任教学科")),
            "group": _row_of(TeachingGroup, school, tr("教研组")),
            "political_status": PickField(
                statuses, label=tr("政治面貌"), missing=tr("请选政治面貌。")
            ),
            "applied_party_on": DayField(label=tr("申请入党日期")),
            "joined_party_on": DayField(label=tr("入党日期")),
        }

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        taken = self._others().filter(number=number).values_list("name", flat=True).first()
        if taken:
            raise forms.ValidationError(
                tr("工号 {number} 已经是{taken}的了，请核对。").format(number=number, taken=taken)
            )
        return number

    def clean(self) -> dict[str, Any]:
        filled = self.cleaned_data
        typed = filled.get("id_number")
        fault = card_fault(typed) if typed else None
        if fault:
            self.add_error("id_number", fault.sentence)
        else:
            self._check_birth(typed)
            self._check_owner(typed)
        self._check_party_days()
        return filled

    def _check_birth(self, typed: str | None) -> None:
        number = typed if typed is not None else self.staff.id_number if self.staff else ""
        fault = birth_fault(self.cleaned_data.get("birth_date"), number)
        if fault and (typed or "birth_date" in self.changed_data):
            self.add_error("birth_date", fault.sentence)

    def _check_owner(self, typed: str | None) -> None:
        found = self._others().filter(id_number_hash=lookup_hash(typed or ""))
        owner = found.values_list("name", flat=True).first() if typed else None
        if owner:
            self.add_error(
                "id_number", tr("这个身份证件号已经登记在{owner}名下，请核对。").format(owner=owner)
            )

    def _check_party_days(self) -> None:
        applied = self.cleaned_data.get("applied_party_on")
        joined = self.cleaned_data.get("joined_party_on")
        if applied and joined and joined < applied:
            self.add_error(
                "joined_party_on",
                tr("入党比申请（{applied}）还早，请核对这两个日期。").format(applied=applied),
            )

    def _others(self) -> Any:
        everybody = Staff.objects.filter(school=self.school).order_by()
        return everybody.exclude(pk=self.staff.pk) if self.staff else everybody


def _row_of(
    model: type[Subject | TeachingGroup], school: School, label: str
) -> forms.ModelChoiceField[Any]:
    return forms.ModelChoiceField(
        model._default_manager.filter(school=school),
        label=label,
        required=False,
        empty_label=tr("没有"),
        error_messages={"invalid_choice": tr("请从列表里选一个。")},
    )

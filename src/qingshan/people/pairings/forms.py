from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.people.cell_fields import DayField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff, Student
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from qingshan.people.models import Pairing
    from qingshan.people.pairings.words import Side
    from qingshan.school.models import School

AHEAD = timedelta(days=366)
OLDEST = date(2000, 1, 1)


class PairingForm(forms.Form):
    """Who gives, who receives, from when."""

    def __init__(
        self,
        data: Any = None,
        *,
        side: Side,
        school: School,
        today: date,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"starts_on": today, **(initial or {})})
        self.today = today
        staff = Staff.objects.filter(school=school)
        self.fields["giver"] = PersonField(
            staff, about="subject__name", who="位老师", label=side.giver
        )
        self.fields["target"] = _target(side, school, staff)
        self.fields["starts_on"] = DayField(label="从哪天起", missing="请写从哪天起。")

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if not OLDEST <= day <= self.today + AHEAD:
            raise forms.ValidationError("这个日期离得太远了，请核对年份。")
        return day

    def clean(self) -> dict[str, Any]:
        giver, target = self.cleaned_data.get("giver"), self.cleaned_data.get("target")
        if giver and giver == target:
            self.add_error("target", "师傅和徒弟不能是同一个人。")
        return self.cleaned_data


class EndForm(forms.Form):
    """The last day of a pairing."""

    def __init__(self, data: Any = None, *, pairing: Pairing, today: date) -> None:
        self.pairing, self.today = pairing, today
        last = max(today, pairing.starts_on)
        super().__init__(data, initial={"on": pairing.ends_on or last})
        self.fields["on"] = DayField(label="最后一天", missing="请写最后一天是哪天。")

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day < self.pairing.starts_on:
            raise forms.ValidationError(
                f"这一对从 {self.pairing.starts_on} 才开始，最后一天不能更早。"
            )
        if day > self.today + AHEAD:
            raise forms.ValidationError("这个日期离得太远了，请核对年份。")
        return day


def _target(side: Side, school: School, staff: Any) -> forms.Field:
    if side.field == "mentee":
        return PersonField(staff, about="subject__name", who="位老师", label=side.target)
    if side.field == "student":
        children = Student.objects.filter(school=school)
        return PersonField(children, about="school_class__name", who="个孩子", label=side.target)
    return forms.ModelChoiceField(
        SchoolClass.objects.filter(school=school),
        label=side.target,
        empty_label="请选",
        error_messages={"required": "请选班级。", "invalid_choice": "请从列表里选一个班。"},
    )

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Text
from qingshan.kit.words import as_written, kept_as_written, tr
from qingshan.people.cell_fields import CellField, DayField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff, Student
from qingshan.people.pairings.words import OTHER, SIDES
from qingshan.people.roster import on_roster
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from collections.abc import Collection

    from qingshan.people.models import Pairing
    from qingshan.people.pairings.words import Side
    from qingshan.school.models import School

AHEAD = timedelta(days=366)
OLDEST = date(2000, 1, 1)
LONGEST_REASON = 200
NO_REASON = tr("请选为什么结束。")


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
            staff, about="subject__name", who=tr("位老师"), label=side.giver
        )
        self.fields["target"] = _target(side, school, staff)
        self.fields["starts_on"] = DayField(label=tr("从哪天起"), missing=tr("请写从哪天起。"))

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if not OLDEST <= day <= self.today + AHEAD:
            raise forms.ValidationError(tr("这个日期离得太远了，请核对年份。"))
        return day

    def clean(self) -> dict[str, Any]:
        giver, target = self.cleaned_data.get("giver"), self.cleaned_data.get("target")
        if giver and giver == target:
            self.add_error("target", tr("师傅和徒弟不能是同一个人。"))
        return self.cleaned_data


class EndForm(forms.Form):
    """The last day of a pairing, and why it ends: one of a few words or, as 其他, one's own."""

    def __init__(self, data: Any = None, *, pairing: Pairing, today: date) -> None:
        self.pairing, self.today = pairing, today
        reasons = SIDES[pairing.kind].reasons
        last = max(today, pairing.starts_on)
        super().__init__(
            data, initial={"on": pairing.ends_on or last, **_reason_of(pairing, reasons)}
        )
        self.fields["on"] = DayField(label=tr("最后一天"), missing=tr("请写最后一天是哪天。"))
        self.fields["because"] = forms.ChoiceField(
            label=tr("为什么结束"),
            choices=kept_as_written([*reasons, OTHER]),
            widget=forms.RadioSelect,
            error_messages={"required": NO_REASON, "invalid_choice": NO_REASON},
        )
        self.fields["words"] = CellField(
            Text(LONGEST_REASON), label=tr("选“其他”的，写一句"), widget=forms.TextInput
        )

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day < self.pairing.starts_on:
            raise forms.ValidationError(
                tr("这一对从 {starts_on} 才开始，最后一天不能更早。").format(
                    starts_on=self.pairing.starts_on
                )
            )
        if day > self.today + AHEAD:
            raise forms.ValidationError(tr("这个日期离得太远了，请核对年份。"))
        return day

    def clean(self) -> dict[str, Any]:
        """Gives `because` as it is kept."""
        if self.cleaned_data.get("because") == OTHER:
            self.cleaned_data["because"] = self.cleaned_data.get("words")
            if not self.cleaned_data["because"] and "words" not in self.errors:
                self.add_error("words", tr("请写一句为什么结束。"))
        return self.cleaned_data


def _reason_of(pairing: Pairing, reasons: Collection[str]) -> dict[str, str]:
    """What stands there already, so that a date can be corrected alone."""
    held = pairing.ended_because
    if not held or held in reasons:
        return {"because": held}
    return {"because": as_written(OTHER), "words": held}


def _target(side: Side, school: School, staff: Any) -> forms.Field:
    if side.field == "mentee":
        return PersonField(staff, about="subject__name", who=tr("位老师"), label=side.target)
    if side.field == "student":
        children = Student.objects.filter(on_roster(), school=school)
        return PersonField(
            children, about="school_class__name", who=tr("个孩子"), label=side.target
        )
    return forms.ModelChoiceField(
        SchoolClass.objects.filter(school=school),
        label=side.target,
        empty_label=tr("请选"),
        error_messages={"required": tr("请选班级。"), "invalid_choice": tr("请从列表里选一个班。")},
    )

"""Plans of development: proposing one, a step, that a step is done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.growth.models import Direction
from qingshan.growth.plans.visibility import PROPOSERS
from qingshan.kit.fields import one_of, words_field
from qingshan.people.cell_fields import DayField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.records.models import Record
    from qingshan.school.membership import Member

FURTHEST = timedelta(days=3 * 366)
SEALED = "加密保存，只有本人、陪着的人、校长和书记看得到。"


class ProposeForm(forms.Form):
    """For oneself; who leads names the person too."""

    def __init__(self, data: Any = None, *, member: Member, own: Staff | None) -> None:
        super().__init__(data)
        self.own = own
        there = Staff.objects.filter(school=member.school, account__isnull=False)
        self.fields["direction"] = one_of(Direction.choices, "往哪边走")
        if member.holds(*PROPOSERS):
            self.fields["staff"] = PersonField(
                there,
                about="subject__name",
                who="位老师",
                label="谁的计划",
                help_text="写好以后要本人同意才开始。",
            )
        self.fields["companion"] = PersonField(
            there, about="subject__name", who="位老师", label="谁陪着走"
        )
        self.fields["aim"] = words_field(
            "想走到哪里", missing="请写想走到哪里。", rows=3, hint=SEALED
        )

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        staff = told.setdefault("staff", self.own)
        companion = told.get("companion")
        if staff is not None and companion is not None and staff.pk == companion.pk:
            self.add_error("companion", "请另一位老师来陪。")
        return told


class StepForm(forms.Form):
    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today
        self.fields["words"] = words_field(
            "这一步做什么", missing="请写这一步做什么。", rows=2, hint=SEALED
        )
        self.fields["due_on"] = DayField(label="到哪天", missing="请写到哪天。")

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if not self.today <= day <= self.today + FURTHEST:
            raise forms.ValidationError("请写今天以后、三年以内的一天。")
        return day


class DoneForm(forms.Form):
    """On which day, and which of the person's records shows it."""

    def __init__(self, data: Any = None, *, today: date, records: QuerySet[Record]) -> None:
        super().__init__(data, initial={"on": today})
        self.today = today
        self.fields["on"] = DayField(label="哪天做到的", missing="请写哪天做到的。")
        self.fields["record"] = forms.ModelChoiceField(
            records,
            label="哪条记录看得到",
            required=False,
            empty_label="没有记录",
            error_messages={"invalid_choice": "请从列表里选一条。"},
        )

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError("还没到这一天，请核对日期。")
        return day

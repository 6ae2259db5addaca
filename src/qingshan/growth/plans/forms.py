"""Plans of development: proposing one, a step, that a step is done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.growth.models import Direction
from qingshan.growth.plans.visibility import PROPOSERS
from qingshan.kit.fields import one_of, words_field
from qingshan.kit.words import tr
from qingshan.people.cell_fields import DayField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.records.models import Record
    from qingshan.school.membership import Member

FURTHEST = timedelta(days=3 * 366)
SEALED = tr("加密保存，只有本人、陪着的人、校长和书记看得到。")


class ProposeForm(forms.Form):
    """For oneself; who leads names the person too."""

    def __init__(self, data: Any = None, *, member: Member, own: Staff | None) -> None:
        super().__init__(data)
        self.own = own
        there = Staff.objects.filter(school=member.school, account__isnull=False)
        self.fields["direction"] = one_of(Direction.choices, tr("往哪边走"))
        if member.holds(*PROPOSERS):
            self.fields["staff"] = PersonField(
                there,
                about="subject__name",
                who=tr("位老师"),
                label=tr("谁的计划"),
                help_text=tr("写好以后要本人同意才开始。"),
            )
        self.fields["companion"] = PersonField(
            there, about="subject__name", who=tr("位老师"), label=tr("谁陪着走")
        )
        self.fields["aim"] = words_field(
            tr("想走到哪里"), missing=tr("请写想走到哪里。"), rows=3, hint=SEALED
        )

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        staff = told.setdefault("staff", self.own)
        companion = told.get("companion")
        if staff is not None and companion is not None and staff.pk == companion.pk:
            self.add_error("companion", tr("请另一位老师来陪。"))
        return told


class StepForm(forms.Form):
    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today
        self.fields["words"] = words_field(
            tr("这一步做什么"), missing=tr("请写这一步做什么。"), rows=2, hint=SEALED
        )
        self.fields["due_on"] = DayField(label=tr("到哪天"), missing=tr("请写到哪天。"))

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if not self.today <= day <= self.today + FURTHEST:
            raise forms.ValidationError(tr("请写今天以后、三年以内的一天。"))
        return day


class DoneForm(forms.Form):
    """On which day, and which of the person's records shows it."""

    def __init__(self, data: Any = None, *, today: date, records: QuerySet[Record]) -> None:
        super().__init__(data, initial={"on": today})
        self.today = today
        self.fields["on"] = DayField(label=tr("哪天做到的"), missing=tr("请写哪天做到的。"))
        self.fields["record"] = forms.ModelChoiceField(
            records,
            label=tr("哪条记录看得到"),
            required=False,
            empty_label=tr("没有记录"),
            error_messages={"invalid_choice": tr("请从列表里选一条。")},
        )

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(tr("还没到这一天，请核对日期。"))
        return day

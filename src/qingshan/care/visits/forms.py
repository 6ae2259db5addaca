"""Planning a visit: who goes, when, what for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.care.visits.visibility import may_send_others
from qingshan.kit.words import tr
from qingshan.people.cell_fields import DayField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff
from qingshan.people.visibility import staff_of, staff_visible_to

if TYPE_CHECKING:
    from qingshan.school.membership import Member

FURTHEST = timedelta(days=200)
LONGEST = 200


class PlanVisitForm(forms.Form):
    """A plan of `member`'s; only who answers for all children is asked who goes."""

    def __init__(self, data: Any = None, *, member: Member) -> None:
        super().__init__(data, initial={"date": member.today})
        self.member = member
        if may_send_others(member):
            self.fields["staff"] = PersonField(
                staff_visible_to(member), about="subject__name", who=tr("位老师"), label=tr("谁去")
            )
            own = staff_of(member)
            self.initial["staff"] = own.pk if own else None
        self.fields["date"] = DayField(label=tr("哪天去"), missing=tr("请写哪天去。"))
        self.fields["words"] = forms.CharField(
            label=tr("去做什么"),
            required=False,
            max_length=LONGEST,
            widget=forms.TextInput,
            help_text=tr("例如：问问转学的事，带上资助申请表。"),
            error_messages={"max_length": tr("最多 {longest} 个字。").format(longest=LONGEST)},
        )

    def clean_date(self) -> date:
        day: date = self.cleaned_data["date"]
        if day < self.member.today:
            raise forms.ValidationError(tr("这一天已经过去了。去过的，直接记一次家访。"))
        if day > self.member.today + FURTHEST:
            raise forms.ValidationError(tr("太远了，请写半年以内的日子。"))
        return day

    @property
    def goer(self) -> Staff | None:
        """Who goes, of a form that holds; None for an account that is not on the staff."""
        chosen: Staff | None = self.cleaned_data.get("staff") or staff_of(self.member)
        return chosen

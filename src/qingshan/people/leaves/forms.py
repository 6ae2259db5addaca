from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.words import tr
from qingshan.people.cell_fields import DayField
from qingshan.people.choices import PersonField
from qingshan.people.leaves.words import stretch
from qingshan.people.models import Leave, Staff

if TYPE_CHECKING:
    from qingshan.school.models import School

OLDEST = date(2000, 1, 1)
AHEAD, LONGEST = timedelta(days=366), timedelta(days=366 * 4)
NO_KIND = tr("请选一种。")
TOO_FAR = tr("这个日期离得太远了，请核对年份。")


class LeaveForm(forms.Form):
    """Who is away, from which day to which; whose it is stays once it is written down."""

    def __init__(
        self,
        data: Any = None,
        *,
        school: School,
        today: date,
        leave: Leave | None = None,
        staff: int | None = None,
    ) -> None:
        held = {n: getattr(leave, n) for n in ("kind", "starts_on", "ends_on")} if leave else {}
        super().__init__(data, initial={"starts_on": today, "staff": staff, **held})
        self.today = today
        if leave is None:
            colleagues = Staff.objects.filter(school=school)
            self.fields["staff"] = PersonField(
                colleagues, about="subject__name", who=tr("位老师"), label=tr("谁")
            )
        self.fields["kind"] = forms.ChoiceField(
            label=tr("哪一种"),
            choices=Leave.Kind.choices,
            widget=forms.RadioSelect,
            help_text=tr("只记类型，别的都不写。这一项只有本人和管理的人看得到。"),
            error_messages={"required": NO_KIND, "invalid_choice": NO_KIND},
        )
        self.fields["starts_on"] = DayField(label=tr("第一天"), missing=tr("请写从哪天起。"))
        self.fields["ends_on"] = DayField(
            label=tr("最后一天"), help_text=tr("还没定就空着，定了再补。")
        )

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if not OLDEST <= day <= self.today + AHEAD:
            raise forms.ValidationError(TOO_FAR)
        return day

    def clean_ends_on(self) -> date | None:
        last: date | None = self.cleaned_data["ends_on"]
        first: date | None = self.cleaned_data.get("starts_on")
        if last is None or first is None:
            return last
        if last < first:
            raise forms.ValidationError(tr("最后一天比第一天还早，请对调一下。"))
        if last - first > LONGEST:
            raise forms.ValidationError(TOO_FAR)
        return last

    def tell_overlap(self, other: Leave) -> None:
        """The person is away on one of these days already."""
        days = stretch(other.starts_on, other.ends_on)
        sentence = tr(
            "{staff}{days}已经记了请假，和这几天重叠了。请改日期，或者去改那一次。"
        ).format(staff=other.staff.name, days=days)
        self.add_error("starts_on", sentence)

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.care.cases.forms import staff_field
from qingshan.care.models import HomeGoal, HomePlan, HomeProgress
from qingshan.care.rhythm import MOST
from qingshan.kit.cells import Text, Whole
from qingshan.kit.fields import one_of, words_field
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField
from qingshan.people.choices import PersonField
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.people.visibility import children_helped_by

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.membership import Member
    from qingshan.school.models import School

SEALED = tr("加密保存，只有送教老师、帮这个孩子的老师和学校负责的人看得到。")
OLDEST = timedelta(days=366)


def rhythm_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=tr("每月几次"),
        min_value=1,
        max_value=MOST,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            tr("请写 1 到 {most} 次。").format(most=MOST),
        ),
    )


class PlanForm(forms.Form):
    """How often, why, and how the child is; on a plan that stands these are all."""

    def __init__(self, data: Any = None, *, plan: HomePlan | None = None) -> None:
        initial = {"per_month": 4}
        if plan is not None:
            initial = {name: getattr(plan, name) for name in ("reason", "per_month", "situation")}
        super().__init__(data, initial=initial)
        self.fields["reason"] = one_of(HomePlan.Reason.choices, tr("为什么送教"))
        self.fields["per_month"] = rhythm_field()
        self.fields["situation"] = words_field(tr("孩子的情况"), hint=SEALED)


class BeginForm(PlanForm):
    """A new plan, with the child and the first teacher."""

    def __init__(
        self, data: Any = None, *, member: Member, school: School, student: int | None
    ) -> None:
        super().__init__(data)
        self.initial["student"] = student
        self.fields["student"] = PersonField[Student](
            children_helped_by(member).filter(on_roster(member.today)),
            about="school_class__name",
            who=tr("个孩子"),
            label=tr("孩子"),
        )
        self.fields["teacher"] = staff_field(school, tr("谁去送教"))
        self.fields["starts_on"] = DayField(label=tr("从哪天开始"), missing=tr("请写从哪天开始。"))
        self.initial["starts_on"] = self.today = member.today
        self.order_fields(["student", "reason", "teacher", "per_month", "starts_on", "situation"])

    def clean_starts_on(self) -> date:
        return in_the_last_year(self.cleaned_data["starts_on"], self.today)


class TeacherForm(forms.Form):
    def __init__(self, data: Any = None, *, school: School) -> None:
        super().__init__(data)
        self.fields["staff"] = staff_field(school, tr("再请谁去"))


class GoalForm(forms.Form):
    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["field"] = one_of(HomeGoal.Field.choices, tr("哪个领域"))
        self.fields["words"] = words_field(
            tr("目标"),
            missing=tr("请写要做到什么。"),
            rows=2,
            hint=tr("写看得见的，例如“能自己扣三颗扣子”。"),
        )


class ProgressForm(forms.Form):
    """How far each goal is; one left open is not written about."""

    def __init__(
        self,
        data: Any = None,
        *,
        goals: list[HomeGoal],
        held: dict[int, HomeProgress] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.goals = goals
        levels = [("", tr("这次没练")), *HomeProgress.Level.choices]
        for goal in goals:
            one = (held or {}).get(goal.pk)
            name = tr("{field}：{goal}").format(field=goal.get_field_display(), goal=goal.words)
            self.fields[f"level_{goal.pk}"] = forms.ChoiceField(
                label=name,
                choices=levels,
                required=False,
                initial=one.level if one else "",
                error_messages={"invalid_choice": tr("请从列表里选一个。")},
            )
            self.fields[f"words_{goal.pk}"] = forms.CharField(
                label=tr("怎么看出来的（{field}）").format(field=goal.get_field_display()),
                required=False,
                max_length=400,
                initial=one.words if one else "",
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    @property
    def progress(self) -> dict[HomeGoal, tuple[str, str]]:
        told = self.cleaned_data
        return {goal: (told[f"level_{goal.pk}"], told[f"words_{goal.pk}"]) for goal in self.goals}


class SessionForm(ProgressForm):
    """One session: what was taught, then the goals."""

    def __init__(self, data: Any = None, *, goals: list[HomeGoal], today: date) -> None:
        super().__init__(data, goals=goals, initial={"date": today})
        self.today = today
        self.fields["title"] = CellField(
            Text(200), label=tr("教了什么"), missing=tr("请写教了什么。"), widget=forms.TextInput()
        )
        self.fields["date"] = DayField(label=tr("哪天"), missing=tr("请写是哪天。"))
        self.fields["minutes"] = CellField(
            Whole(), label=tr("多少分钟"), widget=forms.TextInput(attrs={"inputmode": "numeric"})
        )
        self.fields["content"] = words_field(tr("经过"))
        self.order_fields(["title", "date", "minutes"])

    def clean_date(self) -> date:
        return in_the_last_year(self.cleaned_data["date"], self.today)


def in_the_last_year(day: date, today: date) -> date:
    if day > today:
        raise forms.ValidationError(tr("这一天还没有到。"))
    if day < today - OLDEST:
        raise forms.ValidationError(tr("这个日期离得太远了，请核对年份。"))
    return day

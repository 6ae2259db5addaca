from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.character.drops.forms import choice, words
from qingshan.character.models import FourParties, Theme, ThemePlan
from qingshan.character.themes.occasions import occasions
from qingshan.kit.words import tr
from qingshan.people.cell_fields import DayField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff
from qingshan.records.kinds import all_kinds

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.people.models import Student
    from qingshan.school.models import School
    from qingshan.school.queries import YearSpan

HINTS = {
    "branch": tr("支部做什么：定方向、请谁来讲、党员带头做哪一段。"),
    "principal": tr("校长负责什么：时间、场地、安全、到场。"),
    "everyone": tr("老师和孩子人人做什么，怎么一个不落。"),
    "family": tr("家里做什么，村里、派出所、卫生院等谁来帮。"),
}
MOST_MINUTES = 600


def parties_fields() -> dict[str, forms.CharField]:
    """A field for the part of each of the four parties."""
    return {
        name: words(label, 200, widget=forms.Textarea(attrs={"rows": 2}), help_text=HINTS[name])
        for name, label in FourParties.PARTIES
    }


class PlanForm(forms.Form):
    """A plan of theme education; a new one for as many grades as are ticked."""

    def __init__(
        self,
        data: Any = None,
        *,
        school: School,
        year: YearSpan,
        grades: list[tuple[int, str]],
        plan: ThemePlan | None = None,
        begun: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=begun or {})
        self.year, self.plan = year, plan
        if plan is None:
            self.fields["grades"] = forms.TypedMultipleChoiceField(
                label=tr("哪些年级"),
                choices=grades,
                coerce=int,
                widget=forms.CheckboxSelectMultiple,
                error_messages=dict.fromkeys(
                    ("required", "invalid_choice"), tr("请至少勾一个年级。")
                ),
            )
        self.fields["theme"] = choice(tr("主题"), Theme.choices, tr("请选一个主题。"))
        self.fields["title"] = words(tr("题目"), 60, tr("请写个题目。"))
        self.fields["date"] = DayField(label=tr("哪一天"), missing=tr("请写哪一天做。"))
        told = [("", tr("不结合哪一天")), *((one.key, one.title) for one in occasions())]
        self.fields["occasion"] = forms.ChoiceField(
            label=tr("结合的日子"), choices=told, required=False
        )
        self.fields["responsible"] = PersonField[Staff](
            Staff.objects.filter(school=school),
            about="subject__name",
            who=tr("位老师"),
            label=tr("谁负责"),
            required=False,
        )
        self.fields["content"] = words(tr("怎么做"), 1000, widget=forms.Textarea(attrs={"rows": 3}))
        self.fields |= parties_fields()
        if plan is not None and data is None:
            held = {name: getattr(plan, name) for name in self.fields if name != "responsible"}
            self.initial = held | {"responsible": plan.responsible_id}

    def clean_date(self) -> date:
        day: date = self.cleaned_data["date"]
        if not self.year.first <= day <= self.year.last:
            first, last = self.year.first, self.year.last
            raise forms.ValidationError(
                tr("要在这个学年里：{first} 到 {last}。").format(first=first, last=last)
            )
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        grades = told.get("grades") or ([self.plan.grade_number] if self.plan else [])
        same = ThemePlan.objects.filter(
            year=self.year.year,
            theme=told.get("theme", ""),
            title=told.get("title", ""),
            grade_number__in=grades,
        )
        if self.plan is not None:
            same = same.exclude(pk=self.plan.pk)
        if same.exists():
            self.add_error("title", tr("这个年级今年已经有同名的计划了，换个题目。"))
        return told


class SessionForm(forms.Form):
    """A session as it was held: everybody of the class took part but those who are unticked."""

    def __init__(
        self, data: Any = None, *, children: QuerySet[Student], today: date, plan: ThemePlan
    ) -> None:
        everybody = list(children.values_list("pk", "name"))
        begun: dict[str, Any] = {
            "date": min(plan.date, today),
            "parties": ["everyone"],
            "children": [pk for pk, _ in everybody],
        }
        super().__init__(data, initial=begun)
        self.today = today
        self.fields["date"] = DayField(label=tr("哪一天做的"), missing=tr("请写哪一天做的。"))
        parts = [(part.key, part.label) for part in all_kinds()["theme_session"].parts]
        self.fields["parties"] = forms.MultipleChoiceField(
            label=tr("谁参加了"), choices=parts, widget=forms.CheckboxSelectMultiple, required=False
        )
        self.fields["community"] = words(
            tr("社会上谁来了"), 100, help_text=tr("如：村委会张主任、派出所民警。")
        )
        self.fields["content"] = words(
            tr("做了什么"), 1000, widget=forms.Textarea(attrs={"rows": 3})
        )
        self.fields["minutes"] = forms.IntegerField(
            label=tr("多少分钟"),
            required=False,
            min_value=1,
            max_value=MOST_MINUTES,
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_value"),
                tr("请写 1 到 {most_minutes} 的整数。").format(most_minutes=MOST_MINUTES),
            ),
        )
        for name, label in (("children", tr("参加的孩子")), ("families", tr("家长来了的孩子"))):
            self.fields[name] = forms.TypedMultipleChoiceField(
                label=label,
                choices=everybody,
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": tr("请从名单里勾。")},
            )

    def clean_date(self) -> date:
        day: date = self.cleaned_data["date"]
        if day > self.today:
            raise forms.ValidationError(tr("还没到这一天，做完再记。"))
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("children") and not told.get("families") and "children" in told:
            self.add_error("children", tr("请勾上参加的孩子，至少一个。"))
        return told

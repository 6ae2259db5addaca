"""Elections: what is elected, who is named, the ballots of one colleague, objections."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.growth.elections.rubrics import shipped
from qingshan.kit.fields import words_field
from qingshan.kit.words import tr
from qingshan.outcomes.models import Level
from qingshan.people.cell_fields import DayField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff

if TYPE_CHECKING:
    from datetime import date

    from django.forms import BoundField

    from qingshan.growth.elections.rubrics import Criterion, Rubric
    from qingshan.growth.models import Candidate
    from qingshan.school.models import School

FURTHEST = timedelta(days=184)
FEWEST_DAYS, MOST_DAYS, USUAL_DAYS = 5, 60, 7
MOST_SEATS = 50


def _number(label: str, least: int, most: int, hint: str = "") -> forms.IntegerField:
    wrong = tr("请写 {least} 到 {most} 的整数。").format(least=least, most=most)
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        help_text=hint,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


class OpenForm(forms.Form):
    """What is elected, how many, and until when."""

    def __init__(self, data: Any = None, *, today: date) -> None:
        first = next(iter(shipped().values()))
        start = {
            "title": f"{today.year}年{first['title']}",
            "rubric": first["key"],
            "honour": first["honour"],
            "level": first["level"],
            "seats": 3,
            "excludes_group": True,
            "nominate_until": today + timedelta(days=7),
            "rate_until": today + timedelta(days=14),
            "notice_days": USUAL_DAYS,
        }
        super().__init__(data, initial=start)
        self.today = today
        self.fields["title"] = forms.CharField(
            label=tr("叫什么"),
            max_length=60,
            error_messages={
                "required": tr("请写叫什么。"),
                "max_length": tr("写得太长了，最多 60 个字。"),
            },
        )
        self.fields["rubric"] = forms.ChoiceField(
            label=tr("按什么评"),
            choices=[(key, told["title"]) for key, told in shipped().items()],
            error_messages=dict.fromkeys(("required", "invalid_choice"), tr("请选一种。")),
        )
        self.fields["honour"] = forms.CharField(
            label=tr("评上的得什么荣誉"),
            max_length=50,
            error_messages={
                "required": tr("请写荣誉的名称。"),
                "max_length": tr("写得太长了，最多 50 个字。"),
            },
        )
        self.fields["level"] = forms.ChoiceField(
            label=tr("级别"),
            choices=Level.choices,
            error_messages=dict.fromkeys(("required", "invalid_choice"), tr("请选一种。")),
        )
        self.fields["seats"] = _number(
            tr("评几位"), 1, MOST_SEATS, tr("最后一位有并列的，都算评上。")
        )
        self.fields["nominate_until"] = DayField(
            label=tr("推荐到哪天"), missing=tr("请写推荐到哪天。")
        )
        self.fields["rate_until"] = DayField(label=tr("评议到哪天"), missing=tr("请写评议到哪天。"))
        self.fields["notice_days"] = _number(tr("公示几天"), FEWEST_DAYS, MOST_DAYS)
        self.fields["excludes_group"] = forms.BooleanField(
            label=tr("同一个教研组的互相不评"),
            required=False,
            help_text=tr("自己、师徒、候选人之间一律不评。"),
        )

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        first, last = told.get("nominate_until"), told.get("rate_until")
        if first and not self.today <= first <= self.today + FURTHEST:
            self.add_error("nominate_until", tr("请写今天以后、半年以内的一天。"))
        elif first and last and not first <= last <= first + FURTHEST:
            self.add_error("rate_until", tr("评议要在推荐以后，半年以内。"))
        return told


class NominateForm(forms.Form):
    """Oneself or a colleague, and why."""

    def __init__(self, data: Any = None, *, school: School, start: int | None) -> None:
        super().__init__(data, initial={"staff": start})
        there = Staff.objects.filter(school=school, account__isnull=False)
        self.fields["staff"] = PersonField(
            there.exclude(post=Staff.Post.SUPPORT),
            about="subject__name",
            who=tr("位老师"),
            label=tr("推荐谁"),
            help_text=tr("推荐自己也可以。推荐同事，要他自己同意才参评。"),
        )
        self.fields["why"] = words_field(
            tr("推荐理由"),
            missing=tr("请写为什么推荐：做了哪几件事。"),
            rows=4,
            hint=tr("全校老师看得到。"),
        )


class BallotForm(forms.Form):
    """For each candidate a level in each criterion; all of them must be there."""

    def __init__(self, data: Any = None, *, rubric: Rubric, candidates: list[Candidate]) -> None:
        super().__init__(data)
        self.rubric, self.candidates = rubric, candidates
        for one in candidates:
            for criterion in rubric.criteria:
                self.fields[self._name(one, criterion)] = forms.TypedChoiceField(
                    label=criterion.title,
                    choices=[(str(points), words) for points, words in rubric.levels],
                    coerce=int,
                    widget=forms.RadioSelect,
                    help_text=criterion.words,
                    error_messages=dict.fromkeys(
                        ("required", "invalid_choice"), tr("这一项还没选。")
                    ),
                )

    @staticmethod
    def _name(candidate: Candidate, criterion: Criterion) -> str:
        return f"c{candidate.pk}-{criterion.key}"

    @property
    def papers(self) -> list[tuple[Candidate, list[BoundField]]]:
        return [
            (one, [self[self._name(one, criterion)] for criterion in self.rubric.criteria])
            for one in self.candidates
        ]

    @property
    def marks(self) -> dict[int, dict[str, int]]:
        return {
            one.pk: {
                criterion.key: self.cleaned_data[self._name(one, criterion)]
                for criterion in self.rubric.criteria
            }
            for one in self.candidates
        }


class ObjectionForm(forms.Form):
    def __init__(self, data: Any = None, *, candidates: list[Candidate]) -> None:
        super().__init__(data)
        self.fields["candidate"] = forms.TypedChoiceField(
            label=tr("关于谁"),
            choices=[("", tr("整个评选")), *((str(one.pk), one.staff.name) for one in candidates)],
            coerce=lambda text: next(one for one in candidates if str(one.pk) == text),
            empty_value=None,
            required=False,
            error_messages={"invalid_choice": tr("请从列表里选。")},
        )
        self.fields["words"] = words_field(
            tr("异议"),
            missing=tr("请写有什么异议。"),
            rows=4,
            hint=tr("要写名字，办的人会答复。只有你和办评选的人看得到。"),
        )


class AnswerForm(forms.Form):
    upheld = forms.TypedChoiceField(
        label=tr("异议成不成立"),
        choices=[("no", tr("不成立")), ("yes", tr("成立；关于哪位候选人的，就取消他的当选"))],
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), tr("请选一种。")),
    )
    answer = words_field(tr("答复"), missing=tr("请写答复，提异议的人看得到。"), rows=4)

"""Forms of the school calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.words import tr
from qingshan.school.models import CalendarDay
from qingshan.school.public_holidays import Proposal, proposals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingshan.school.models import Term
    from qingshan.school.queries import YearSpan

AS_EVER = "as_ever"
LONGEST_STRETCH = 60  # days marked at once
LONGEST_TERM = 250  # days
AROUND = timedelta(days=45)  # a make-up day may lie before the first day of school
NO_DAY = tr("请填一个日期，例如 2026-09-01。")


def day_field(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": NO_DAY, "required": NO_DAY},
        **more,
    )


class MarkDaysForm(forms.Form):
    """Makes days off, made up, or as in any week."""

    first = day_field(tr("从哪天"))
    last = day_field(tr("到哪天"), required=False, help_text=tr("只改一天就不用填。"))
    kind = forms.ChoiceField(
        label=tr("改成"),
        choices=[*CalendarDay.Kind.choices, (AS_EVER, tr("照常（周一到周五上课，周末休息）"))],
        widget=forms.RadioSelect,
        initial=CalendarDay.Kind.HOLIDAY,
        error_messages={"required": tr("请选一样。"), "invalid_choice": tr("请选一样。")},
    )

    def __init__(self, *args: Any, year: YearSpan, **more: Any) -> None:
        super().__init__(*args, **more)
        self.year = year

    def clean_first(self) -> date:
        return self._near(self.cleaned_data["first"])

    def clean_last(self) -> date | None:
        last: date | None = self.cleaned_data["last"]
        first: date | None = self.cleaned_data.get("first")
        if last is None or first is None:
            return first
        if last < first:
            raise forms.ValidationError(tr("“到哪天”在“从哪天”之前了，请对调一下。"))
        if (last - first).days >= LONGEST_STRETCH:
            raise forms.ValidationError(
                tr("一次最多改 {longest_stretch} 天，请分几次改。").format(
                    longest_stretch=LONGEST_STRETCH
                )
            )
        return self._near(last)

    def clean_kind(self) -> CalendarDay.Kind | None:
        kind = self.cleaned_data["kind"]
        return None if kind == AS_EVER else CalendarDay.Kind(kind)

    def _near(self, day: date) -> date:
        if not self.year.first - AROUND <= day <= self.year.last + AROUND:
            raise forms.ValidationError(
                tr("这一天离 {year}太远了，请先换到它所在的学年，再来改。").format(
                    year=self.year.title
                )
            )
        return day


class TermForm(forms.Form):
    """A term's name and days. It may neither overlap another nor reach into another year."""

    name = forms.CharField(
        label=tr("学期名称"),
        max_length=50,
        error_messages={
            "required": tr("请给学期一个名称，例如 2026-2027学年第一学期。"),
            "max_length": tr("名称最多 50 个字，请写短一些。"),
        },
    )
    starts_on = day_field(tr("第一天"))
    ends_on = day_field(tr("最后一天"))

    def __init__(
        self, *args: Any, term: Term, year: YearSpan, others: Iterable[YearSpan], **more: Any
    ) -> None:
        more.setdefault(
            "initial",
            {"name": term.name, "starts_on": term.starts_on, "ends_on": term.ends_on},
        )
        super().__init__(*args, **more)
        self.siblings = [sibling for sibling in year.terms if sibling.pk != term.pk]
        self.others = [other for other in others if other.pk != year.pk]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first is None or last is None:
            return cleaned
        problem = length_problem(first, last)
        if problem:
            self.add_error("ends_on", problem)
            return cleaned
        for sibling in self.siblings:
            if first <= sibling.ends_on and sibling.starts_on <= last:
                self.add_error(
                    "starts_on",
                    tr("和{sibling}的日子重叠了，两个学期要分开。").format(sibling=sibling.name),
                )
                return cleaned
        begins = min([first, *(sibling.starts_on for sibling in self.siblings)])
        ends = max([last, *(sibling.ends_on for sibling in self.siblings)])
        other = reached_into(begins, ends, self.others)
        if other:
            self.add_error(
                "starts_on", tr("和 {other}重叠了，请核对年份。").format(other=other.title)
            )
        return cleaned


class NewYearForm(forms.Form):
    """The two terms of a new school year. Its name follows from its first day."""

    first_starts = day_field(tr("上学期第一天"))
    first_ends = day_field(tr("上学期最后一天"))
    second_starts = day_field(tr("下学期第一天"))
    second_ends = day_field(tr("下学期最后一天"))

    def __init__(self, *args: Any, years: Iterable[YearSpan], **more: Any) -> None:
        super().__init__(*args, **more)
        self.years = list(years)

    @property
    def name(self) -> str:
        """`2027-2028`, of valid dates."""
        return name_for(self.cleaned_data["first_starts"])

    @property
    def stretches(self) -> list[PlainStretch]:
        """The terms, of valid dates."""
        days = self.cleaned_data
        return [
            PlainStretch(days["first_starts"], days["first_ends"]),
            PlainStretch(days["second_starts"], days["second_ends"]),
        ]

    @property
    def proposals(self) -> list[Proposal]:
        return proposals(self.stretches)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        for first, last in (("first_starts", "first_ends"), ("second_starts", "second_ends")):
            problem = length_problem(cleaned[first], cleaned[last])
            if problem:
                self.add_error(last, problem)
                return cleaned
        if cleaned["second_starts"] <= cleaned["first_ends"]:
            self.add_error("second_starts", tr("下学期要在上学期结束以后开始。"))
            return cleaned
        other = reached_into(cleaned["first_starts"], cleaned["second_ends"], self.years)
        if other:
            self.add_error(
                "first_starts", tr("和已有的 {other}重叠了，请核对年份。").format(other=other.title)
            )
        elif name_for(cleaned["first_starts"]) in {year.name for year in self.years}:
            self.add_error("first_starts", tr("这个学年已经有了，请核对年份。"))
        return cleaned


@dataclass(frozen=True, slots=True)
class PlainStretch:
    """A term before it is a row."""

    starts_on: date
    ends_on: date


def name_for(first: date) -> str:
    """The school year that begins on this day; one begun in spring is of the autumn before."""
    start = first.year if first.month >= 6 else first.year - 1
    return f"{start}-{start + 1}"


def length_problem(first: date, last: date) -> str:
    """What is wrong with a term from `first` to `last`; "" where nothing is."""
    if last < first:
        return tr("最后一天在第一天之前了，请核对。")
    if (last - first).days > LONGEST_TERM:
        return tr("一个学期超过 {longest_term} 天了，请核对年份。").format(
            longest_term=LONGEST_TERM
        )
    return ""


def reached_into(first: date, last: date, years: Iterable[YearSpan]) -> YearSpan | None:
    """The school year that shares a day with the stretch."""
    return next((year for year in years if first <= year.last and year.first <= last), None)

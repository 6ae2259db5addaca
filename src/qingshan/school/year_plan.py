"""A school year laid out as months, weeks and days, to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from qingshan.kit.words import tr
from qingshan.school.calendar import in_week, monday_of, school_days, week_number
from qingshan.school.models import CalendarDay

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qingshan.school.models import Term
    from qingshan.school.queries import YearSpan

SIGNS = {
    "off": (tr("休"), tr("放假")),
    "made-up": (tr("补"), tr("补课")),
    "taught": ("", tr("上课")),
    "free": ("", ""),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month. `state`: taught, off, made-up or free."""

    day: date
    state: str
    is_today: bool

    @property
    def sign(self) -> str:
        return SIGNS[self.state][0]

    @property
    def words(self) -> str:
        return SIGNS[self.state][1]


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday; None where a day is of another month. `number` is 0 outside a term."""

    number: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    weeks: tuple[Week, ...]
    taught: int


@dataclass(frozen=True)
class YearPlan:
    """Months of a school year, and on how many days each term is taught."""

    months: tuple[Month, ...]
    terms: tuple[tuple[Term, int], ...]
    taught: int


def plan_of(year: YearSpan, departures: Mapping[date, str], today: date) -> YearPlan:
    taught = set(school_days(year.terms, departures))

    def cell(day: date) -> Cell:
        return Cell(day, _state(day, day in taught, departures.get(day)), day == today)

    shown = (min([year.first, *taught]), max([year.last, *taught]))
    months = tuple(_month(first, year, taught, shown, cell) for first in _firsts(*shown))
    terms = tuple((term, sum(map(term.covers, taught))) for term in year.terms)
    return YearPlan(months, terms, len(taught))


def _state(day: date, taught: bool, departure: str | None) -> str:  # noqa: FBT001
    if departure == CalendarDay.Kind.HOLIDAY:
        return "off"
    if not taught:
        return "free"
    return "taught" if in_week(day) and not departure else "made-up"


def _month(
    first: date,
    year: YearSpan,
    taught: set[date],
    shown: tuple[date, date],
    cell: Callable[[date], Cell],
) -> Month:
    """The weeks of a month that touch the days `shown`."""
    after = (first + timedelta(days=31)).replace(day=1)
    weeks, monday = [], monday_of(first)
    monday = max(monday, monday_of(shown[0]))
    while monday < after and monday <= shown[1]:
        days = [monday + timedelta(days=n) for n in range(7)]
        weeks.append(
            Week(
                _number(monday, year),
                tuple(cell(day) if first <= day < after else None for day in days),
            )
        )
        monday += timedelta(days=7)
    return Month(first, tuple(weeks), sum(first <= day < after for day in taught))


def _number(monday: date, year: YearSpan) -> int:
    """The week of the term that begins or goes on in this week."""
    sunday = monday + timedelta(days=6)
    term = next((t for t in year.terms if t.starts_on <= sunday and t.ends_on >= monday), None)
    return week_number(monday, term) if term else 0


def _firsts(first: date, last: date) -> list[date]:
    """The first day of each month from `first` to `last`."""
    found, month = [], first.replace(day=1)
    while month <= last:
        found.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return found

"""The school year that holds a day: terms, days off, and the days on which there is school."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import chinese_calendar

from qingshan.school.calendar import days_between, in_week

if TYPE_CHECKING:
    from collections.abc import Iterator

MONDAY, FRIDAY = 0, 4

# Where the state has not yet laid down a year's days off: those that stand every year.
FIXED_DAYS_OFF = frozenset(
    {(1, 1), (4, 5)} | {(5, day) for day in range(1, 6)} | {(10, day) for day in range(1, 8)}
)


@dataclass(frozen=True)
class SchoolDays:
    """A school year by the calendar year it begins in, as it stands on `today`."""

    start: int
    today: date

    @cached_property
    def terms(self) -> tuple[tuple[date, date], tuple[date, date]]:
        """First and last day of both terms: Mondays and Fridays."""
        return (
            (_weekday_near(date(self.start, 9, 1), MONDAY), _ending(self.start + 1, 1, 14)),
            (_weekday_near(date(self.start + 1, 3, 1), MONDAY), _ending(self.start + 1, 7, 8)),
        )

    @property
    def name(self) -> str:
        return f"{self.start}-{self.start + 1}"

    @property
    def first(self) -> date:
        return self.terms[0][0]

    @property
    def last(self) -> date:
        return self.terms[1][1]

    @cached_property
    def departures(self) -> dict[date, str]:
        """Days of the terms that are off (放假) though in the week, or made up (补课)."""
        found = {}
        for day in self._term_days():
            if in_week(day) and _is_off(day):
                found[day] = "放假"
            elif not in_week(day) and _is_made_up(day):
                found[day] = "补课"
        return found

    @cached_property
    def so_far(self) -> list[date]:
        """The days with school up to and including today."""
        return [
            day
            for day in self._term_days()
            if day <= self.today
            and (
                self.departures.get(day) == "补课" or (in_week(day) and day not in self.departures)
            )
        ]

    def _term_days(self) -> Iterator[date]:
        for first, last in self.terms:
            yield from days_between(first, last)


def school_days_around(today: date) -> SchoolDays:
    """The year that today falls in; in the summer holidays the one that has just ended."""
    this = SchoolDays(today.year, today)
    return this if this.first <= today else SchoolDays(today.year - 1, today)


def _weekday_near(day: date, weekday: int) -> date:
    """That weekday of the week that holds `day`."""
    return day + timedelta(days=weekday - day.weekday())


def _ending(year: int, month: int, day: int) -> date:
    return _weekday_near(date(year, month, day), FRIDAY)


def _is_off(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_holiday(day))
    except NotImplementedError:
        return (day.month, day.day) in FIXED_DAYS_OFF


def _is_made_up(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return False

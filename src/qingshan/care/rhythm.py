"""So many times a month: by when the next time is due, and how many lack by the end of a week.

A month is cut into as many stretches of about equal length as something is to happen in it; by the
last day of each stretch, one time more should have been. Stretches that were over before it began
ask for nothing.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import Cast, ExtractDay

MOST = 8  # times a month


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`times` a month, as seen from a day."""

    times: int
    today: date

    @property
    def month(self) -> tuple[date, date]:
        """Its first and its last day."""
        first = self.today.replace(day=1)
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])

    def due_by(self, number: int) -> date:
        """The last day on which that time of this month is in time; from 1."""
        first, last = self.month
        return first + timedelta(days=-(-last.day * number // self.times) - 1)

    def owed(self, until: date) -> int:
        """How many times should have been by the end of a day of this month."""
        last = self.month[1]
        return min(until, last).day * self.times // last.day


def sunday_of(today: date) -> date:
    """The last day of the week, or of the month where that is sooner."""
    return min(today + timedelta(days=6 - today.weekday()), Rhythm(1, today).month[1])


def owed_by_sunday(times: Any, today: date) -> Any:
    """`Rhythm.owed` at the end of this week, in the database; `times` is an expression."""
    return times * Value(sunday_of(today).day) / Value(Rhythm(1, today).month[1].day)


def over_before(times: Any, begins: str, today: date) -> Any:
    """How many stretches of this month were over before the day in column `begins`."""
    first, last = Rhythm(1, today).month
    day = Cast(ExtractDay(F(begins)), IntegerField()) - Value(1)
    return Case(
        When(**{f"{begins}__gte": first}, then=day * times / Value(last.day)),
        default=Value(0),
        output_field=IntegerField(),
    )

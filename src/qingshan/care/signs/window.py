"""The stretch of school days that the rules on attendance look back over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.care.models import RollCall
from qingshan.school.calendar import school_days
from qingshan.school.queries import departures_of, years_of

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.models import School


@dataclass(frozen=True, slots=True)
class Window:
    """School days up to the last one on which a roll was taken.

    `days` are those of the school year until then, oldest first; `of_term` how many of them fall
    into the term. A day without any roll yet (this morning, before the bell) is not looked at.
    """

    school: int
    today: date
    days: tuple[date, ...]
    of_term: int

    @property
    def until(self) -> date | None:
        """The last day looked at; None where no roll was taken this school year."""
        return self.days[-1] if self.days else None

    def first_of_last(self, number: int) -> date | None:
        """The first of the last `number` school days; None where there have not been so many."""
        return self.days[-number] if 0 < number <= len(self.days) else None

    @property
    def first_of_term(self) -> date | None:
        return self.first_of_last(self.of_term)


def window_of(school: School, today: date) -> Window:
    """Four queries, whatever the number of children."""
    year = next((year for year in years_of(school) if year.first <= today), None)
    rolls = RollCall.objects.filter(
        school=school, session=RollCall.Session.MORNING, date__lte=today
    )
    last = rolls.order_by("-date").values_list("date", flat=True).first()
    if year is None or last is None or last < year.first:
        return Window(school.pk, today, (), 0)
    departures = departures_of(school, year.first, last)
    days = tuple(day for day in school_days(year.terms, departures) if day <= last)
    term = year.term_at(last)
    of_term = sum(term.starts_on <= day for day in days) if term else 0
    return Window(school.pk, today, days, of_term)

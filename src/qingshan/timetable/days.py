"""Which weekday's lessons a day has, by the calendar.

A school day has the lessons of its own weekday; 放假 has none. A make-up day follows the weekday
that the school says for it (`MakeUpPlan`), and has none until that is said: no rule knows which
of the lost days a school makes up. Weeks are odd and even by the week of the term; a day outside
every term knows only what is held every week.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from qingshan.school.calendar import days_between, in_week, monday_of, week_number
from qingshan.school.models import CalendarDay, Term
from qingshan.school.queries import departures_of
from qingshan.timetable.models import MakeUpPlan, Weeks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qingshan.school.models import School


@dataclass(frozen=True, slots=True)
class TeachingDay:
    """A day with lessons. `weekday` is whose lessons are held; None while nobody said it."""

    date: date
    weekday: int | None
    weeks: frozenset[str]
    made_up: bool = False


def teaching_days(school: School, first: date, last: date) -> dict[date, TeachingDay]:
    """The school days from `first` to `last`, both inclusive. Three queries."""
    terms = list(Term.objects.filter(school=school, starts_on__lte=last, ends_on__gte=first))
    departures = departures_of(school, first, last)
    plans = MakeUpPlan.objects.filter(school=school, date__range=(first, last))
    said = dict(plans.values_list("date", "weekday"))
    found = (_taught(day, terms, departures, said) for day in days_between(first, last))
    return {day.date: day for day in found if day is not None}


def week_around(day: date) -> list[date]:
    """Monday to Sunday."""
    monday = monday_of(day)
    return list(days_between(monday, monday + timedelta(days=6)))


def day_written(text: str) -> date | None:
    """The day that an address names, as 2026-11-24; None for none that a school could mean."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2100 else None


def parity(number: int) -> str:
    """Of the week of a term with this number."""
    return Weeks.ODD.value if number % 2 else Weeks.EVEN.value


def _taught(
    day: date, terms: Iterable[Term], departures: Mapping[date, str], said: Mapping[date, int]
) -> TeachingDay | None:
    term = next((term for term in terms if term.covers(day)), None)
    weeks = {Weeks.EVERY.value} | ({parity(week_number(day, term))} if term else set())
    kind = departures.get(day)
    if kind == CalendarDay.Kind.MAKE_UP:
        return TeachingDay(day, said.get(day), frozenset(weeks), made_up=True)
    if kind is None and term is not None and in_week(day):
        return TeachingDay(day, day.isoweekday(), frozenset(weeks))
    return None

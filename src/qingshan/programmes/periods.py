"""Periods of a school year, laid out from its terms and school days. No database in here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from qingshan.programmes.models import Cadence
from qingshan.school.calendar import monday_of, school_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from qingshan.school.calendar import Stretch


@dataclass(frozen=True, slots=True)
class Laid:
    """A period before it is a row."""

    cadence: Cadence
    starts_on: date
    ends_on: date
    due_on: date
    school_days: int


def periods_of(terms: Sequence[Stretch], departures: Mapping[date, str]) -> list[Laid]:
    """All periods of one school year; none for a year without terms."""
    if not terms:
        return []
    days = school_days(terms, departures)
    first, last = bounds(terms)
    return [
        *(Laid(Cadence.SCHOOL_DAY, day, day, day, 1) for day in days),
        *_gathered(days, Cadence.WEEK, monday_of, _sunday_of),
        *_gathered(days, Cadence.MONTH, _first_of_month, _last_of_month),
        *_terms(terms, days),
        Laid(Cadence.SCHOOL_YEAR, first, last, last, len(days)),
    ]


def bounds(terms: Sequence[Stretch]) -> tuple[date, date]:
    """First and last day of a school year."""
    return min(t.starts_on for t in terms), max(t.ends_on for t in terms)


def departures_by_year(
    years: Mapping[int, Sequence[Stretch]], departures: Mapping[date, str]
) -> dict[int, dict[date, str]]:
    """Each day that departs from the week goes to the year that holds it, or else is nearest."""
    spans = {year: bounds(terms) for year, terms in years.items() if terms}
    shared: dict[int, dict[date, str]] = defaultdict(dict)
    for day, kind in departures.items() if spans else ():
        nearest = min(spans, key=lambda year: (_distance(day, *spans[year]), spans[year]))
        shared[nearest][day] = kind
    return shared


def _distance(day: date, first: date, last: date) -> int:
    return max((first - day).days, (day - last).days, 0)


def _terms(terms: Sequence[Stretch], days: Sequence[date]) -> Iterator[Laid]:
    by_start = {term.starts_on: term for term in terms}
    for term in by_start.values():
        held = sum(term.starts_on <= day <= term.ends_on for day in days)
        yield Laid(Cadence.TERM, term.starts_on, term.ends_on, term.ends_on, held)


def _gathered(
    days: Sequence[date],
    cadence: Cadence,
    first_of: Callable[[date], date],
    last_of: Callable[[date], date],
) -> Iterator[Laid]:
    held: dict[date, list[date]] = defaultdict(list)
    for day in days:
        held[first_of(day)].append(day)
    for first, school_days_in_it in held.items():
        due = school_days_in_it[-1]
        yield Laid(cadence, first, last_of(first), due, len(school_days_in_it))


def _sunday_of(monday: date) -> date:
    return monday + timedelta(days=6)


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


def _last_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

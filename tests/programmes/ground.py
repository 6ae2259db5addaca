"""A school year to count in, and rows laid into it.

2026-2027: Monday 31 August 2026 to Friday 15 January 2027, and 1 March to 9 July 2027.
"""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import TYPE_CHECKING

from qingshan.people.models import Staff
from qingshan.programmes.services import lay_periods
from qingshan.records.models import Record
from qingshan.school.models import CalendarDay, SchoolYear, Term

if TYPE_CHECKING:
    from qingshan.school.models import School

_numbers = count(1)
ALL_YEAR = [
    (dt.date(2026, 8, 31), dt.date(2027, 1, 15)),
    (dt.date(2027, 3, 1), dt.date(2027, 7, 9)),
]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def add_year(school: School, name: str, *terms: tuple[dt.date, dt.date]) -> SchoolYear:
    year = SchoolYear.objects.create(school=school, name=name)
    for number, (starts_on, ends_on) in enumerate(terms, start=1):
        Term.objects.create(
            school=school,
            year=year,
            number=number,
            name=f"第{number}学期",
            starts_on=starts_on,
            ends_on=ends_on,
        )
    return year


def depart(school: School, **kinds: str) -> None:
    """`depart(school, holiday="2026-10-01 2026-10-02", make_up="2026-10-10")` and lays anew."""
    CalendarDay.objects.bulk_create(
        CalendarDay(school=school, date=day(text), kind=kind)
        for kind, days in kinds.items()
        for text in days.split()
    )
    lay_periods(school)


def record(staff: Staff, kind: str, *days: str | dt.date, words: int | None = None, **more) -> None:
    Record.objects.bulk_create(
        Record(
            school_id=staff.school_id,
            number=f"P{next(_numbers)}",
            date=day(when) if isinstance(when, str) else when,
            kind=kind,
            staff=staff,
            words=words,
            **more,
        )
        for when in days
    )


def add_staff(school: School, number: str, **more) -> Staff:
    return Staff.objects.create(
        **{
            "school": school,
            "number": number,
            "name": f"教师{number}",
            "gender": "female",
            "political_status": "群众",
            "hired_on": dt.date(2020, 8, 20),
            "post": Staff.Post.PERMANENT,
            **more,
        }
    )

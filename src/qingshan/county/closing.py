"""Closing a month: the numbers of each school that lives here, guarded and kept as its return.

It is done once, after the month is over, and by itself (`qingshan remind`, which `serve` runs). The
same return is what the county sees and what a package carries.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, Max, Min, OuterRef

from qingshan.access.scope import whole_house
from qingshan.county.asked import ASKED, BY_YEAR, YEARS, as_said, asked_named
from qingshan.county.late import cases_late_in, findings_late_in
from qingshan.county.models import Reported, Return, SchoolKey
from qingshan.kit.counting import count
from qingshan.kit.figures import Scope
from qingshan.people.models import Student
from qingshan.school.models import School, SchoolClass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from qingshan.county.suppression import Cell
    from qingshan.kit.counting import Answers, Declared

REACHES_BACK = 12  # months


def last_month_end(today: date) -> date:
    """The last day of the month before `today`'s."""
    return today.replace(day=1) - timedelta(days=1)


def is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def month_ends(last: date, number: int) -> list[date]:
    """`number` last days of months, the latest being `last`, in their order."""
    ends = [last]
    while len(ends) < number:
        ends.append(last_month_end(ends[-1]))
    return ends[::-1]


def schools_living_here() -> QuerySet[School]:
    """Schools whose rows are in this database; the others send packages."""
    children = Student.objects.filter(school=OuterRef("pk"))
    keys = SchoolKey.objects.filter(school=OuterRef("pk"))
    return School.objects.filter(Exists(children), ~Exists(keys))


@whole_house()
def living_among(schools: Iterable[School]) -> set[int]:
    """Those of them whose rows are here; an officer hears this of a school and no row of it."""
    return set(
        schools_living_here()
        .filter(pk__in=[one.pk for one in schools])
        .values_list("pk", flat=True)
    )


@transaction.atomic
def close_months(today: date) -> int:
    """Closes what is over and not closed yet, and gives the number of new returns.

    Where months were missed, or a school has just begun, those before are closed as well, as far
    as rows have a day: a roll of people has none, so it is counted in the newest month only.
    """
    schools = list(schools_living_here().select_for_update(of=("self",)).order_by("pk"))
    ends = month_ends(last_month_end(today), REACHES_BACK)
    held = Return.objects.filter(school__in=schools, as_of__gte=ends[0])
    done = set(held.values_list("school_id", "as_of"))
    if all((school.pk, ends[-1]) in done for school in schools):
        return 0
    made = 0
    for end in ends:
        missing = [school.pk for school in schools if (school.pk, end) not in done]
        made += _close(missing, end, today, is_newest=end == ends[-1])
    return made


def _close(keys: Sequence[int], end: date, today: date, *, is_newest: bool) -> int:
    if not keys:
        return 0
    counted = count(_wanted(is_newest=is_newest), Scope(tuple(keys), end))
    before = said_before(keys, end)
    grades = _grades_of(keys)
    findings, cases = findings_late_in(keys, today), cases_late_in(keys, today)
    numbers: list[Reported] = []
    for key in keys:
        told = Return(school_id=key, as_of=end, made_on=today)
        if is_newest:
            told.first_grade, told.last_grade = grades.get(key, (None, None))
            told.findings_late, told.cases_late = findings.get(key, 0), key in cases
        told.save()
        counts = _counts(counted[key], end)
        numbers += numbers_of(told, as_said(counts, before[key]))
    Reported.objects.bulk_create(numbers)
    return len(keys)


def _wanted(*, is_newest: bool) -> list[Declared]:
    """What is counted for a month: what has a day only, where the month is long over."""
    figures = [asked.figure for asked in ASKED]
    if not is_newest:
        return [figure for figure in figures if figure.source.date]
    return [*figures, *(asked.family for asked in BY_YEAR)]


def _counts(answers: Answers, end: date) -> dict[str, int]:
    """By key; of what is told by year the newest `YEARS`."""
    found = {}
    for key, answer in answers.items():
        asked = asked_named(key)
        if asked is not None and (not asked.year or asked.year > end.year - YEARS):
            found[key] = int(answer.value)
    return found


def numbers_of(told: Return, cells: dict[str, Cell]) -> list[Reported]:
    return [
        Reported(school_id=told.school_id, of=told, key=key, said=cell.said, value=cell.value)
        for key, cell in cells.items()
    ]


def said_before(schools: Iterable[int], end: date) -> dict[int, dict[str, Cell]]:
    """How each figure of each school was said the last time before a month."""
    found: dict[int, dict[str, Cell]] = defaultdict(dict)
    rows = Reported.objects.filter(school__in=list(schools), of__as_of__lt=end)
    for row in rows.order_by("of__as_of"):
        found[row.school_id][row.key] = row.cell
    return found


def _grades_of(schools: Iterable[int]) -> dict[int, tuple[int, int]]:
    classes = SchoolClass.objects.filter(school__in=list(schools), grade_number__gt=0)
    rows = (
        classes.order_by()
        .values("school")
        .annotate(first=Min("grade_number"), last=Max("grade_number"))
    )
    return {row["school"]: (row["first"], row["last"]) for row in rows}

"""What the pages of designs show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qingshan.kit.words import tr
from qingshan.school.models import SchoolClass
from qingshan.teaching.models import LessonDesign, Phase
from qingshan.timetable.models import Lesson

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.membership import Member
    from qingshan.school.models import School


GRADES = "一二三四五六七八九"


@dataclass
class Covered:
    """A subject in a grade: designs, units, and how many have all five phases filled."""

    designs: int = 0
    whole: int = 0
    units: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A subject with a cell for each grade: None where it is not taught and nothing is there."""

    pk: int
    subject: str
    cells: list[tuple[int, Covered | None]]
    lacking: list[str]


def coverage_of(school: School, member: Member) -> tuple[list[tuple[int, str]], list[CoverageLine]]:
    """The grades, and each subject over them, from the library and from what is taught today."""
    taught = _taught(school, member.today)
    found: dict[tuple[int, str], dict[int, Covered]] = defaultdict(dict)
    for (pk, name), numbers in taught.items():
        found[pk, name] = {number: Covered() for number in numbers}
    shared = LessonDesign.objects.filter(school=school, is_shared=True).order_by()
    columns = ("subject", "subject__name", "grade_number", "unit", *Phase.values)
    for pk, name, grade, unit, *phases in shared.values_list(*columns):
        covered = found[pk, name].setdefault(grade, Covered())
        covered.designs += 1
        covered.whole += all(phases)
        covered.units.add(unit)
    grades = sorted({grade for cells in found.values() for grade in cells})
    lines = [
        CoverageLine(
            pk,
            name,
            [(grade, cells.get(grade)) for grade in grades],
            [grade_words(grade) for grade in sorted(cells) if not cells[grade].designs],
        )
        for (pk, name), cells in sorted(found.items(), key=lambda pair: pair[0][1])
    ]
    return [(grade, grade_words(grade)) for grade in grades], lines


def grade_words(number: int) -> str:
    return (
        tr("{grades}年级").format(grades=GRADES[number - 1])
        if 1 <= number <= len(GRADES)
        else tr("高{number}").format(number=number - 9)
    )


def _taught(school: School, day: date) -> dict[tuple[int, str], set[int]]:
    """Subject → the grades in which the timetable has it today."""
    rows = Lesson.objects.filter(school=school, starts_on__lte=day, ends_on__gte=day)
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    columns = ("subject", "subject__name", "school_class__grade_number")
    for pk, name, grade in rows.order_by().values_list(*columns).distinct():
        if grade:
            found[pk, name].add(grade)
    return found


def grades_of(school: School) -> list[tuple[int, str]]:
    """The grades that the school has classes of; all nine where it has none."""
    rows = SchoolClass.objects.filter(school=school, grade_number__gt=0).order_by()
    numbers = sorted(set(rows.values_list("grade_number", flat=True))) or list(range(1, 10))
    return [(number, grade_words(number)) for number in numbers]

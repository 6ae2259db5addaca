"""Which marks a class has, and which classes a person may enter them for."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Length

from qingshan.outcomes.models import Mark
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.people.visibility import HELPERS_OF_ALL, staff_of
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.membership import Member

SHEETS_SHOWN = 12


def classes_marked_by(member: Member) -> QuerySet[SchoolClass]:
    """Classes with children that the person leads; all for those who answer for every child."""
    here = Student.objects.filter(on_roster(member.today), school=member.school)
    filled = here.order_by().values("school_class")
    classes = SchoolClass.objects.filter(school=member.school, pk__in=filled)
    if not member.holds(*HELPERS_OF_ALL):
        classes = classes.filter(homeroom__staff=staff_of(member), homeroom__isnull=False)
    return classes.order_by("grade_number", "code")


def classmates(
    school_class: SchoolClass, today: date, marked: Collection[int] = ()
) -> QuerySet[Student]:
    """In the order of their seats, which are text: 2 stands before 10.

    Who left stands among them only where a mark of theirs is on the sheet: `marked`.
    """
    named = on_roster(today) | Q(pk__in=marked)
    children = Student.objects.filter(named, school_class=school_class)
    return children.order_by(Length("seat_number"), "seat_number", "number")


def marks_of(school_class: SchoolClass, exam: str, subject: str) -> dict[int, Mark]:
    """Child → mark."""
    rows = Mark.objects.filter(student__school_class=school_class, exam=exam, subject=subject)
    return {mark.student_id: mark for mark in rows}


def sheets_of(school_class: SchoolClass) -> list[tuple[str, str]]:
    """Examination and subject of what is written down already, the latest first."""
    rows = Mark.objects.filter(student__school_class=school_class)
    found = rows.order_by("-date", "exam", "subject").values_list("exam", "subject", "date")
    return [(exam, subject) for exam, subject, _ in found.distinct()[:SHEETS_SHOWN]]


def version(marks: dict[int, Mark]) -> str:
    """What changes whenever one of the marks does; "" where there are none."""
    if not marks:
        return ""
    told = sorted((pk, f"{m.points:.1f}", f"{m.full:.1f}", m.date) for pk, m in marks.items())
    return hashlib.sha256(repr(told).encode()).hexdigest()[:24]


def known_words(member: Member, field: str) -> list[str]:
    """Examinations (`exam`) or subjects (`subject`) already written down, the latest first."""
    rows = Mark.objects.filter(school=member.school).order_by("-date").values_list(field, flat=True)
    return list(dict.fromkeys(rows[:2000]))[:12]

"""A day's rolls: which are taken, who was not there, and what is still unexplained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.db.models.functions import Length
from django.utils import timezone

from qingshan.access.fields import sealed_in
from qingshan.care.attendance.visibility import classes_whose_roll_may_be_taken_by
from qingshan.care.models import Absence, RollCall
from qingshan.kit.prepared import Prepared
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.people.roster import on_roster

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from qingshan.school.membership import Member
    from qingshan.school.models import SchoolClass

Session = RollCall.Session
IN_SEAT_ORDER = (Length("seat_number"), "seat_number", "number")
"""Seat numbers are text: 2 stands before 10."""


def children_called(school_class: SchoolClass, session: str, day: date) -> list[Student]:
    """Whose names are called on a day, in the order of seats; what is sealed is left out."""
    called: list[Student] = _CALLED[session == Session.EVENING].rows(
        school_class=school_class.pk, day=min(day, timezone.localdate())
    )
    return called


def _called(school_class: int, day: date, *, in_the_evening: bool) -> QuerySet[Student]:
    """In the evening those who sleep at school."""
    children = Student.objects.filter(on_roster(day), school_class=school_class)
    if in_the_evening:
        children = children.filter(boarding=Student.Boarding.BOARDING)
    return children.defer(*sealed_in(Student)).order_by(*IN_SEAT_ORDER)


_CALLED = {
    evening: Prepared(
        lambda school_class, day, evening=evening: _called(
            school_class, day, in_the_evening=evening
        ),
        names=("school_class", "day"),
        days=("day",),
    )
    for evening in (False, True)
}


@dataclass(frozen=True)
class Line:
    """A class on a day: `taken_at` None for a roll nobody has taken yet. Numbers are children."""

    pk: int
    name: str
    called: int
    taken_at: datetime | None
    absent: tuple[str, ...]  # names, those that are unexplained marked
    late: int

    @property
    def present(self) -> int:
        return self.called - len(self.absent)


def lines_of(member: Member, day: date, session: str) -> list[Line]:
    """The classes whose roll the person may take, those not taken first. Three queries."""
    called = on_roster(day, "students__")
    if session == Session.EVENING:
        called &= Q(students__boarding=Student.Boarding.BOARDING)
    classes = classes_whose_roll_may_be_taken_by(member).annotate(
        called=Count("students", filter=called)
    )
    rows = list(
        classes.filter(called__gt=0)
        .order_by("grade_number", "code")
        .values_list("pk", "name", "called")
    )
    keys = [pk for pk, _, _ in rows]
    rolls = RollCall.objects.filter(school_class__in=keys, date=day, session=session)
    taken = dict(rolls.values_list("school_class", "taken_at"))
    absent: dict[int, list[str]] = {}
    late: dict[int, int] = {}
    for row in _absences(keys, day, session):
        at, name, reason = row
        if reason == Absence.Reason.LATE:
            late[at] = late.get(at, 0) + 1
        else:
            mark = tr("（原因不明）") if reason == Absence.Reason.UNEXPLAINED else ""
            absent.setdefault(at, []).append(f"{name}{mark}")
    lines = [
        Line(pk, name, called, taken.get(pk), tuple(absent.get(pk, ())), late.get(pk, 0))
        for pk, name, called in rows
    ]
    return sorted(lines, key=lambda line: line.taken_at is not None)


def _absences(classes: list[int], day: date, session: str) -> QuerySet[Absence, tuple]:  # type: ignore[type-arg]
    found = Absence.objects.filter(school_class__in=classes, date=day, session=session)
    return found.order_by("student__name").values_list("school_class", "student__name", "reason")


def absences_at(school_class: SchoolClass, day: date, session: str) -> list[Absence]:
    return _AT.rows(school_class=school_class.pk, day=day, session=session)


_AT = Prepared(
    lambda school_class, day, session: Absence.objects.filter(
        school_class=school_class, date=day, session=session
    ),
    days=("day",),
    words=("session",),
)


def roll_of(school_class: SchoolClass, day: date, session: str) -> RollCall | None:
    found: RollCall | None = _ROLL.row(school_class=school_class.pk, day=day, session=session)
    return found


def reasons_of(school_class: SchoolClass, day: date, session: str) -> dict[int, str]:
    """Child → why it was not there."""
    found = absences_at(school_class, day, session)
    return {absence.student_id: absence.reason for absence in found}


_ROLL = Prepared(
    lambda school_class, day, session: RollCall.objects.filter(
        school_class=school_class, date=day, session=session
    ).select_related("taken_by"),
    days=("day",),
    words=("session",),
)

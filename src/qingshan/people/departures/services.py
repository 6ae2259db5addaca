"""Deeds by which a child leaves the roster, and comes back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.dateparse import parse_date

from qingshan.access.doing import doing
from qingshan.people.models import Pairing, Student
from qingshan.people.pairings.words import CHILD_LEFT
from qingshan.people.roster import off_roster

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from qingshan.school.membership import Member
    from qingshan.school.models import SchoolClass

LEFT = ("left_on", "left_how", "left_to", "left_words", "left_noted_on")


class LeftAlready(Exception):
    """Somebody has written down a moment ago that the child left."""


class NotToday(Exception):
    """It was written down on another day, and is not taken back any more."""


class AlreadyBack(Exception):
    """The child is on the roster: somebody was faster."""


@transaction.atomic
def leave_school(
    *, actor: Member, student: Student, on: date, how: str, to: str = "", words: str = ""
) -> Student:
    """`on` is the last day on the roster; pairings end with it. Raises `LeftAlready`."""
    [left] = leave_together(actor=actor, students=[student], on=on, how=how, to=to, words=words)
    return left


@transaction.atomic
def leave_together(
    *,
    actor: Member,
    students: Iterable[Student],
    on: date,
    how: str,
    to: str = "",
    words: str = "",
) -> list[Student]:
    """The same of several on one day: a class that graduates. Raises `LeftAlready`."""
    keys = [one.pk for one in students]
    held = list(Student.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    if any(one.left_on is not None for one in held):
        raise LeftAlready
    with doing("leave_school", actor=actor.account):
        for one in held:
            told = {"left_on": on, "left_how": how, "left_to": to, "left_words": words}
            _write(one, {**told, "left_noted_on": actor.today})
        _end_pairings(keys, on)
    return held


@transaction.atomic
def take_back_leaving(*, actor: Member, students: Iterable[Student]) -> list[Student]:
    """As if it had not been written down, with the pairings that ended by it; on the same day.

    Raises `AlreadyBack` where all of them are on the roster, else `NotToday`.
    """
    keys = [one.pk for one in students]
    gone = Student.objects.select_for_update().filter(off_roster(), pk__in=keys).order_by("pk")
    held = [one for one in gone if one.left_noted_on == actor.today]
    if not held:
        raise NotToday if gone else AlreadyBack
    with doing("take_back_leaving", actor=actor.account):
        for one in held:
            _go_on(one)
            _back_on_the_roster(one)
    return held


@transaction.atomic
def return_to_school(*, actor: Member, student: Student, school_class: SchoolClass) -> Student:
    """A child who left is on the roster again from today on, in this class; paired with nobody.

    Raises `AlreadyBack`.
    """
    held = Student.objects.select_for_update().get(pk=student.pk)
    if held.left_on is None:
        raise AlreadyBack
    held.school_class, held.grade = school_class, school_class.grade
    held.unlisted_on = None
    with doing("return_to_school", actor=actor.account):
        held.save(update_fields=["school_class", "grade", "unlisted_on"])
        _back_on_the_roster(held)
    return held


def _back_on_the_roster(student: Student) -> None:
    _write(student, {**dict.fromkeys(LEFT, ""), "left_on": None, "left_noted_on": None})


def _write(student: Student, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(student, name, value)
    student.save(update_fields=LEFT)


def _end_pairings(children: list[int], on: date) -> None:
    """One that had a day to end on of its own ends earlier; one that begins later never was."""
    held = Pairing.objects.select_for_update().filter(student__in=children)
    held.filter(starts_on__gt=on).delete()
    for one in held.filter(Q(ends_on=None) | Q(ends_on__gt=on)):
        own = [str(one.ends_on or ""), one.ended_because]
        _end(one, on, CHILD_LEFT, own)


def _go_on(student: Student) -> None:
    ended = Pairing.objects.filter(
        student=student, ended_because=CHILD_LEFT, ends_on=student.left_on
    )
    for one in ended.exclude(own_end=None):
        day, because = one.own_end or ["", ""]
        _end(one, parse_date(day), because, None)


def _end(pairing: Pairing, on: date | None, because: str, own: list[str] | None) -> None:
    pairing.ends_on, pairing.ended_because, pairing.own_end = on, because, own
    pairing.save(update_fields=["ends_on", "ended_because", "own_end"])

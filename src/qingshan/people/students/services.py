"""Deeds on the roster of children."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.people.derived import fill, keeping
from qingshan.people.models import Guardian, Student

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.school.membership import Member
    from qingshan.school.models import School

SEALED = frozenset({"number", "id_number"})


def add_student(*, actor: Member, school: School, **values: Any) -> Student:
    """A new child; `values` are fields of the row. Raises `NumberTaken`."""
    student = Student(school=school)
    with keeping("add_student", actor=actor):
        _write(student, values)
    return student


def change_student(*, actor: Member, student: Student, **values: Any) -> Student:
    """Changes fields of a child; None for a sealed field leaves it. Raises `NumberTaken`."""
    with keeping("change_student", actor=actor):
        held = Student.objects.select_for_update().get(pk=student.pk)
        _write(held, values)
    return held


@transaction.atomic
def change_contacts(
    *,
    actor: Member,
    student: Student,
    address: str | None,
    phone: str | None,
    guardians: Mapping[int, Mapping[str, Any]],
) -> None:
    """How the family is reached. `guardians`: order → name, relation, phone; None leaves a value.

    A guardian of whom nothing is left is taken off.
    """
    with doing("change_contacts", actor=actor.account):
        held = Student.objects.select_for_update().get(pk=student.pk)
        for name, value in (("address", address), ("phone", phone)):
            if value is not None:
                setattr(held, name, value)
        held.save(update_fields=["address", "phone"])
        for order, words in guardians.items():
            _write_guardian(held, order, words)


def _write_guardian(student: Student, order: int, words: Mapping[str, Any]) -> None:
    guardian = Guardian.objects.filter(student=student, order=order).first() or Guardian(
        school_id=student.school_id, student=student, order=order
    )
    guardian.name, guardian.relation = words["name"], words["relation"]
    if words["phone"] is not None:
        guardian.phone = words["phone"]
    if guardian.name or guardian.relation or guardian.phone:
        guardian.save()
    elif guardian.pk:
        guardian.delete()


def _write(student: Student, values: Mapping[str, Any]) -> None:
    fill(student, values, sealed=SEALED)
    student.grade = student.school_class.grade
    student.save()

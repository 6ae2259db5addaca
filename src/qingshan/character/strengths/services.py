"""Deeds on class roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.character.models import ClassRole

if TYPE_CHECKING:
    from datetime import date

    from qingshan.people.models import Student
    from qingshan.school.membership import Member


class HeldAlready(Exception):
    """The child has this role."""


@transaction.atomic
def give_class_role(
    *, actor: Member, student: Student, name: str, five: str, since: date
) -> ClassRole:
    """Raises `HeldAlready`."""
    if ClassRole.objects.filter(student=student, name=name, until=None).exists():
        raise HeldAlready
    with doing("give_class_role", actor=actor.account):
        return ClassRole.objects.create(
            school_id=student.school_id, student=student, name=name, five=five, since=since
        )


@transaction.atomic
def end_class_role(*, actor: Member, role: ClassRole, on: date) -> None:
    """The role was the child's up to `on`; it stays on the page of what it did."""
    held = ClassRole.objects.select_for_update().get(pk=role.pk)
    if held.until is not None:
        return
    held.until = max(on, held.since)
    with doing("end_class_role", actor=actor.account):
        held.save()

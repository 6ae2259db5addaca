"""Deeds on the roster of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from qingshan.access.doing import doing
from qingshan.people.derived import NumberTaken, derive
from qingshan.people.models import Staff

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.school.membership import Member
    from qingshan.school.models import School

SEALED = frozenset({"id_number", "phone"})


def add_staff(*, actor: Member, school: School, **values: Any) -> Staff:
    """A new colleague, still without an account. Raises `NumberTaken`."""
    staff = Staff(school=school)
    try:
        with transaction.atomic(), doing("add_staff", actor=actor.account):
            _write(staff, values)
    except IntegrityError as clash:
        raise NumberTaken from clash
    return staff


def change_staff(*, actor: Member, staff: Staff, **values: Any) -> Staff:
    """Changes fields of a colleague; None for a sealed field leaves it. Raises `NumberTaken`."""
    try:
        with transaction.atomic(), doing("change_staff", actor=actor.account):
            held = Staff.objects.select_for_update().get(pk=staff.pk)
            _write(held, values)
    except IntegrityError as clash:
        raise NumberTaken from clash
    return held


def _write(staff: Staff, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if value is not None or name not in SEALED:
            setattr(staff, name, value)
    derive(staff)
    staff.save()

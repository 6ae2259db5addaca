"""Deeds on the roster of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qingshan.people.derived import fill, keeping
from qingshan.people.models import Staff

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.school.membership import Member
    from qingshan.school.models import School

SEALED = frozenset({"id_number", "phone"})


def add_staff(*, actor: Member, school: School, **values: Any) -> Staff:
    """A new colleague, still without an account. Raises `NumberTaken`."""
    staff = Staff(school=school)
    with keeping("add_staff", actor=actor):
        _write(staff, values)
    return staff


def change_staff(*, actor: Member, staff: Staff, **values: Any) -> Staff:
    """Changes fields of a colleague; None for a sealed field leaves it. Raises `NumberTaken`."""
    with keeping("change_staff", actor=actor):
        held = Staff.objects.select_for_update().get(pk=staff.pk)
        _write(held, values)
    return held


def _write(staff: Staff, values: Mapping[str, Any]) -> None:
    fill(staff, values, sealed=SEALED)
    staff.save()

"""Deeds on leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.people.leaves.queries import leave_of_within
from qingshan.people.models import Leave, Staff

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.membership import Member


class LeaveOverlaps(Exception):
    """The colleague is on leave already on one of the days; `other` is that leave."""

    def __init__(self, other: Leave) -> None:
        super().__init__(str(other))
        self.other = other


class EndsBeforeStart(Exception):
    """The last day would be before the first."""


@transaction.atomic
def grant_leave(
    *, actor: Member, staff: Staff, kind: str, starts_on: date, ends_on: date | None
) -> Leave:
    """Both days inclusive, None for an end that is open.

    Raises `LeaveOverlaps`, `EndsBeforeStart`.
    """
    leave = Leave(school_id=staff.school_id, staff=staff)
    return _write("grant_leave", actor, leave, kind, starts_on, ends_on)


@transaction.atomic
def change_leave(
    *, actor: Member, leave: Leave, kind: str, starts_on: date, ends_on: date | None
) -> Leave:
    """The same person, otherwise or on other days. Raises `LeaveOverlaps`, `EndsBeforeStart`."""
    held = Leave.objects.select_for_update(of=("self",)).select_related("staff").get(pk=leave.pk)
    return _write("change_leave", actor, held, kind, starts_on, ends_on)


@transaction.atomic
def take_back_leave(*, actor: Member, leave: Leave) -> None:
    """As if it had never been written down; the audit log keeps what it was."""
    held = Leave.objects.select_for_update().get(pk=leave.pk)
    with doing("take_back_leave", actor=actor.account):
        held.delete()


def _write(
    deed: str, actor: Member, leave: Leave, kind: str, starts_on: date, ends_on: date | None
) -> Leave:
    if ends_on is not None and ends_on < starts_on:
        raise EndsBeforeStart
    Staff.objects.select_for_update().get(pk=leave.staff_id)  # one leave of a person at a time
    other = leave_of_within(leave.staff, starts_on, ends_on, but=leave.pk)
    if other is not None:
        raise LeaveOverlaps(other)
    leave.kind, leave.starts_on, leave.ends_on = kind, starts_on, ends_on
    with doing(deed, actor=actor.account):
        leave.save()
    return leave

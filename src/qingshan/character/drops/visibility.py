"""The only door to drops. No child stands in them: what is in use is for everybody at the school.

A proposal is seen by whoever wrote it and by those who review; what a class was told, by all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.roles import Role
from qingshan.character.models import Drop, DropLesson
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

REVIEWERS = (Role.PRINCIPAL, Role.SECRETARY, Role.STUDENT_AFFAIRS)
"""Who keeps the library, reviews proposals and lays the plan of a term."""

IN_USE = (Drop.State.ACCEPTED, Drop.State.RESTING)


def drops_visible_to(member: Member) -> QuerySet[Drop]:
    everything = Drop.objects.filter(school=member.school)
    if member.school is None:
        return everything.none()
    if member.holds(*REVIEWERS):
        return everything
    return everything.filter(
        Q(state__in=IN_USE) | Q(proposed_by=staff_of(member), proposed_by__isnull=False)
    )


def drop_lessons_visible_to(member: Member) -> QuerySet[DropLesson]:
    everything = DropLesson.objects.filter(school=member.school)
    return everything if member.school is not None else everything.none()


def can_change_drop(member: Member, drop: Drop) -> bool:
    """Reviewers always; whoever wrote it until it is accepted."""
    if member.holds_at(drop, *REVIEWERS):
        return True
    staff = staff_of(member)
    return staff is not None and drop.proposed_by_id == staff.pk and drop.state not in IN_USE

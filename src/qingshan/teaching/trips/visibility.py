"""The only door to trips. Everybody of the school sees who went where and who heard about it;
the cost is for the traveller and those who keep the school's papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.access.roles import Role
from qingshan.people.visibility import staff_of
from qingshan.teaching.models import Trip

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

COUNTERS = (Role.ADMINISTRATOR, Role.PRINCIPAL)


def trips_visible_to(member: Member) -> QuerySet[Trip]:
    if member.school is None:
        return Trip.objects.none()
    return Trip.objects.filter(school=member.school)


def trips_kept_by(member: Member) -> QuerySet[Trip]:
    """Those that the person may change: one's own; all for those who keep the papers."""
    everything = trips_visible_to(member)
    if member.holds(*COUNTERS):
        return everything
    staff = staff_of(member)
    return everything.filter(staff=staff) if staff else everything.none()


def can_see_cost(member: Member, trip: Trip) -> bool:
    return trips_kept_by(member).filter(pk=trip.pk).exists()

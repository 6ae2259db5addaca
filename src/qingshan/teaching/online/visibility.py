"""The only door to rolls of lessons online.

Whoever held the lesson, whoever leads the class, and those who help all children see a roll and
who was missing; nobody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.people.visibility import HELPERS_OF_ALL, staff_of
from qingshan.teaching.models import OnlineRoll

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def online_rolls_visible_to(member: Member) -> QuerySet[OnlineRoll]:
    everything = OnlineRoll.objects.filter(school=member.school)
    if member.school is None:
        return everything.none()
    if member.holds(*HELPERS_OF_ALL):
        return everything
    staff = staff_of(member)
    if staff is None:
        return everything.none()
    return everything.filter(Q(teacher=staff) | Q(school_class__homeroom__staff=staff))

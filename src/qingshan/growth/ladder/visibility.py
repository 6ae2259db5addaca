"""The only door to how far a colleague is towards the next rung.

Titles are public at the school. What is there and what is missing for the next one is for the
person, the head of their group, and who leads the school.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.people.models import Staff
from qingshan.people.visibility import PAIRERS, staff_of, staff_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def staff_whose_next_rung_is_visible_to(member: Member) -> QuerySet[Staff]:
    teaching = staff_visible_to(member).exclude(post=Staff.Post.SUPPORT)
    if member.holds(*PAIRERS):
        return teaching
    staff = staff_of(member)
    if staff is None:
        return teaching.none()
    return teaching.filter(Q(pk=staff.pk) | Q(group__in=staff.headed_groups.values("group")))

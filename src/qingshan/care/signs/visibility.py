"""The only door to signs: those who help a child, and those who answer for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.care.models import SignLook
from qingshan.people.visibility import HELPERS_OF_ALL, children_helped_by

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.people.models import Student
    from qingshan.school.membership import Member

SETTERS = HELPERS_OF_ALL
"""Who sees every child's signs and sets from how many on a rule speaks."""


def children_with_signs_visible_to(member: Member) -> QuerySet[Student]:
    """A sign is for those who help the child."""
    return children_helped_by(member)


def looks_visible_to(member: Member) -> QuerySet[SignLook]:
    """What was seen by whoever looked, for those who may see the child's signs."""
    return SignLook.objects.filter(
        school=member.school, student__in=children_with_signs_visible_to(member).values("pk")
    )

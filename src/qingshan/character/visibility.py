"""The only door to courses for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.character.models import Course

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def courses_visible_to(member: Member) -> QuerySet[Course]:
    """The whole catalogue of one's own school."""
    if member.school is None:
        return Course.objects.none()
    return Course.objects.filter(school=member.school)

"""The only door to teachers' titles for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.growth.models import Title

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def titles_visible_to(member: Member) -> QuerySet[Title]:
    """Titles are public at one's own school."""
    if member.school is None:
        return Title.objects.none()
    return Title.objects.filter(school=member.school)

"""The only door to incidents for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.voice.models import Incident

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def incidents_visible_to(member: Member) -> QuerySet[Incident]:
    """The school-wide offices handle them; others see that they are counted."""
    if member.school is None or not member.sees_whole_school:
        return Incident.objects.none()
    return Incident.objects.filter(school=member.school)

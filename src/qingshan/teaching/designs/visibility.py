"""The only door to lesson designs: what is shared is the school's, the rest its author's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.people.visibility import staff_of
from qingshan.teaching.models import LessonDesign

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def designs_visible_to(member: Member) -> QuerySet[LessonDesign]:
    if member.school is None:
        return LessonDesign.objects.none()
    everything = LessonDesign.objects.filter(school=member.school)
    return everything.filter(Q(is_shared=True) | Q(author__account=member.account))


def designs_written_by(member: Member) -> QuerySet[LessonDesign]:
    """Those that the person may change: one's own."""
    staff = staff_of(member)
    if staff is None:
        return LessonDesign.objects.none()
    return LessonDesign.objects.filter(school=member.school, author=staff)

"""The only door to the aid fund's entries for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.care.models import FundEntry
from qingshan.people.visibility import students_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def fund_entries_visible_to(member: Member) -> QuerySet[FundEntry]:
    """All for the school-wide offices; else what went to children the person may open."""
    if member.school is None:
        return FundEntry.objects.none()
    everything = FundEntry.objects.filter(school=member.school)
    if member.sees_whole_school:
        return everything
    return everything.filter(student__in=students_visible_to(member).values("pk"))

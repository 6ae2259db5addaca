"""The only door to rows of teachers' growth for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.growth.models import MentoringWish, Title
from qingshan.people.models import Pairing
from qingshan.people.visibility import PAIRERS, pairings_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def titles_visible_to(member: Member) -> QuerySet[Title]:
    """Titles are public at one's own school."""
    if member.school is None:
        return Title.objects.none()
    return Title.objects.filter(school=member.school)


def wishes_visible_to(member: Member) -> QuerySet[MentoringWish]:
    """One's own; everybody's for those who bring the pairs together."""
    if member.school is None:
        return MentoringWish.objects.none()
    everything = MentoringWish.objects.filter(school=member.school)
    if member.holds(*PAIRERS):
        return everything
    return everything.filter(staff__account=member.account)


def mentorings_visible_to(member: Member) -> QuerySet[Pairing]:
    """Of all pairings a person may see, those of a mentor and a mentee."""
    return pairings_visible_to(member).filter(kind=Pairing.Kind.MENTORING)

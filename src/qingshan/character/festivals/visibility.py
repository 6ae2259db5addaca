"""The only door to festivals. The programme is for everybody at the school; who signed up is seen
with the children one may see, and by whoever is responsible for the item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.character.drops.visibility import REVIEWERS
from qingshan.character.models import Festival, FestivalEntry, FestivalItem
from qingshan.people.visibility import staff_of, students_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

ORGANISERS = REVIEWERS


def festivals_visible_to(member: Member) -> QuerySet[Festival]:
    everything = Festival.objects.filter(school=member.school)
    return everything if member.school is not None else everything.none()


def festival_items_visible_to(member: Member) -> QuerySet[FestivalItem]:
    everything = FestivalItem.objects.filter(school=member.school)
    return everything if member.school is not None else everything.none()


def entries_visible_to(member: Member) -> QuerySet[FestivalEntry]:
    everything = FestivalEntry.objects.filter(school=member.school)
    if member.school is None:
        return everything.none()
    if member.sees_whole_school:
        return everything
    staff = staff_of(member)
    seen = Q(student__in=students_visible_to(member).values("pk"))
    return everything.filter(seen | Q(item__responsible=staff, item__responsible__isnull=False))


def runs_item(member: Member, item: FestivalItem) -> bool:
    """Who changes an item and enters its results: organisers, and whoever is responsible."""
    if member.holds_at(item, *ORGANISERS):
        return True
    staff = staff_of(member)
    return staff is not None and item.responsible_id == staff.pk

"""Reading festivals: the programme with its places, and who signed up of a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404

from qingshan.character.festivals.visibility import (
    festival_items_visible_to,
    festivals_visible_to,
)
from qingshan.character.models import Festival, FestivalEntry, FestivalItem

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member
    from qingshan.school.models import SchoolClass

IN, WAITING = FestivalEntry.State.IN, FestivalEntry.State.WAITING


def festival_seen_by(member: Member, pk: int) -> Festival:
    return get_object_or_404(festivals_visible_to(member).select_related("year"), pk=pk)


def item_seen_by(member: Member, pk: int) -> FestivalItem:
    items = festival_items_visible_to(member).select_related("festival", "responsible", "record")
    return get_object_or_404(items, pk=pk)


def programme_of(festival: Festival) -> QuerySet[FestivalItem]:
    """Its items in the order of their times, with how many have a place and how many wait."""
    return (
        FestivalItem.objects.filter(festival=festival)
        .select_related("responsible")
        .annotate(
            seated=Count("entries", filter=Q(entries__state=IN)),
            waiting=Count("entries", filter=Q(entries__state=WAITING)),
            honours=Count("entries", filter=Q(entries__honour__isnull=False)),
        )
        .order_by(F("date").asc(nulls_last=True), F("starts").asc(nulls_last=True), "pk")
    )


def with_numbers(festivals: QuerySet[Festival]) -> QuerySet[Festival]:
    return festivals.annotate(
        number=Count("items", distinct=True),
        untimed=Count("items", filter=Q(items__date__isnull=True), distinct=True),
        seated=Count("items__entries", filter=Q(items__entries__state=IN), distinct=True),
    ).order_by("starts_on", "pk")


def signed_of(item: FestivalItem, school_class: SchoolClass) -> dict[int, str]:
    """Child of the class → its state."""
    rows = FestivalEntry.objects.filter(item=item, student__school_class=school_class)
    return dict(rows.values_list("student", "state"))

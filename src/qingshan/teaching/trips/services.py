"""Deeds on trips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.records.kinds import all_kinds
from qingshan.records.services import record_deed
from qingshan.teaching.models import Trip, TripCost, TripHearer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from qingshan.people.models import Staff
    from qingshan.school.membership import Member

REPORT = "trip_report"


class AlreadyReported(Exception):
    """A trip is reported back once."""


@transaction.atomic
def keep_trip(
    *,
    actor: Member,
    staff: Staff,
    days: tuple[date, date],
    place: str,
    topic: str,
    costs: Mapping[str, Decimal],
    trip: Trip | None = None,
) -> Trip:
    """Writes a trip with what it cost, item by item; an item that is not named is taken out."""
    kept = trip or Trip(school_id=staff.school_id, staff=staff)
    kept.starts_on, kept.ends_on = days
    kept.place, kept.topic = place, topic
    with doing("keep_trip", actor=actor.account):
        kept.save()
        held = {cost.item: cost for cost in TripCost.objects.filter(trip=kept)}
        for item in held.keys() - costs.keys():
            held[item].delete()
        for item, amount in costs.items():
            cost = held.get(item) or TripCost(school_id=staff.school_id, trip=kept, item=item)
            cost.amount = amount
            cost.save()
    return kept


@transaction.atomic
def report_trip(
    *, actor: Member, trip: Trip, on: date, words: str, minutes: int, hearers: Iterable[Staff]
) -> Trip:
    """The traveller's own report back, which is a record, and who heard it.

    Raises `AlreadyReported`.
    """
    held = Trip.objects.select_for_update(of=("self",)).get(pk=trip.pk)
    if held.report_id is not None:
        raise AlreadyReported
    held.report = record_deed(
        actor=actor,
        kind=all_kinds()[REPORT],
        date=on,
        title=held.topic,
        content=words,
        minutes=minutes,
    )
    with doing("report_trip", actor=actor.account):
        held.save(update_fields=["report"])
        for staff in hearers:
            TripHearer.objects.create(school_id=held.school_id, trip=held, staff=staff)
    return held

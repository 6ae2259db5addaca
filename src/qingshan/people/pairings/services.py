"""Deeds on pairings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from qingshan.access.doing import doing
from qingshan.people.models import Pairing, Staff

if TYPE_CHECKING:
    from datetime import date

    from qingshan.people.models import Student
    from qingshan.people.pairings.words import Side
    from qingshan.school.membership import Member
    from qingshan.school.models import SchoolClass


class AlreadyPaired(Exception):
    """The two are paired in this way on a day from then on."""


class EndsBeforeStart(Exception):
    """The last day would be before the first."""


@transaction.atomic
def make_pairing(
    *,
    actor: Member,
    side: Side,
    giver: Staff,
    target: Staff | SchoolClass | Student,
    starts_on: date,
) -> Pairing:
    """Pairs the two from a day on, with no end yet. Raises `AlreadyPaired`."""
    Staff.objects.select_for_update().get(pk=giver.pk)  # one pairing of a giver at a time
    same = Pairing.objects.filter(kind=side.kind, giver=giver, **{side.field: target})
    if same.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on)).exists():
        raise AlreadyPaired
    made = Pairing(
        school_id=giver.school_id,
        kind=side.kind,
        giver=giver,
        starts_on=starts_on,
        **{side.field: target},
    )
    with doing("make_pairing", actor=actor.account):
        made.save()
    return made


@transaction.atomic
def end_pairing(*, actor: Member, pairing: Pairing, on: date) -> Pairing:
    """`on` is the last day that counts. An end may be corrected. Raises `EndsBeforeStart`."""
    held = Pairing.objects.select_for_update().get(pk=pairing.pk)
    if on < held.starts_on:
        raise EndsBeforeStart
    held.ends_on = on
    with doing("end_pairing", actor=actor.account):
        held.save(update_fields=["ends_on"])
    return held

"""Deeds on pairings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from qingshan.access.doing import doing
from qingshan.people.models import Pairing, Staff
from qingshan.people.pairings.renewing import PAIR, pair_of, pairs_held

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qingshan.people.models import Student
    from qingshan.people.pairings.words import Side
    from qingshan.school.membership import Member
    from qingshan.school.models import SchoolClass
    from qingshan.school.queries import YearSpan


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
def end_pairing(*, actor: Member, pairing: Pairing, on: date, because: str) -> Pairing:
    """`on` is the last day that counts, `because` says why in words.

    An end may be corrected. Raises `EndsBeforeStart`.
    """
    held = Pairing.objects.select_for_update().get(pk=pairing.pk)
    if on < held.starts_on:
        raise EndsBeforeStart
    held.ends_on, held.ended_because = on, because
    with doing("end_pairing", actor=actor.account):
        held.save(update_fields=["ends_on", "ended_because"])
    return held


@transaction.atomic
def renew_pairings(*, actor: Member, pairings: Iterable[Pairing], year: YearSpan) -> list[Pairing]:
    """Makes the same pairs anew, from the first day of `year` (or today, if later) to no end.

    Two who are paired in the same way on a day of the year or later are passed over, so that
    nothing is doubled.
    """
    ended = list(pairings)
    givers = Staff.objects.filter(pk__in={one.giver_id for one in ended}).order_by("pk")
    list(givers.select_for_update().values_list("pk"))  # one pairing of a giver at a time
    taken = pairs_held(Pairing.objects.filter(giver__in=givers.values("pk")), year)
    made = []
    with doing("renew_pairings", actor=actor.account):
        for one in ended:
            if pair_of(one) not in taken:
                taken.add(pair_of(one))
                made.append(_again(one, max(year.first, actor.today)))
    return made


def _again(ended: Pairing, starts_on: date) -> Pairing:
    made = Pairing(school_id=ended.school_id, starts_on=starts_on)
    for name in PAIR:
        setattr(made, name, getattr(ended, name))
    made.save()
    return made

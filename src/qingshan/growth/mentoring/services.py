"""Deeds on wishes and on the pairs of a school year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from qingshan.access.doing import doing
from qingshan.growth.models import MentoringRound, MentoringWish
from qingshan.people.models import Pairing, Staff
from qingshan.people.pairings.services import AlreadyPaired, make_pairing
from qingshan.people.pairings.words import SIDES
from qingshan.school.models import SchoolYear

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from qingshan.school.membership import Member
    from qingshan.school.queries import YearSpan

MENTORING = SIDES[Pairing.Kind.MENTORING]


class WishesAreClosed(Exception):
    """The pairs of the school year have been adopted."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """How many pairs were made, and how many were there already."""

    made: int
    passed: int


@transaction.atomic
def keep_wish(
    *,
    actor: Member,
    staff: Staff,
    year: YearSpan,
    mentees: int | None,
    wished: Sequence[Staff],
    note: str,
) -> MentoringWish:
    """What the colleague wishes for the year, instead of what they wished before.

    `wished` are three at most, the first wish first. Raises `WishesAreClosed`.
    """
    _hold(year)
    if MentoringRound.objects.filter(year=year.year).exists():
        raise WishesAreClosed
    wish = MentoringWish.objects.filter(year=year.year, staff=staff).first()
    wish = wish or MentoringWish(school_id=staff.school_id, year=year.year, staff=staff)
    wish.first, wish.second, wish.third = (*wished, None, None, None)[: MentoringWish.MOST]
    wish.mentees, wish.note = mentees, note
    with doing("keep_wish", actor=actor.account):
        wish.save()
    return wish


@transaction.atomic
def adopt_pairs(
    *,
    actor: Member,
    year: YearSpan,
    pairs: Iterable[tuple[Staff, Staff]],
    starts_on: date,
    second_mentor_for: Collection[int] = (),
) -> Adopted:
    """Makes the pairs (mentor, mentee) from a day on; the wishes of the year are closed by it.

    A mentee who got a mentor meanwhile is passed over, so that nothing is doubled however often
    it is pressed; `second_mentor_for` are those who had one and are given another on purpose.
    """
    _hold(year)
    chosen = list(pairs)
    _hold_givers(chosen)
    taken = _mentees_from(starts_on, chosen).difference(second_mentor_for)
    made = sum(
        _made(actor, mentor, mentee, starts_on)
        for mentor, mentee in chosen
        if mentee.pk not in taken
    )
    if made:
        with doing("adopt_pairs", actor=actor.account):
            MentoringRound.objects.get_or_create(
                year=year.year,
                defaults={"school_id": year.year.school_id, "adopted_on": actor.today},
            )
    return Adopted(made, len(chosen) - made)


def _made(actor: Member, mentor: Staff, mentee: Staff, starts_on: date) -> bool:
    try:
        make_pairing(actor=actor, side=MENTORING, giver=mentor, target=mentee, starts_on=starts_on)
    except AlreadyPaired:
        return False
    return True


def _hold(year: YearSpan) -> None:
    """One at a time: a wish does not slip in while pairs are adopted."""
    SchoolYear.objects.select_for_update().get(pk=year.pk)


def _hold_givers(pairs: list[tuple[Staff, Staff]]) -> None:
    """In the order in which whoever else makes pairings holds them."""
    keys = {mentor.pk for mentor, _ in pairs}
    list(Staff.objects.filter(pk__in=keys).order_by("pk").select_for_update().values_list("pk"))


def _mentees_from(day: date, pairs: list[tuple[Staff, Staff]]) -> set[int]:
    """Who of them has a mentor on that day or later."""
    held = Pairing.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day),
        kind=MENTORING.kind,
        mentee__in=[mentee.pk for _, mentee in pairs],
    )
    return {key for key in held.values_list("mentee", flat=True) if key}

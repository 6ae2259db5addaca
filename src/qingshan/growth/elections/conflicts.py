"""Who may rate whom: an interest in the outcome keeps one from rating (回避)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.growth.models import Candidate
from qingshan.kit.words import tr
from qingshan.people.models import Pairing, Staff
from qingshan.people.visibility import open_on

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.growth.models import Election

ONESELF, RIVAL = tr("是自己"), tr("同是候选人")
PAIRED, SAME_GROUP = tr("是师徒"), tr("同一个教研组")


def raters_of(election: Election) -> QuerySet[Staff]:
    """Who may rate at all: colleagues who teach and can sign in. Nothing sealed is read."""
    there = Staff.objects.filter(school=election.school_id, account__is_active=True)
    return there.exclude(post=Staff.Post.SUPPORT).only("number", "name", "group", "school")


def standing_in(election: Election) -> list[Candidate]:
    """Candidates who accepted, by number."""
    found = Candidate.objects.filter(election=election, accepted=True)
    return list(found.select_related("staff").defer("staff__id_number", "staff__phone"))


def pairs_among(keys: Collection[int], day: date) -> set[frozenset[int]]:
    """Mentors and mentees of that day of whom one is among `keys`."""
    found = Pairing.objects.filter(open_on(day), kind=Pairing.Kind.MENTORING)
    found = found.filter(Q(giver__in=keys) | Q(mentee__in=keys))
    return {frozenset(pair) for pair in found.values_list("giver", "mentee")}


def conflict(
    rater: Staff,
    candidate: Staff,
    *,
    candidates: Collection[int],
    pairs: Collection[frozenset[int]],
    excludes_group: bool,
) -> str:
    """Why this one must not rate that one, in words; "" for nothing."""
    if rater.pk == candidate.pk:
        return ONESELF
    if rater.pk in candidates:
        return RIVAL
    if frozenset((rater.pk, candidate.pk)) in pairs:
        return PAIRED
    if excludes_group and rater.group_id and rater.group_id == candidate.group_id:
        return SAME_GROUP
    return ""


def conflicts_of(election: Election, rater: Staff, day: date) -> list[tuple[Candidate, str]]:
    """Each candidate, and why the rater must not rate them. Two queries."""
    there = standing_in(election)
    keys = {one.staff_id for one in there}
    pairs = pairs_among(keys, day)
    return [
        (
            one,
            conflict(
                rater,
                one.staff,
                candidates=keys,
                pairs=pairs,
                excludes_group=election.excludes_group,
            ),
        )
        for one in there
    ]


def how_many_may_rate(election: Election, day: date) -> dict[int, int]:
    """Candidate → how many colleagues may rate them. Three queries."""
    there = standing_in(election)
    keys = {one.staff_id for one in there}
    pairs = pairs_among(keys, day)
    raters = list(raters_of(election))
    return {
        one.pk: sum(
            not conflict(
                rater,
                one.staff,
                candidates=keys,
                pairs=pairs,
                excludes_group=election.excludes_group,
            )
            for rater in raters
        )
        for one in there
    }

"""Counting the sealed ballots again, and whether that gives what was published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.growth.elections.tally import tally
from qingshan.growth.elections.urn import UrnWasOpened, opened
from qingshan.growth.models import Candidate, Election, ElectionState
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qingshan.growth.elections.tally import Tally

PUBLISHED = (ElectionState.NOTICE, ElectionState.DONE)


@dataclass(frozen=True, slots=True)
class Recount:
    """How a recount came out: in words, and whether all is well."""

    ok: bool
    sentence: str


def count_again(election: Election) -> Tally:
    """From the sealed ballots. Raises `UrnWasOpened`. Two queries."""
    standing = Candidate.objects.filter(election=election, accepted=True)
    keys = list(standing.values_list("pk", flat=True))
    ballots = opened(election)
    if not {candidate for candidate, _ in ballots} <= set(keys):
        raise UrnWasOpened(0)
    return tally(ballots, candidates=keys, seats=election.seats)


def recount(election: Election) -> Recount:
    """Two queries, and one more where a result was published."""
    try:
        found = count_again(election)
    except UrnWasOpened:
        return Recount(
            ok=False, sentence=tr("封存的评议表被动过：和交上来时对不上。结果不能用，请查清楚。")
        )
    number = sum(count.ballots for count in found.counts.values())
    if election.state not in PUBLISHED:
        return Recount(
            ok=True, sentence=tr("封存了 {number} 张评议表，没有被动过。").format(number=number)
        )
    held = Candidate.objects.filter(election=election, accepted=True)
    same = all(
        (points, ballots, elected)
        == (found.counts[pk].points, found.counts[pk].ballots, pk in found.elected)
        for pk, points, ballots, elected in held.values_list("pk", "points", "ballots", "elected")
    )
    if same:
        return Recount(
            ok=True,
            sentence=tr("刚才把封存的 {number} 张评议表重新数了一遍，和公布的一致。").format(
                number=number
            ),
        )
    return Recount(
        ok=False,
        sentence=tr(
            "刚才把封存的 {number} 张评议表重新数了一遍，和公布的不一致，请查清楚。"
        ).format(number=number),
    )


def troubled_elections() -> Iterator[tuple[Election, Recount]]:
    """Those of the installation whose ballots or result were changed behind its back."""
    for election in Election.objects.exclude(state=ElectionState.NOMINATING).order_by("pk"):
        found = recount(election)
        if not found.ok:
            yield election, found

"""The tally: from ballots to who is elected. Whole numbers only, so that a recount is exact."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Count:
    """What one candidate got: points in all, on how many ballots."""

    points: int = 0
    ballots: int = 0

    @property
    def mean(self) -> Fraction:
        """Points a ballot; candidates have different numbers of ballots, as some must not rate."""
        return Fraction(self.points, self.ballots) if self.ballots else Fraction(0)


@dataclass(frozen=True, slots=True)
class Tally:
    """Each candidate's count, and who is elected."""

    counts: Mapping[int, Count]
    elected: frozenset[int]


def tally(
    ballots: Iterable[tuple[int, Mapping[str, int]]], *, candidates: Iterable[int], seats: int
) -> Tally:
    """`ballots` are candidate and criterion → points.

    The `seats` best by points a ballot are elected, and whoever has as much as the last of them.
    """
    counts = dict.fromkeys(candidates, Count())
    for candidate, marks in ballots:
        held = counts[candidate]
        counts[candidate] = Count(held.points + sum(marks.values()), held.ballots + 1)
    rated = sorted((count.mean for count in counts.values() if count.ballots), reverse=True)
    if not rated:
        return Tally(counts, frozenset())
    cut = rated[min(seats, len(rated)) - 1]
    elected = (key for key, count in counts.items() if count.ballots and count.mean >= cut)
    return Tally(counts, frozenset(elected))

"""What a share of some answers says about all households, and which groups are too small to show.

The interval is Wilson's (1927) at 95 %, with the correction for a finite population: where n of N
households answered, they weigh as n·(N−1)/(N−n) drawn from many. It counts only the chance of who
answered; who does not answer may think otherwise, and no formula knows that.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

FEWEST = 5  # answers; fewer would be somebody
Z = 1.959964  # 95 % of a normal distribution

Key = TypeVar("Key", bound="Hashable")


@dataclass(frozen=True, slots=True)
class Share:
    """`good` of `answered` answers, of `households` asked; the rest follows."""

    good: int
    answered: int
    households: int

    @property
    def percent(self) -> float:
        return 100 * self.good / self.answered

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound in percent."""
        low, high = wilson(self.good, self.answered, self.households)
        return 100 * low, 100 * high


def wilson(good: int, answered: int, households: int) -> tuple[float, float]:
    """The interval of a share. Where all households answered it is the share itself.

    Raises `ValueError` where nobody answered or more than all did.
    """
    if not 0 <= good <= answered or not 0 < answered <= households:
        raise ValueError((good, answered, households))
    share = good / answered
    if answered == households:
        return share, share
    weight = answered * (households - 1) / (households - answered)
    square = Z * Z / weight
    middle = (share + square / 2) / (1 + square)
    half = Z / (1 + square) * sqrt(share * (1 - share) / weight + square / (4 * weight))
    return max(0.0, middle - half), min(1.0, middle + half)


def too_small(answered: Mapping[Key, int]) -> set[Key]:
    """Groups that are not shown: small ones, and as many beside them as keep them unknown.

    What is hidden together has `FEWEST` answers or more and is more than one group, so that the
    whole less what is shown tells nobody's answer. A group that nobody answered for hides nothing.
    """
    hidden = {key for key, number in answered.items() if 0 < number < FEWEST}
    if not hidden:
        return hidden
    shown = sorted((key for key in answered if answered[key] >= FEWEST), key=lambda k: answered[k])
    for key in shown:
        if len(hidden) > 1 and sum(answered[one] for one in hidden) >= FEWEST:
            break
        hidden.add(key)
    return hidden

"""Which suggestions say nearly the same: by the pairs of characters they share.

Chinese has no spaces to cut words at; two texts that share most of their neighbouring pairs of
characters speak of the same thing. It is a hint for a person, never a decision.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ALIKE = 0.34  # of 1; below it texts share little more than 建议 and 学校
SHOWN = 3
READ = 600  # characters of a text
_NO_WORD = re.compile(r"[\W_]+")
_SAID_BY_ALL = re.compile("建议|希望|能不能|可不可以|学校|我们|应该|增加|增设")


@dataclass(frozen=True, slots=True)
class Alike:
    pk: int
    title: str
    score: float


def pairs_of(text: str) -> frozenset[str]:
    """The neighbouring pairs of characters, without marks and what every suggestion says."""
    plain = _NO_WORD.sub("", unicodedata.normalize("NFKC", text[:READ]).lower())
    plain = _SAID_BY_ALL.sub("", plain) or plain
    if len(plain) == 1:
        return frozenset(plain)
    return frozenset(plain[n : n + 2] for n in range(len(plain) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's: twice what both have, by all that they have; from 0 to 1."""
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))


def most_alike(title: str, content: str, others: Iterable[tuple[int, str, str]]) -> list[Alike]:
    """Of `others` (key, title, content), the few that say nearly the same, the nearest first."""
    head, whole = pairs_of(title), pairs_of(f"{title}{content}")
    found = []
    for pk, their_title, their_content in others:
        score = max(
            likeness(head, pairs_of(their_title)),
            likeness(whole, pairs_of(f"{their_title}{their_content}")),
        )
        if score >= ALIKE:
            found.append(Alike(pk, their_title or their_content[:40], score))
    return sorted(found, key=lambda one: (-one.score, one.pk))[:SHOWN]

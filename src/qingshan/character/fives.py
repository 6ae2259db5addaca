"""Which of the five (五成教育) a course or an honour belongs to, by the words it is named with."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from qingshan.records.kinds import FIVES

OTHERWISE = "梦想"


def five_of(*words: str) -> str:
    """The first of the five that one of the words names; a gift of one's own is 梦想."""
    told = _words()
    for text in words:
        for five, known in told.items():
            if any(word in text for word in known):
                return five
    return OTHERWISE


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    read = yaml.safe_load((Path(__file__).parent / "fives.yaml").read_text(encoding="utf-8"))
    if unknown := read.keys() - FIVES.keys():
        raise ValueError(unknown)
    return {five: tuple(known) for five, known in read.items()}

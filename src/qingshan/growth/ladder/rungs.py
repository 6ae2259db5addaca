"""The rungs of the ladder and what each asks, read from data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from qingshan.kit.words import tr


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a rung asks. Exactly one of `years`, `record`, `mentees` is given."""

    words: str
    years: int = 0
    record: str = ""
    at_least: int = 1
    within: int = 0
    mentees: int = 0

    @property
    def target(self) -> int:
        return self.years or self.mentees or self.at_least


@dataclass(frozen=True, slots=True)
class Rung:
    key: str
    title: str
    holds: tuple[str, ...]
    asks: tuple[Ask, ...]


@lru_cache(maxsize=1)
def rungs() -> tuple[Rung, ...]:
    """From the lowest."""
    text = (Path(__file__).parent / "ladder.yaml").read_text("utf-8")
    return tuple(
        Rung(
            key=one["key"],
            title=one["title"],
            holds=tuple(one["holds"]),
            asks=tuple(Ask(**ask | {"words": tr(ask["words"])}) for ask in one["asks"]),
        )
        for one in yaml.safe_load(text)
    )


def rung_with(title: str) -> int | None:
    """The place of the rung on which a title stands; None for a title beside the ladder."""
    return next((n for n, rung in enumerate(rungs()) if title in rung.holds), None)

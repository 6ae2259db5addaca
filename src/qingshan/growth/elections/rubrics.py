"""What is rated, read from data; an election keeps its own copy of what it began with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from qingshan.growth.models import Election


@dataclass(frozen=True, slots=True)
class Criterion:
    key: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Rubric:
    """`levels` are points and what they mean in words, the best first."""

    criteria: tuple[Criterion, ...]
    levels: tuple[tuple[int, str], ...]

    @property
    def most(self) -> int:
        """The points of one ballot at its best."""
        return len(self.criteria) * max(points for points, _ in self.levels)


@lru_cache(maxsize=1)
def shipped() -> dict[str, dict[str, Any]]:
    """Key → rubric as it stands in the file."""
    text = (Path(__file__).parent / "rubrics.yaml").read_text("utf-8")
    return {told["key"]: told for told in yaml.safe_load(text)}


def rubric_of(election: Election) -> Rubric:
    told = election.rubric
    return Rubric(
        tuple(Criterion(**one) for one in told["criteria"]),
        tuple((one["points"], one["words"]) for one in told["levels"]),
    )

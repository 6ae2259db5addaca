"""What is asked of a run, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from crosscheck.columns import REGISTERS
from crosscheck.decisions import Decisions
from crosscheck.workspace import MEMORY_LIMIT

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


@dataclass(frozen=True)
class Question:
    """What to compare: files or patterns by register; `relief` may be left out.

    `born_from` and `born_to` narrow the population to children of school age. `by` is who asks.
    """

    population: str
    roll: str
    present: str
    relief: str | None = None
    born_from: dt.date | None = None
    born_to: dt.date | None = None
    engine: str = "duckdb"
    by: str = ""
    decisions: Decisions = field(default_factory=Decisions)
    memory_limit: str = MEMORY_LIMIT
    spark_master: str = "local[*]"
    private: Path | None = None
    """Where the run's private folder is made; the system's folder for such things by default."""

    def words(self) -> dict[str, str]:
        named = {r.key: getattr(self, r.key) for r in REGISTERS}
        return {key: value for key, value in named.items() if value}


@dataclass(frozen=True)
class Doubt:
    """A doubtful pair as `review.csv` has it, with the fingerprints a decision is kept under."""

    cells: dict[str, str]
    left: str
    right: str


@dataclass(frozen=True)
class Outcome:
    """What a run found; `seconds` by stage, `rows` by register, `lists` by list."""

    engine: str
    rows: dict[str, int]
    lists: dict[str, int]
    seconds: dict[str, float]
    exact: dict[str, int]
    scored: dict[str, int]
    notes: list[str]
    doubts: list[Doubt]

    def as_json(self) -> dict[str, Any]:
        return {
            "ok": True,
            "engine": self.engine,
            "registers": self.rows,
            "counts": self.lists,
            "exact": self.exact,
            "scored_pairs": self.scored,
            "seconds": self.seconds,
            "notes": self.notes,
        }

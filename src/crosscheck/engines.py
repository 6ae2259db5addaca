"""Who weighs pairs: DuckDB in this process; `spark` has the other."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Protocol

from crosscheck.blocking import Left, make_pairs
from crosscheck.scoring import score_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    import duckdb

    from crosscheck.model import Comparison


class Engine(Protocol):
    """What weighs all pairs of `rest_l` and `rest_r`: fills `scored`, returns the keys left out."""

    name: str

    def opened(self, folder: Path) -> AbstractContextManager[Engine]:
        """The engine ready for a run whose private folder this is."""
        ...

    def score(
        self,
        con: duckdb.DuckDBPyConnection,
        comparisons: tuple[Comparison, ...],
        prior: float,
    ) -> list[Left]: ...


class DuckDBEngine:
    """All in this process."""

    name = "duckdb"

    @contextlib.contextmanager
    def opened(self, folder: Path) -> Iterator[Engine]:
        del folder
        yield self

    def score(
        self, con: duckdb.DuckDBPyConnection, comparisons: tuple[Comparison, ...], prior: float
    ) -> list[Left]:
        left_out = make_pairs(con, "rest_l", "rest_r", "pairs")
        score_pairs(
            con, "rest_l", "rest_r", "pairs", "scored", comparisons=comparisons, prior=prior
        )
        con.execute("DROP TABLE pairs")
        return left_out

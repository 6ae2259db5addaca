"""Two registers compared: exact matches, scores for the rest, each child once, the nearest."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import pyarrow as pa

from crosscheck.assigning import Pair, assign
from crosscheck.blocking import Left, make_pairs
from crosscheck.decisions import Decisions, fingerprints
from crosscheck.exact import match_exactly
from crosscheck.scoring import comparisons_for, score_pairs
from crosscheck.training import prior_of, relearn, train

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    import duckdb

    from crosscheck.model import Comparison
    from crosscheck.reading import Table

    Tell = Callable[[str], None]

CONSIDERED = -7.0
"""Bits below which a pair is not even a candidate."""
ACCEPTED = 0.0
"""Bits from which an assigned pair is one child: more likely than not."""
STILL_OUT = 0.2
"""Of rows that found nobody, about this share is there all the same, written very differently."""
LOOKS = 2
"""Times the late rows are weighed, each time by what was learnt of them."""
SURE_COPY = 6.0
DECIDED, EXACT = 40.0, 30.0
"""Bits written for a match that nobody weighed."""


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


@dataclass
class Matching:
    """What came of comparing two registers; its rows stand in tables named after `key`.

    `matches_<key>` (l, r, how, weight, probability), `near_l_<key>` and `near_r_<key>`: for each
    row without a match the best candidates that were rejected.
    """

    key: str
    left: Table
    right: Table
    comparisons: tuple[Comparison, ...]
    exact: int = 0
    scored: int = 0
    left_out: list[Left] = field(default_factory=list)


def match(
    con: duckdb.DuckDBPyConnection,
    left: Table,
    right: Table,
    *,
    engine: Engine,
    decisions: Decisions,
    tell: Tell,
    is_part: bool = False,
) -> Matching:
    """Compares two cleaned registers.

    `is_part`: the right one holds but a part of the children, so that to find nobody is no news;
    then nobody is looked for a second time, and no nearest is kept.
    """
    a, b = f"clean_{left.register.key}", f"clean_{right.register.key}"
    key = f"{left.register.key}_{right.register.key}"
    tell("exact")
    exact = match_exactly(con, a, b)
    sizes = (left.rows - exact, right.rows - exact)
    comparisons = comparisons_for(set(_filled(con, a)), set(_filled(con, b)))
    tell("score")
    comparisons = train(con, comparisons, (a, b), sizes)
    prior = prior_of(*sizes)
    left_out = engine.score(con, comparisons, prior)
    found = Matching(key, left, right, comparisons, exact, _count(con, "scored"), left_out)
    tell("assign")
    _assign(con, found, decisions, is_part=is_part)
    if not is_part:
        tell("nearest")
        _nearest(con, found, prior)
    _tidy(con, found)
    return found


def _filled(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    row = con.execute(f"SELECT count(school), count(address) FROM {table}").fetchall()[0]
    return [name for name, n in zip(("school", "address"), row, strict=True) if n]


def _assign(
    con: duckdb.DuckDBPyConnection, found: Matching, decisions: Decisions, *, is_part: bool
) -> None:
    pairs, same = _decided(con, decisions, "scored")
    rows = [(a, b, "decided", DECIDED) for a, b in same]
    rows += [(p.l, p.r, "scored", p.weight) for p in _chosen(pairs)]
    name = f"matches_{found.key}"
    _keep(con, name, rows)
    if not is_part:
        _second_look(con, found, decisions)
    con.execute(f"INSERT INTO {name} SELECT l, r, rule, {EXACT}, 1.0 FROM exact")


def _chosen(pairs: list[Pair]) -> list[Pair]:
    """The assigned pairs that are one child."""
    return [p for p in _assigned(pairs) if p.weight >= ACCEPTED]


def _assigned(pairs: list[Pair]) -> list[Pair]:
    """Each row once; unlikely pairs take part, so that twins sort themselves out."""
    lifted = [Pair(p.l, p.r, p.weight - CONSIDERED) for p in pairs]
    return [Pair(p.l, p.r, p.weight + CONSIDERED) for p in assign(lifted)]


def _candidates(con: duckdb.DuckDBPyConnection, table: str) -> list[Pair]:
    rows = con.execute(
        f"SELECT l, r, weight FROM {table} WHERE weight > {CONSIDERED} ORDER BY l, r"
    ).fetchall()
    return [Pair(int(a), int(b), float(w)) for a, b, w in rows]


def _second_look(con: duckdb.DuckDBPyConnection, found: Matching, decisions: Decisions) -> None:
    """Compares the few rows that found nobody by looser keys.

    With all others placed a likeness means more: the chance of a random pair rises from one in all
    rows to one in those that found nobody. And these rows slip more than others: that a telephone
    has changed speaks less against a pair where it has changed in most.
    """
    name = f"matches_{found.key}"
    for side in ("l", "r"):
        con.execute(
            f"CREATE OR REPLACE TABLE late_{side} AS SELECT * FROM rest_{side} "
            f"WHERE row NOT IN (SELECT {side} FROM {name})"
        )
    left, right = _count(con, "late_l"), _count(con, "late_r")
    if not left or not right:
        return
    prior = min(0.5, STILL_OUT * min(left, right) / (left * right))
    make_pairs(con, "late_l", "late_r", "late_pairs", loose=True)
    comparisons = found.comparisons
    for again in range(LOOKS):
        score_pairs(
            con, "late_l", "late_r", "late_pairs", "late", comparisons=comparisons, prior=prior
        )
        if again < LOOKS - 1:
            _keep(
                con,
                "late_likely",
                [(p.l, p.r, "", p.weight) for p in _assigned(_candidates(con, "late"))],
            )
            comparisons = relearn(con, comparisons, "late_l", "late_r", "late_likely")
    pairs, same = _decided(con, decisions, "late")
    rows = [(a, b, "decided", DECIDED) for a, b in same]
    rows += [(p.l, p.r, "scored", p.weight) for p in _chosen(pairs)]
    _keep(con, "late_matches", rows)
    con.execute(f"INSERT INTO {name} SELECT * FROM late_matches")
    con.execute(
        "DELETE FROM scored WHERE l IN (SELECT row FROM late_l) AND r IN (SELECT row FROM late_r)"
    )
    con.execute("INSERT INTO scored SELECT * FROM late")
    for table in ("late_l", "late_r", "late_pairs", "late", "late_likely", "late_matches"):
        con.execute(f"DROP TABLE {table}")


def _decided(
    con: duckdb.DuckDBPyConnection, decisions: Decisions, table: str
) -> tuple[list[Pair], list[tuple[int, int]]]:
    """The pairs of a scored table that are open, and those a person has said are one child.

    Pairs said to be two children leave the table.
    """
    pairs = _candidates(con, table)
    if not decisions:
        return pairs, []
    prints = {
        side: fingerprints(
            con,
            f"rest_{side}",
            f"SELECT {side} FROM {table} WHERE weight > {CONSIDERED}",
            decisions.key,
        )
        for side in ("l", "r")
    }
    told = {p: (prints["l"][p.l], prints["r"][p.r]) for p in pairs}
    different = [p for p in pairs if told[p] in decisions.different]
    for p in different:
        con.execute(f"DELETE FROM {table} WHERE l = {p.l} AND r = {p.r}")
    same = assign(Pair(p.l, p.r, p.weight - CONSIDERED) for p in pairs if told[p] in decisions.same)
    lefts, rights = {p.l for p in same}, {p.r for p in same}
    gone = set(different)
    still = [p for p in pairs if p.l not in lefts and p.r not in rights and p not in gone]
    return still, [(p.l, p.r) for p in same]


def _nearest(con: duckdb.DuckDBPyConnection, found: Matching, prior: float) -> None:
    """For each row without a match, all candidates among free and taken rows of the other side."""
    a, b = f"clean_{found.left.register.key}", f"clean_{found.right.register.key}"
    matches = f"matches_{found.key}"
    con.execute(
        f"CREATE OR REPLACE TABLE open_l AS SELECT * FROM {a} "
        f"WHERE row NOT IN (SELECT l FROM {matches})"
    )
    con.execute(
        f"CREATE OR REPLACE TABLE open_r AS SELECT * FROM {b} "
        f"WHERE row NOT IN (SELECT r FROM {matches})"
    )
    con.execute(
        f"CREATE OR REPLACE TABLE gone_l AS SELECT * FROM {a} WHERE row IN (SELECT l FROM exact)"
    )
    con.execute(
        f"CREATE OR REPLACE TABLE gone_r AS SELECT * FROM {b} WHERE row IN (SELECT r FROM exact)"
    )
    for side, one, other in (("l", "open_l", "gone_r"), ("r", "gone_l", "open_r")):
        make_pairs(con, one, other, "near_pairs")
        score_pairs(
            con, one, other, "near_pairs", "near_scored", comparisons=found.comparisons, prior=prior
        )
        con.execute(f"""
            CREATE OR REPLACE TABLE near_{side}_{found.key} AS
            SELECT * FROM (
                SELECT * FROM scored WHERE {side} IN (SELECT row FROM open_{side})
                UNION ALL BY NAME SELECT * FROM near_scored
            )
            QUALIFY row_number() OVER (PARTITION BY {side} ORDER BY weight DESC, l, r) <= 3
        """)
    for table in ("open_l", "open_r", "gone_l", "gone_r", "near_pairs", "near_scored"):
        con.execute(f"DROP TABLE {table}")


def _tidy(con: duckdb.DuckDBPyConnection, found: Matching) -> None:
    for table in ("exact", "rest_l", "rest_r"):
        con.execute(f"DROP TABLE {table}")
    con.execute(f"ALTER TABLE scored RENAME TO scored_{found.key}")


def _keep(
    con: duckdb.DuckDBPyConnection, name: str, rows: Iterable[tuple[int, int, str, float]]
) -> None:
    schema = pa.schema(
        {
            "l": pa.int64(),
            "r": pa.int64(),
            "how": pa.string(),
            "weight": pa.float64(),
            "probability": pa.float64(),
        }
    )
    held = [
        {"l": a, "r": b, "how": how, "weight": w, "probability": probability(w)}
        for a, b, how, w in rows
    ]
    con.register("kept_rows", pa.Table.from_pylist(held, schema))
    con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM kept_rows")
    con.unregister("kept_rows")


def probability(weight: float) -> float:
    """Bits of evidence as a chance from 0 to 1."""
    return 1 / (1 + 2 ** -max(-60.0, min(60.0, weight)))


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])

"""From weighed pairs to matches: what people decided, then each child once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from crosscheck.assigning import Pair, assign
from crosscheck.chances import probability
from crosscheck.decisions import Decisions, fingerprints

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

CONSIDERED = -7.0
"""Bits below which a pair is not even a candidate."""
ACCEPTED = 0.0
"""Bits from which an assigned pair is one child: more likely than not."""
DECIDED = 40.0
"""Bits written for a match that nobody weighed."""


def choose(
    con: duckdb.DuckDBPyConnection, weighed: str, matches: str, decisions: Decisions
) -> None:
    """The table `matches (l, r, how, weight, probability)` from the weighed pairs."""
    pairs, same = _decided(con, decisions, weighed)
    rows = [(a, b, "decided", DECIDED) for a, b in same]
    rows += [(p.l, p.r, "scored", p.weight) for p in assigned(pairs) if p.weight >= ACCEPTED]
    keep(con, matches, rows)


def assigned(pairs: list[Pair]) -> list[Pair]:
    """Each row once; unlikely pairs take part, so that twins sort themselves out."""
    lifted = [Pair(p.l, p.r, p.weight - CONSIDERED) for p in pairs]
    return [Pair(p.l, p.r, p.weight + CONSIDERED) for p in assign(lifted)]


def candidates(con: duckdb.DuckDBPyConnection, table: str) -> list[Pair]:
    rows = con.execute(
        f"SELECT l, r, weight FROM {table} WHERE weight > {CONSIDERED} ORDER BY l, r"
    ).fetchall()
    return [Pair(int(a), int(b), float(w)) for a, b, w in rows]


def _decided(
    con: duckdb.DuckDBPyConnection, decisions: Decisions, table: str
) -> tuple[list[Pair], list[tuple[int, int]]]:
    """The pairs of a scored table that are open, and those a person has said are one child.

    Pairs said to be two children leave the table.
    """
    pairs = candidates(con, table)
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


def keep(
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

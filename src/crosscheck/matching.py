"""Two registers compared: exact matches, scores for the rest, each child once, the nearest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crosscheck.blocking import Left, make_pairs
from crosscheck.choosing import choose
from crosscheck.exact import COUNTED, keep_crowd, match_exactly
from crosscheck.looking_again import look_again
from crosscheck.scoring import comparisons_for, score_pairs
from crosscheck.training import prior_of, train

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

    from crosscheck.decisions import Decisions
    from crosscheck.engines import Engine
    from crosscheck.model import Comparison
    from crosscheck.reading import Table

    Tell = Callable[[str], None]

EXACT = 30.0
"""Bits written for a match that nobody weighed."""


@dataclass
class Matching:
    """What came of comparing two registers; its rows stand in tables named after `key`.

    `matches_<key>` (l, r, how, weight, probability), `near_l_<key>` and `near_r_<key>`, where
    that side is listed: for each row without a match the best candidates that were rejected;
    `crowd_<key>` (side, row): rows too many resemble for each to be weighed.
    """

    key: str
    left: Table
    right: Table
    comparisons: tuple[Comparison, ...]
    exact: int = 0
    counted: int = 0
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
    listed: str,
) -> Matching:
    """Compares two cleaned registers.

    `listed`: the sides, l or r, whose rows without a match come on a list and need their nearest.
    Where it is none the right register holds but a part of the children, so that to find nobody is
    no news; then nobody is looked for a second time either.
    """
    a, b = f"clean_{left.register.key}", f"clean_{right.register.key}"
    key = f"{left.register.key}_{right.register.key}"
    tell("exact")
    exact = match_exactly(con, a, b)
    counted = _count(con, f"exact WHERE rule = '{COUNTED}'")
    keep_crowd(con, {"l": a, "r": b}, f"crowd_{key}")
    sizes = (left.rows - exact, right.rows - exact)
    comparisons = comparisons_for(set(_filled(con, a)), set(_filled(con, b)))
    tell("score")
    comparisons = train(con, comparisons, (a, b), sizes)
    prior = prior_of(*sizes)
    left_out = engine.score(con, comparisons, prior)
    scored = _count(con, "scored")
    found = Matching(key, left, right, comparisons, exact, counted, scored, left_out)
    tell("assign")
    matches = f"matches_{key}"
    choose(con, "scored", matches, decisions)
    if listed:
        children = prior * sizes[0] * sizes[1]
        late = look_again(con, matches, comparisons, decisions, children, f"crowd_{key}")
        known = {left.rule for left in left_out}
        found.left_out += [left for left in late if left.rule not in known]
    con.execute(f"INSERT INTO {matches} SELECT l, r, rule, {EXACT}, 1.0 FROM exact")
    if listed:
        tell("nearest")
        _nearest(con, found, prior, listed)
    _tidy(con, found)
    return found


def _filled(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    row = con.execute(f"SELECT count(school), count(address) FROM {table}").fetchall()[0]
    return [name for name, n in zip(("school", "address"), row, strict=True) if n]


def _nearest(con: duckdb.DuckDBPyConnection, found: Matching, prior: float, listed: str) -> None:
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
    for side, one, other, theirs in (("l", "open_l", b, "r"), ("r", a, "open_r", "l")):
        if side not in listed:
            continue
        make_pairs(con, one, other, "near_all", crowd=f"crowd_{found.key}")
        con.execute(  # the rest has been weighed
            "CREATE OR REPLACE TABLE near_pairs AS SELECT * FROM near_all "
            f"WHERE {theirs} IN (SELECT {theirs} FROM exact)"
        )
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
        for table in ("near_all", "near_pairs", "near_scored"):
            con.execute(f"DROP TABLE {table}")
    for table in ("open_l", "open_r"):
        con.execute(f"DROP TABLE {table}")


def _tidy(con: duckdb.DuckDBPyConnection, found: Matching) -> None:
    for table in ("exact", "rest_l", "rest_r"):
        con.execute(f"DROP TABLE {table}")
    con.execute(f"ALTER TABLE scored RENAME TO scored_{found.key}")


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])

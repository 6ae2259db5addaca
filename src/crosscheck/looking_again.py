"""The few rows that found nobody, compared once more by looser keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosscheck.blocking import Left, make_pairs
from crosscheck.choosing import choose
from crosscheck.scoring import score_pairs

if TYPE_CHECKING:
    import duckdb

    from crosscheck.decisions import Decisions
    from crosscheck.model import Comparison


def look_again(
    con: duckdb.DuckDBPyConnection,
    matches: str,
    comparisons: tuple[Comparison, ...],
    decisions: Decisions,
    children: float,
    crowd: str,
) -> list[Left]:
    """Adds to `matches` what the rows of `rest_l` and `rest_r` find that found nobody so far.

    With all others placed a likeness means more. `children`, as many as there are in both registers
    by the first look, could then be any pair of rows; now they can be only a pair of the late ones.
    Returns the keys left out; rows that have one are added to `crowd`.
    """
    rows = []
    for side in ("l", "r"):
        con.execute(
            f"CREATE OR REPLACE TABLE late_{side} AS SELECT * FROM rest_{side} "
            f"WHERE row NOT IN (SELECT {side} FROM {matches})"
        )
        rows.append(int(con.execute(f"SELECT count(*) FROM late_{side}").fetchall()[0][0]))
    if not all(rows):
        return []
    prior = min(0.5, children / (rows[0] * rows[1]))
    left_out = make_pairs(con, "late_l", "late_r", "late_pairs", loose=True, crowd=crowd)
    score_pairs(con, "late_l", "late_r", "late_pairs", "late", comparisons=comparisons, prior=prior)
    choose(con, "late", "late_matches", decisions)
    con.execute(f"INSERT INTO {matches} SELECT * FROM late_matches")
    con.execute(
        "DELETE FROM scored WHERE l IN (SELECT row FROM late_l) AND r IN (SELECT row FROM late_r)"
    )
    con.execute("INSERT INTO scored SELECT * FROM late")
    for table in ("late_l", "late_r", "late_pairs", "late", "late_matches"):
        con.execute(f"DROP TABLE {table}")
    return left_out

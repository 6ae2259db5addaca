"""How often each step of likeness is seen, counted in the registers at hand.

Registers differ: in one county half the telephones have changed, in another identity numbers are
missing in every tenth row. `m` is counted over pairs that are each other's best and nearly certain,
`u` over pairs drawn by chance; both lean on the model's own weights where there is little to count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosscheck.blocking import make_pairs
from crosscheck.model import Comparison, with_weights
from crosscheck.scoring import GAMMA, add_steps, score_pairs

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

SAMPLE = 15_000
"""Rows of the left register from which `m` is counted."""
DRAWN = 700
"""Rows of each side drawn for `u`; every pair of them is looked at."""
STRANGERS = (
    "NOT (coalesce(idn_l = idn_r, false) OR coalesce(phone_l = phone_r, false) "
    "OR coalesce(name_l = name_r AND born_l = born_r, false))"
)
"""Leaves out of the draw what is almost surely one child twice."""
LEAN_M = 60.0
LEAN_U = 20_000.0
CERTAIN = 4.5
"""Bits from which a pair counts as certain."""


def prior_of(left: int, right: int) -> float:
    """How likely two rows drawn by chance are one child: most of the smaller side has its match."""
    if not left or not right:
        return 0.0001
    return min(0.5, max(0.8 * min(left, right), 1) / (left * right))


def train(
    con: duckdb.DuckDBPyConnection,
    comparisons: tuple[Comparison, ...],
    whole: tuple[str, str],
    sizes: tuple[int, int],
) -> tuple[Comparison, ...]:
    """The comparisons with `u` counted in the whole tables and `m` in `rest_l` and `rest_r`."""
    if not all(sizes):
        return comparisons
    drawn = _counted_u(con, comparisons, whole)
    started = tuple(
        with_weights(c, None, _smooth([x.u for x in c.levels], drawn[c.key], LEAN_U))
        for c in comparisons
    )
    counted = _counted_m(con, started, sizes)
    return tuple(
        with_weights(c, _smooth([x.m for x in c.levels], counted[c.key], LEAN_M), None)
        for c in started
    )


def _smooth(begun: list[float], counts: Mapping[int, float], lean: float) -> list[float]:
    top = len(begun) - 1
    total = sum(n for gamma, n in counts.items() if gamma >= 0)
    share = [(counts.get(top - i, 0) + lean * p) / (total + lean) for i, p in enumerate(begun)]
    return [min(max(p, 1e-7), 0.9999999) for p in share]


def _counted_u(
    con: duckdb.DuckDBPyConnection, comparisons: tuple[Comparison, ...], whole: tuple[str, str]
) -> dict[str, dict[int, int]]:
    for side, table in zip(("l", "r"), whole, strict=True):
        con.execute(
            f"CREATE OR REPLACE TABLE drawn_{side} AS SELECT * FROM {table} WHERE row IN "
            f"(SELECT row FROM {table} ORDER BY hash(row), row LIMIT {DRAWN})"
        )
    columns = [str(c[0]) for c in con.execute("DESCRIBE drawn_l").fetchall()]
    sides = {side: ", ".join(f"{c} AS {c}_{side}" for c in columns) for side in ("l", "r")}
    steps = ", ".join(f"({c.gamma_sql()})::TINYINT AS {GAMMA}{c.key}" for c in comparisons)
    con.execute(
        f"CREATE OR REPLACE TABLE drawn_steps AS SELECT {steps} "
        f"FROM (SELECT {sides['l']} FROM drawn_l) JOIN (SELECT {sides['r']} FROM drawn_r) "
        f"ON {STRANGERS}"
    )
    counted = _counts(con, comparisons, "drawn_steps")
    for table in ("drawn_l", "drawn_r", "drawn_steps"):
        con.execute(f"DROP TABLE {table}")
    return counted


def _counted_m(
    con: duckdb.DuckDBPyConnection, comparisons: tuple[Comparison, ...], sizes: tuple[int, int]
) -> dict[str, dict[int, int]]:
    con.execute(
        "CREATE OR REPLACE TABLE sample_l AS SELECT * FROM rest_l WHERE row IN "
        f"(SELECT row FROM rest_l ORDER BY hash(row), row LIMIT {SAMPLE})"
    )
    make_pairs(con, "sample_l", "rest_r", "sample_pairs")
    score_pairs(
        con,
        "sample_l",
        "rest_r",
        "sample_pairs",
        "sample_scored",
        comparisons=comparisons,
        prior=prior_of(*sizes),
    )
    con.execute(f"""
        CREATE OR REPLACE TABLE sample_best AS SELECT * FROM sample_scored
        QUALIFY row_number() OVER (PARTITION BY l ORDER BY weight DESC, r) = 1
            AND row_number() OVER (PARTITION BY r ORDER BY weight DESC, l) = 1
            AND weight > {CERTAIN}
    """)
    add_steps(con, "sample_l", "rest_r", "sample_best", "sample_steps", comparisons)
    counted = _counts(con, comparisons, "sample_steps")
    for table in ("sample_l", "sample_pairs", "sample_scored", "sample_best", "sample_steps"):
        con.execute(f"DROP TABLE {table}")
    return counted


def _counts(
    con: duckdb.DuckDBPyConnection, comparisons: tuple[Comparison, ...], steps: str
) -> dict[str, dict[int, int]]:
    """Comparison → step → pairs."""
    counted: dict[str, dict[int, int]] = {}
    for c in comparisons:
        rows = con.execute(f"SELECT {GAMMA}{c.key}, count(*) FROM {steps} GROUP BY 1").fetchall()
        counted[c.key] = {int(gamma): int(n) for gamma, n in rows}
    return counted

"""The five lists, from what came of comparing: rows of a register, the nearest, a sentence each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from crosscheck import columns as c
from crosscheck import reasons
from crosscheck.chances import probability
from crosscheck.exact import WORDS
from crosscheck.reasons import Other
from crosscheck.scoring import GAMMA, add_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from crosscheck.matching import Matching
    from crosscheck.reading import Table

ADDED = ("nearest", "score", "why")
TITLES = {
    "not_enrolled": "有户籍没学籍",
    "dropouts": "有学籍不在校",
    "relief_dropouts": "脱贫户里不在校",
    "unregistered": "在校没学籍",
    "review": "要人看一看",
}
SURE_COPY = 6.0
BATCH = 5_000
REVIEW_FROM, REVIEW_TO = -4.3, 3.2
"""Bits between which a pair goes to a person: a chance of 5 to 90 in a hundred."""


@dataclass(frozen=True)
class List:
    """A list to be written: its columns, and how many rows it has."""

    key: str
    columns: tuple[str, ...]
    rows: int

    @property
    def title(self) -> str:
        return TITLES[self.key]


@dataclass(frozen=True)
class Side:
    """One side of a matching, seen from the rows that found nobody: `mine` is l or r."""

    matching: Matching
    mine: str

    @property
    def own(self) -> Table:
        return self.matching.left if self.mine == "l" else self.matching.right

    @property
    def other(self) -> Table:
        return self.matching.right if self.mine == "l" else self.matching.left

    @property
    def theirs(self) -> str:
        return "r" if self.mine == "l" else "l"

    @property
    def near(self) -> str:
        return f"near_{self.mine}_{self.matching.key}"

    @property
    def matches(self) -> str:
        return f"matches_{self.matching.key}"


def prepare_side(con: duckdb.DuckDBPyConnection, side: Side) -> None:
    """`copies_…`: rows written down twice; `told_…`: the nearest of each and its steps."""
    mine, theirs, name = side.mine, side.theirs, f"{side.mine}_{side.matching.key}"
    own = f"clean_{side.own.register.key}"
    con.execute(f"""
        CREATE OR REPLACE TABLE nearest_{name} AS
        SELECT n.l, n.r, n.weight, m.{mine} AS owner FROM {side.near} AS n
        LEFT JOIN {side.matches} AS m ON m.{theirs} = n.{theirs}
    """)
    con.execute(f"""
        CREATE OR REPLACE TABLE copies_{name} AS
        SELECT n.{mine} AS row, n.{theirs} AS other, n.owner, n.weight FROM nearest_{name} AS n
        JOIN {own} AS a ON a.row = n.{mine} JOIN {own} AS b ON b.row = n.owner
        WHERE n.weight >= {SURE_COPY} AND (
            (a.id_ok AND b.id_ok AND a.idn = b.idn AND (a.name = b.name OR a.sound = b.sound))
            OR (a.name = b.name AND a.born = b.born AND NOT (a.id_ok AND b.id_ok AND a.idn <> b.idn)
                AND (a.phone = b.phone OR a.guardian = b.guardian))
        )
        QUALIFY row_number() OVER (PARTITION BY n.{mine} ORDER BY n.weight DESC, n.owner) = 1
    """)
    con.execute(f"""
        CREATE OR REPLACE TABLE best_{name} AS SELECT * FROM nearest_{name}
        QUALIFY row_number() OVER (PARTITION BY {mine} ORDER BY weight DESC, l, r) = 1
    """)
    matching = side.matching
    add_steps(
        con,
        f"clean_{matching.left.register.key}",
        f"clean_{matching.right.register.key}",
        f"best_{name}",
        f"told_{name}",
        matching.comparisons,
    )


def missing_sql(side: Side, only: str = "true") -> str:
    """The rows of a side that found nobody and are no copies."""
    name = f"{side.mine}_{side.matching.key}"
    return (
        f"SELECT row FROM clean_{side.own.register.key} AS own WHERE ({only}) "
        f"AND row NOT IN (SELECT {side.mine} FROM {side.matches}) "
        f"AND row NOT IN (SELECT row FROM copies_{name})"
    )


def make_list(con: duckdb.DuckDBPyConnection, key: str, side: Side, rows: str) -> List:
    """Keeps the rows of a list in the table `list_<key>` (row, nearest, score and what to say)."""
    name, other = f"{side.mine}_{side.matching.key}", side.other
    con.execute(f"""
        CREATE OR REPLACE TABLE list_{key} AS
        SELECT wanted.row, o."{c.NUMBER}" AS nearest, o."{c.NAME}" AS nearest_name,
            w."{c.NUMBER}" AS owner, w."{c.NAME}" AS owner_name, told.* EXCLUDE (l, r, owner),
            wanted.row IN (
                SELECT row FROM crowd_{side.matching.key} WHERE side = '{side.mine}'
            ) AS crowded
        FROM ({rows}) AS wanted
        LEFT JOIN told_{name} AS told ON told.{side.mine} = wanted.row
        LEFT JOIN {other.name} AS o ON o.row = told.{side.theirs}
        LEFT JOIN {side.own.name} AS w ON w.row = told.owner
    """)
    count = int(con.execute(f"SELECT count(*) FROM list_{key}").fetchall()[0][0])
    return List(key, (*side.own.columns, *ADDED), count)


def rows_of(con: duckdb.DuckDBPyConnection, made: List, side: Side) -> Iterator[list[Any]]:
    """The rows of a list as written, in the order of its register."""
    listed = ", ".join(f'raw."{column}"' for column in side.own.columns)
    cursor = con.cursor()
    cursor.execute(
        f"SELECT {listed}, list.* EXCLUDE (row) FROM list_{made.key} AS list "
        f"JOIN {side.own.name} AS raw USING (row) ORDER BY raw.row"
    )
    names = [d[0] for d in cursor.description or ()][len(side.own.columns) :]
    while batch := cursor.fetchmany(BATCH):
        for cells in batch:
            found = dict(zip(names, cells[len(side.own.columns) :], strict=True))
            yield [*cells[: len(side.own.columns)], *_added(found, side)]


def _added(found: dict[str, Any], side: Side) -> tuple[str, str, str]:
    also = found.get("also") or ""
    if found["nearest"] is None:
        told = reasons.crowded if found["crowded"] else reasons.nobody
        return "", "", told(side.other.register.title) + also
    steps = {k.removeprefix(GAMMA): v for k, v in found.items() if k.startswith(GAMMA)}
    words = reasons.in_words(side.matching.comparisons, steps)
    chance = probability(found["weight"])
    other = Other(side.other.register.title, found["nearest"], found["nearest_name"])
    if found["owner"] is None:
        why = reasons.rejected(other, words, chance)
    else:
        owner = Other(side.own.register.title, found["owner"], found["owner_name"])
        why = reasons.taken(other, words, owner)
    return found["nearest"], f"{chance:.4f}", why + also


def add_relief(con: duckdb.DuckDBPyConnection, dropouts: List, relief: Matching) -> List:
    """`relief_dropouts`: of the dropouts those that match somebody in the relief register."""
    add_steps(
        con,
        f"clean_{relief.left.register.key}",
        f"clean_{relief.right.register.key}",
        f"(SELECT * FROM matches_{relief.key} WHERE l IN (SELECT row FROM list_dropouts))",
        "relief_told",
        relief.comparisons,
    )
    con.execute("ALTER TABLE list_dropouts RENAME TO list_gone")
    con.execute("CREATE TABLE list_dropouts AS SELECT *, '' AS also FROM list_gone")
    cursor = con.cursor()
    cursor.execute(
        f'SELECT t.*, o."{c.NUMBER}" AS number, o."{c.NAME}" AS name FROM relief_told AS t '
        f"JOIN {relief.right.name} AS o ON o.row = t.r"
    )
    names = [d[0] for d in cursor.description or ()]
    rows: list[int] = []
    said: list[str] = []
    for cells in cursor.fetchall():
        found = dict(zip(names, cells, strict=True))
        steps = {k.removeprefix(GAMMA): v for k, v in found.items() if k.startswith(GAMMA)}
        words = WORDS.get(found["how"]) or reasons.in_words(relief.comparisons, steps)
        other = Other(relief.right.register.title, found["number"], found["name"])
        rows.append(found["l"])
        said.append(reasons.in_relief(other, words))
    shape = {"row": pa.array(rows, pa.int64()), "also": pa.array(said, pa.string())}
    con.register("relief_said", pa.table(shape))
    con.execute(
        "CREATE OR REPLACE TABLE list_relief_dropouts AS "
        "SELECT list.* REPLACE (relief_said.also AS also) FROM list_dropouts AS list "
        "JOIN relief_said USING (row)"
    )
    con.unregister("relief_said")
    count = int(con.execute("SELECT count(*) FROM list_relief_dropouts").fetchall()[0][0])
    return List("relief_dropouts", dropouts.columns, count)

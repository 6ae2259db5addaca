"""Pairs that a person must decide: both rows side by side, and the reason in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crosscheck import columns as c
from crosscheck import reasons
from crosscheck.chances import probability
from crosscheck.decisions import fingerprints
from crosscheck.lists import REVIEW_FROM, REVIEW_TO, Side
from crosscheck.reasons import Other
from crosscheck.scoring import GAMMA, add_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

SHOWN = (
    c.NUMBER,
    c.NAME,
    c.SEX,
    c.BIRTH,
    c.IDENTITY,
    c.GUARDIAN,
    c.TELEPHONE,
    c.ADDRESS,
    c.SCHOOL,
    c.CLASS,
)
COLUMNS = (
    "比对",
    "问题",
    *(f"{side}_{column}" for column in SHOWN for side in ("甲", "乙")),
    "score",
    "why",
)
QUESTIONS = {
    "match": "是同一个孩子吗？暂且当作同一个",
    "miss": "是同一个孩子吗？暂且当作两个",
    "copy": "是同一个孩子登记了两次吗？暂且当作两次",
}


MOST_ASKED = 5_000
"""Pairs of two registers put to a person, the nearest to even first: more nobody decides."""


def prepare_review(con: duckdb.DuckDBPyConnection, sides: list[Side]) -> tuple[int, int]:
    """Gathers the doubtful pairs of each matching in `review_<key>`.

    Returns how many there are, and how many more were left out.
    """
    total, asked = 0, 0
    for side in sides:
        if side.mine != "l":
            continue
        key = side.matching.key
        con.execute(f"""
            CREATE OR REPLACE TABLE doubtful AS
            SELECT m.l, m.r, m.weight, 'match' AS question, NULL::BIGINT AS owner
            FROM {side.matches} AS m
            JOIN clean_{side.own.register.key} AS a ON a.row = m.l
            JOIN clean_{side.other.register.key} AS b ON b.row = m.r
            WHERE m.how = 'scored'
                AND (m.weight < {REVIEW_TO} OR (a.id_ok AND b.id_ok AND a.idn <> b.idn))
            UNION ALL
            SELECT l, r, weight, 'miss', NULL FROM best_l_{key}
            WHERE owner IS NULL AND weight BETWEEN {REVIEW_FROM} AND {REVIEW_TO}
            UNION ALL
            SELECT row, other, weight, 'copy', owner FROM copies_l_{key}
        """)
        if f"r_{key}" in {f"{s.mine}_{s.matching.key}" for s in sides}:
            con.execute(
                f"INSERT INTO doubtful SELECT other, row, weight, 'copy', owner FROM copies_r_{key}"
            )
        total += int(con.execute("SELECT count(*) FROM doubtful").fetchall()[0][0])
        add_steps(
            con,
            f"clean_{side.own.register.key}",
            f"clean_{side.other.register.key}",
            f"(SELECT * FROM doubtful ORDER BY abs(weight), l, r LIMIT {MOST_ASKED})",
            f"review_{key}",
            side.matching.comparisons,
        )
        asked += int(con.execute(f"SELECT count(*) FROM review_{key}").fetchall()[0][0])
    return asked, total - asked


def review_rows(
    con: duckdb.DuckDBPyConnection, sides: list[Side], key: bytes
) -> Iterator[tuple[list[Any], tuple[str, str]]]:
    """Each doubtful pair as written, and its two fingerprints."""
    for side in sides:
        if side.mine == "l":
            yield from _rows_of(con, side, key)


def _rows_of(
    con: duckdb.DuckDBPyConnection, side: Side, key: bytes
) -> Iterator[tuple[list[Any], tuple[str, str]]]:
    table = f"review_{side.matching.key}"
    prints = [
        fingerprints(con, f"clean_{t.register.key}", f"SELECT {s} FROM {table}", key)
        for t, s in ((side.own, "l"), (side.other, "r"))
    ]
    shown = ", ".join(
        f'{letter}."{column}"' if column in t.columns else "NULL"
        for column in SHOWN
        for letter, t in (("a", side.own), ("b", side.other))
    )
    cursor = con.cursor()
    cursor.execute(
        f'SELECT {shown}, v.*, o."{c.NUMBER}" AS owner_number, o."{c.NAME}" AS owner_name '
        f"FROM {table} AS v "
        f"JOIN {side.own.name} AS a ON a.row = v.l JOIN {side.other.name} AS b ON b.row = v.r "
        f"LEFT JOIN {side.own.name} AS o ON o.row = v.owner ORDER BY v.weight, v.l, v.r"
    )
    width = 2 * len(SHOWN)
    names = [d[0] for d in cursor.description or ()][width:]
    titles = f"{side.own.register.title}—{side.other.register.title}"
    for cells in cursor.fetchall():
        found = dict(zip(names, cells[width:], strict=True))
        row = [
            titles,
            QUESTIONS[found["question"]],
            *("" if cell is None else cell for cell in cells[:width]),
            f"{probability(found['weight']):.4f}",
            _why(found, side),
        ]
        yield row, (prints[0][found["l"]], prints[1][found["r"]])


def _why(found: dict[str, Any], side: Side) -> str:
    steps = {k.removeprefix(GAMMA): v for k, v in found.items() if k.startswith(GAMMA)}
    words = reasons.in_words(side.matching.comparisons, steps)
    chance = probability(found["weight"])
    if found["question"] == "match":
        return reasons.doubtful_match(words, chance)
    if found["question"] == "miss":
        return reasons.doubtful_miss(words, chance)
    owner = Other(side.own.register.title, found["owner_number"], found["owner_name"])
    return reasons.copy_of(owner, words)

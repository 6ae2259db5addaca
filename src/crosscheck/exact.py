"""Matches that need no weighing: they take most children out before anything is scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

NO_CONFLICT = "NOT (l.id_ok AND r.id_ok AND l.idn <> r.idn)"
SAME_SEX = "coalesce(l.sex = r.sex, true)"

RULES: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("id_name", ("idn", "name"), "l.id_ok", "证号和姓名都相同"),
    (
        "id_sound",
        ("idn", "sound"),
        "l.id_ok AND coalesce(l.born = r.born, false)",
        "证号和生日相同，姓名同音",
    ),
    (
        "name_born_phone",
        ("name", "born", "phone"),
        f"{NO_CONFLICT} AND {SAME_SEX}",
        "姓名、生日和电话都相同",
    ),
    (
        "name_born_guardian",
        ("name", "born", "guardian"),
        f"{NO_CONFLICT} AND {SAME_SEX}",
        "姓名、生日和监护人都相同",
    ),
)
"""Rule, the columns that must agree and be unique on both sides, what else must hold, in words."""

WORDS = {key: words for key, _, _, words in RULES}


NEEDED = ("row", "idn", "name", "sound", "born", "phone", "guardian", "sex", "id_ok")


def match_exactly(con: duckdb.DuckDBPyConnection, left: str, right: str) -> int:
    """Fills `exact (l, r, rule)` from two clean tables; the rest goes to `rest_l`, `rest_r`."""
    con.execute("CREATE OR REPLACE TABLE exact (l BIGINT, r BIGINT, rule VARCHAR)")
    sides = {"l": left, "r": right}
    for key, columns, condition, _ in RULES:
        con.execute(_rule_sql(key, columns, condition, sides))
    for side, table in sides.items():
        con.execute(f"CREATE OR REPLACE TABLE rest_{side} AS SELECT * FROM {_free(table, side)}")
    return int(con.execute("SELECT count(*) FROM exact").fetchall()[0][0])


def _free(table: str, side: str) -> str:
    return f"{table} ANTI JOIN exact ON {table}.row = exact.{side}"


def _rule_sql(key: str, columns: tuple[str, ...], condition: str, sides: dict[str, str]) -> str:
    listed = ", ".join(columns)
    present = " AND ".join(f"{c} IS NOT NULL" for c in columns)
    same = " AND ".join(f"l.{c} = r.{c}" for c in columns)
    others = ", ".join(f"any_value({c}) AS {c}" for c in NEEDED if c not in columns)

    def alone(side: str) -> str:
        return (
            f"(SELECT {listed}, {others} FROM {_free(sides[side], side)} WHERE {present} "
            f"GROUP BY {listed} HAVING count(*) = 1)"
        )

    return (
        f"INSERT INTO exact SELECT l.row, r.row, '{key}' FROM {alone('l')} AS l "
        f"JOIN {alone('r')} AS r ON {same} WHERE {condition}"
    )

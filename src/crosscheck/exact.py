"""Matches that need no weighing: they take most children out before anything is scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosscheck.blocking import MOST_PAIRS_OF_A_KEY

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

COUNTED = "counted"
WORDS = {
    **{key: words for key, _, _, words in RULES},
    COUNTED: "除编号外和许多行一模一样，按个数对的",
}
NEEDED = ("idn", "name", "sound", "born", "phone", "guardian", "sex", "id_ok")
ALIKE = ("name", "sex", "born", "idn", "phone", "guardian")
"""What tells two children apart; where all of it agrees, nothing does."""


def match_exactly(con: duckdb.DuckDBPyConnection, left: str, right: str) -> int:
    """Fills `exact (l, r, rule)` from two clean tables; the rest goes to `rest_l`, `rest_r`.

    The first rule, under which nearly all rows go, asks for hashes alone: two of 64 bits each, so
    that no two children fall together. The rules after it look at the narrow tables it leaves.
    """
    con.execute("CREATE OR REPLACE TABLE exact (l BIGINT, r BIGINT, rule VARCHAR)")
    sides = {"l": left, "r": right}
    con.execute(_first_sql(*RULES[0][:2], sides))
    listed = ", ".join(("row", *NEEDED))
    for side, table in sides.items():
        con.execute(f"CREATE OR REPLACE TABLE open_{side} AS {_free(table, side, listed)}")
    for key, columns, condition, _ in RULES[1:]:
        con.execute(_rule_sql(key, columns, condition))
    con.execute(_counted_sql())
    for side, table in sides.items():
        con.execute(f"DROP TABLE open_{side}")
        con.execute(f"CREATE OR REPLACE TABLE rest_{side} AS {_free(table, side, '*')}")
    return int(con.execute("SELECT count(*) FROM exact").fetchall()[0][0])


def _free(table: str, side: str, columns: str) -> str:
    return f"SELECT {columns} FROM {table} ANTI JOIN exact ON {table}.row = exact.{side}"


def _first_sql(key: str, columns: tuple[str, ...], sides: dict[str, str]) -> str:
    present = " AND ".join(f"{c} IS NOT NULL" for c in columns)

    def alone(side: str) -> str:
        return (
            f"(SELECT hash({', '.join(columns)}) AS key, any_value(row) AS row, "
            f"any_value(hash(1, {', '.join(reversed(columns))})) AS again "
            f"FROM {sides[side]} WHERE id_ok AND {present} GROUP BY key HAVING count(*) = 1)"
        )

    return (
        f"INSERT INTO exact SELECT l.row, r.row, '{key}' "
        f"FROM {alone('l')} AS l JOIN {alone('r')} AS r USING (key, again)"
    )


def _rule_sql(key: str, columns: tuple[str, ...], condition: str) -> str:
    present = " AND ".join(f"{c} IS NOT NULL" for c in columns)
    same = " AND ".join(f"l.{c} = r.{c}" for c in columns)

    def alone(side: str) -> str:
        return (
            f"(SELECT hash({', '.join(columns)}) AS key, any_value(row) AS row "
            f"FROM ({_free(f'open_{side}', side, '*')}) WHERE {present} "
            "GROUP BY key HAVING count(*) = 1)"
        )

    return (
        f"INSERT INTO exact SELECT l.row, r.row, '{key}' FROM {alone('l')} AS one "
        f"JOIN {alone('r')} AS other USING (key) "
        "JOIN open_l AS l ON l.row = one.row JOIN open_r AS r ON r.row = other.row "
        f"WHERE {same} AND {condition}"
    )


def _counted_sql() -> str:
    """Rows that agree in everything, too many to be weighed: the first with the first, and so on.

    Which of them is which nobody can say. How many are missing is the difference of their numbers.
    """

    def placed(side: str) -> str:
        return (
            f"(SELECT {_alike()} AS key, row, count(*) OVER (PARTITION BY key) AS n, "
            "row_number() OVER (PARTITION BY key ORDER BY row) AS place "
            f"FROM ({_free(f'open_{side}', side, '*')}))"
        )

    return (
        f"INSERT INTO exact SELECT l.row, r.row, '{COUNTED}' FROM {placed('l')} AS l "
        f"JOIN {placed('r')} AS r USING (key, place) WHERE l.n * r.n > {MOST_PAIRS_OF_A_KEY}"
    )


def keep_crowd(con: duckdb.DuckDBPyConnection, tables: dict[str, str], crowd: str) -> None:
    """The table `crowd (side, row)`: rows of a crowd that was counted which found no other."""
    con.execute(f"CREATE OR REPLACE TABLE {crowd} (side VARCHAR, row BIGINT)")
    for side, table in tables.items():
        con.execute(
            f"INSERT INTO {crowd} SELECT '{side}', row FROM rest_{side} WHERE {_alike()} IN "
            f"(SELECT {_alike()} FROM {table} AS rows JOIN exact ON rows.row = exact.{side} "
            f"WHERE rule = '{COUNTED}')"
        )


def _alike() -> str:
    return "hash(" + ", ".join(f"coalesce({column}, '')" for column in ALIKE) + ")"

"""Which pairs are worth comparing: those that share at least one key.

A key that too many share (a million children of one name) would make pairs without end. Such a key
is left out, and the run says so: the pair is still compared where any other key brings it up.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

MOST_PAIRS_OF_A_KEY = 20_000
MOST_PAIRS_IN_ALL = 12_000_000


class Key(NamedTuple):
    """A rule's key: the rule, what the key is in words, and its parts as SQL; NULL is no key."""

    rule: str
    words: str
    first: str
    second: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(part for part in self[2:] if part)


YEAR = "substr(born, 1, 4)"
YEAR_BEFORE = "(substr(born, 1, 4)::INTEGER - 1)::VARCHAR"
ID_ENDS = "substr(idn, 1, 6) || substr(idn, 15, 4)"
SHORTER = "unnest(string_split(trim(shorter, '|'), '|'))"

KEYS: tuple[Key, ...] = (
    Key("identity", "证号", "idn"),
    Key("phone", "电话", "phone"),
    Key("phone", "电话", "phone2"),
    Key("name_born", "姓名和生日", "name", "born"),
    Key("name_guardian", "姓名和监护人", "name", "guardian"),
    Key("sound_guardian", "姓名和监护人的读音", "sound", "g_sound"),
    Key("sound_year", "姓名的读音和出生年", "sound", YEAR),
    Key("sound_year", "姓名的读音和出生年", "sound", YEAR_BEFORE),
    Key("shape_year", "姓名的字形和出生年", "shape", YEAR),
    Key("guardian_year", "监护人和出生年", "guardian", YEAR),
    Key("guardian_year", "监护人和出生年", "guardian", YEAR_BEFORE),
    Key("born_surname", "姓和生日", "surname", "birth"),
    Key("born_surname", "姓和生日", "surname", "id_birth"),
    Key("born_surname", "姓和生日", "surname", "turned"),
    Key("born_surname", "姓和生日", "surname", "lunar"),
    Key("born_guardian", "监护人和生日", "guardian", "birth"),
    Key("id_tail", "证号后十二位", "substr(idn, 7, 12)"),
    Key("id_head", "证号前十四位和姓", "substr(idn, 1, 14)", "surname"),
    Key("id_ends", "证号首尾和姓", ID_ENDS, "surname"),
    Key("id_ends", "证号首尾", ID_ENDS, "coalesce(guardian, '-')"),
)
"""Rows whose keys of one rule are equal meet."""


LOOSE_KEYS: tuple[Key, ...] = (
    *KEYS,
    Key("sound", "姓名的读音", "sound"),
    Key("near", "姓名的近音", "near"),
    Key("shape", "姓名的字形", "shape"),
    Key("shorter", "少一个字的姓名", "name"),
    Key("shorter", "少一个字的姓名", SHORTER),
    Key("birth", "生日", "birth"),
    Key("birth", "生日", "id_birth"),
    Key("birth", "生日", "turned"),
    Key("birth", "生日", "lunar"),
    Key("guardian", "监护人", "guardian"),
)
"""Keys for the few rows that found nobody by the others."""


@dataclass(frozen=True)
class Left:
    """A rule's keys that were left out: how many keys, and how many pairs they would have made."""

    rule: str
    words: str
    keys: int
    pairs: int


def make_pairs(
    con: duckdb.DuckDBPyConnection,
    left: str,
    right: str,
    out: str,
    *,
    loose: bool = False,
    bounded: bool = True,
    crowd: str = "",
) -> list[Left]:
    """The table `out (l, r)`: pairs that share a key; returns the keys left out.

    Without bounds no key is, and there may be pairs without end. Rows that have a key that was left
    out are added to the table `crowd (side, row)`.
    """
    rules = _by_rule(LOOSE_KEYS if loose else KEYS)
    _make_keys(con, {"l": left, "r": right}, rules)
    con.execute("""
        CREATE OR REPLACE TABLE sizes AS
        SELECT rule, key, l.n * r.n AS pairs FROM
        (SELECT rule, key, count(*) AS n FROM keys_l GROUP BY ALL) AS l
        JOIN (SELECT rule, key, count(*) AS n FROM keys_r GROUP BY ALL) AS r USING (rule, key)
    """)
    limit = sys.maxsize
    if bounded:
        under = "SELECT sum(pairs) FROM sizes WHERE pairs <= "
        limit = lowered(MOST_PAIRS_OF_A_KEY, lambda cap: con.execute(f"{under}{cap}").fetchall())
    heavy = con.execute(
        f"SELECT rule, count(*), sum(pairs) FROM sizes WHERE pairs > {limit} "
        "GROUP BY rule ORDER BY rule"
    ).fetchall()
    con.execute(f"""
        CREATE OR REPLACE TABLE {out} AS
        SELECT DISTINCT l.row AS l, r.row AS r FROM keys_l AS l
        JOIN (SELECT rule, key FROM sizes WHERE pairs <= {limit}) USING (rule, key)
        JOIN keys_r AS r USING (rule, key)
    """)
    for side in ("l", "r") if crowd and heavy else ():
        con.execute(
            f"INSERT INTO {crowd} SELECT DISTINCT '{side}', row FROM keys_{side} "
            f"JOIN sizes USING (rule, key) WHERE pairs > {limit}"
        )
    for table in ("keys_l", "keys_r", "sizes"):
        con.execute(f"DROP TABLE {table}")
    return [
        Left(rules[place][0].rule, rules[place][0].words, int(keys), int(pairs))
        for place, keys, pairs in heavy
    ]


def lowered(cap: int, pairs_under: Callable[[int], list[tuple[int | None, ...]]]) -> int:
    """The cap, lowered until all keys under it together make no more pairs than a run can weigh."""
    while cap > 1 and int(pairs_under(cap)[0][0] or 0) > MOST_PAIRS_IN_ALL:
        cap //= 2
    return cap


def _by_rule(keys: tuple[Key, ...]) -> list[tuple[Key, ...]]:
    rules = dict.fromkeys(key.rule for key in keys)
    return [tuple(key for key in keys if key.rule == rule) for rule in rules]


def _make_keys(
    con: duckdb.DuckDBPyConnection, tables: dict[str, str], rules: list[tuple[Key, ...]]
) -> None:
    """`keys_l` and `keys_r (rule, key, row)`; of the larger table only keys the smaller one has.

    Keys are held as hashes, which take a fraction of the memory and of the time; that two fall
    together by chance would add one pair to be weighed.
    """
    rows = {
        side: con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
        for side, table in tables.items()
    }
    small, large = sorted(tables, key=lambda side: (rows[side], side))
    con.execute(f"CREATE OR REPLACE TABLE keys_{small} AS {_keys_sql(tables[small], rules)}")
    known = f"keys_{small}"
    con.execute(f"CREATE OR REPLACE TABLE keys_{large} AS {_keys_sql(tables[large], rules, known)}")


def _keys_sql(table: str, rules: list[tuple[Key, ...]], known: str = "") -> str:
    selected = []
    for place, keys in enumerate(rules):
        also = f" WHERE key IN (SELECT key FROM {known} WHERE rule = {place})" if known else ""
        each = " UNION ALL ".join(_key_sql(table, key) for key in keys)
        distinct = "DISTINCT" if len(keys) > 1 else ""
        selected.append(
            f"SELECT {distinct} {place}::UTINYINT AS rule, key, row FROM ({each}){also}"
        )
    return " UNION ALL ".join(selected)


def _key_sql(table: str, key: Key) -> str:
    parts = {f"p{i}": part for i, part in enumerate(key.parts)}
    listed = ", ".join(f"{part} AS {name}" for name, part in parts.items())
    there = " AND ".join(f"{name} IS NOT NULL AND {name} <> ''" for name in parts)
    source = f"SELECT {listed}, row FROM {table}"
    return f"SELECT hash({', '.join(parts)}) AS key, row FROM ({source}) WHERE {there}"

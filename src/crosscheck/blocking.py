"""Which pairs are worth comparing: those that share at least one key.

A key that too many share (a million children of one name) would make pairs without end. Such a key
is left out, and the run says so: the pair is still compared where any other key brings it up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

MOST_PAIRS_OF_A_KEY = 20_000
MOST_PAIRS_IN_ALL = 12_000_000

KEYS: tuple[tuple[str, str, str], ...] = (
    ("identity", "idn", "证号"),
    ("phone", "phone", "电话"),
    ("phone", "phone2", "电话"),
    ("name_born", "name || '|' || born", "姓名和生日"),
    ("name_guardian", "name || '|' || guardian", "姓名和监护人"),
    ("sound_guardian", "sound || '|' || g_sound", "姓名和监护人的读音"),
    ("sound_year", "sound || '|' || substr(born, 1, 4)", "姓名的读音和出生年"),
    ("sound_year", "sound || '|' || (substr(born, 1, 4)::INTEGER - 1)", "姓名的读音和出生年"),
    ("shape_year", "shape || '|' || substr(born, 1, 4)", "姓名的字形和出生年"),
    ("guardian_year", "guardian || '|' || substr(born, 1, 4)", "监护人和出生年"),
    ("guardian_year", "guardian || '|' || (substr(born, 1, 4)::INTEGER - 1)", "监护人和出生年"),
    ("born_surname", "surname || '|' || birth", "姓和生日"),
    ("born_surname", "surname || '|' || id_birth", "姓和生日"),
    ("born_surname", "surname || '|' || turned", "姓和生日"),
    ("born_surname", "surname || '|' || lunar", "姓和生日"),
    ("born_guardian", "guardian || '|' || birth", "监护人和生日"),
    ("id_tail", "substr(idn, 7, 12)", "证号后十二位"),
    ("id_head", "substr(idn, 1, 14) || '|' || surname", "证号前十四位和姓"),
    ("id_ends", "substr(idn, 1, 6) || substr(idn, 15, 4) || '|' || surname", "证号首尾和姓"),
    (
        "id_ends",
        "substr(idn, 1, 6) || substr(idn, 15, 4) || '|' || coalesce(guardian, '-')",
        "证号首尾",
    ),
)
"""Rule, the key as SQL (NULL: none), what it is in words. Rows with equal keys of one rule meet."""


LOOSE_KEYS: tuple[tuple[str, str, str], ...] = (
    *KEYS,
    ("sound", "sound", "姓名的读音"),
    ("near", "near", "姓名的近音"),
    ("shape", "shape", "姓名的字形"),
    ("shorter", "name", "少一个字的姓名"),
    ("shorter", "unnest(string_split(trim(shorter, '|'), '|'))", "少一个字的姓名"),
    ("birth", "birth", "生日"),
    ("birth", "id_birth", "生日"),
    ("birth", "turned", "生日"),
    ("birth", "lunar", "生日"),
    ("guardian", "guardian", "监护人"),
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
    con: duckdb.DuckDBPyConnection, left: str, right: str, out: str, *, loose: bool = False
) -> list[Left]:
    """The table `out (l, r)`: pairs that share a key; returns the keys left out."""
    rules = _by_rule(LOOSE_KEYS if loose else KEYS)
    _make_keys(con, {"l": left, "r": right}, rules)
    con.execute("""
        CREATE OR REPLACE TABLE sizes AS
        SELECT rule, key, l.n * r.n AS pairs FROM
        (SELECT rule, key, count(*) AS n FROM keys_l GROUP BY ALL) AS l
        JOIN (SELECT rule, key, count(*) AS n FROM keys_r GROUP BY ALL) AS r USING (rule, key)
    """)
    limit = lowered(
        MOST_PAIRS_OF_A_KEY,
        lambda cap: con.execute(f"SELECT sum(pairs) FROM sizes WHERE pairs <= {cap}").fetchall(),
    )
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
    for table in ("keys_l", "keys_r", "sizes"):
        con.execute(f"DROP TABLE {table}")
    return [
        Left(rules[place].name, rules[place].words, int(keys), int(pairs))
        for place, keys, pairs in heavy
    ]


def lowered(cap: int, pairs_under: Callable[[int], list[tuple[int | None, ...]]]) -> int:
    """The cap, lowered until all keys under it together make no more pairs than a run can weigh."""
    while cap > 1 and int(pairs_under(cap)[0][0] or 0) > MOST_PAIRS_IN_ALL:
        cap //= 2
    return cap


@dataclass(frozen=True)
class _Rule:
    name: str
    words: str
    keys: tuple[str, ...]


def _by_rule(keys: tuple[tuple[str, str, str], ...]) -> list[_Rule]:
    names = dict.fromkeys(name for name, _, _ in keys)
    return [
        _Rule(
            name,
            next(words for n, _, words in keys if n == name),
            tuple(key for n, key, _ in keys if n == name),
        )
        for name in names
    ]


def _make_keys(con: duckdb.DuckDBPyConnection, tables: dict[str, str], rules: list[_Rule]) -> None:
    """`keys_l` and `keys_r (rule, key, row)`; of the larger table only keys the smaller one has.

    Keys are held as hashes, which take a fraction of the memory; that two fall together by chance
    would add one pair to be weighed.
    """
    rows = {
        side: con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
        for side, table in tables.items()
    }
    small, large = sorted(tables, key=lambda side: (rows[side], side))
    con.execute(f"CREATE OR REPLACE TABLE keys_{small} AS {_keys_sql(tables[small], rules)}")
    known = f"keys_{small}"
    con.execute(f"CREATE OR REPLACE TABLE keys_{large} AS {_keys_sql(tables[large], rules, known)}")


def _keys_sql(table: str, rules: list[_Rule], known: str = "") -> str:
    parts = []
    for place, rule in enumerate(rules):
        also = f" AND hash(key) IN (SELECT key FROM {known} WHERE rule = {place})" if known else ""
        each = [
            f"SELECT hash(key) AS key, row FROM (SELECT {key} AS key, row FROM {table}) "
            f"WHERE key IS NOT NULL AND key <> ''{also}"
            for key in rule.keys
        ]
        distinct = "DISTINCT" if len(each) > 1 else ""
        parts.append(
            f"SELECT {distinct} {place}::UTINYINT AS rule, key, row "
            f"FROM ({' UNION ALL '.join(each)})"
        )
    return " UNION ALL ".join(parts)

"""Cells as typed → columns that can be compared, once for all registers of a run.

What is well-formed is taken over by SQL. Whatever is not goes, each distinct cell once, through the
functions of `names`, `dates` and `numbers`, and comes back as a table to look up.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from crosscheck import columns as c
from crosscheck.dates import Birthday, birthday_of
from crosscheck.names import Name, name_of, plain_name
from crosscheck.numbers import WEIGHTS, plain_identity, plain_phones

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import duckdb

    from crosscheck.reading import Table

BATCH = 100_000
SHARED_TELEPHONE = 12
"""A telephone number in more rows of a register than this is the school's or the clerk's."""
SHARED_IDENTITY = 3
"""An identity number in more rows than this is a placeholder."""
WELL_FORMED_ID = "^[1-9][0-9]{16}[0-9X]$"
WELL_FORMED_PHONE = "^1[3-9][0-9]{9}$"


def clean(con: duckdb.DuckDBPyConnection, tables: list[Table]) -> None:
    """Makes `clean_<key>` for each `raw_<key>`, and the shares of names in all of them together."""
    _look_up(con, tables, "names_seen", (c.NAME,), _name_row, _NAME)
    _look_up(con, tables, "guardians_seen", (c.GUARDIAN,), _guardian_row, _GUARDIAN)
    _look_up(con, tables, "births_seen", (c.BIRTH,), _birth_row, _BIRTH)
    odd = f"NOT regexp_matches(cell, '{WELL_FORMED_ID}')"
    _look_up(con, tables, "ids_odd", (c.IDENTITY,), _identity_row, {"idn": pa.string()}, odd)
    odd = f"NOT regexp_matches(cell, '{WELL_FORMED_PHONE}')"
    _look_up(con, tables, "phones_odd", (c.TELEPHONE,), _phone_row, _PHONE, odd)
    for table in tables:
        _clean_one(con, table)
    _shares(con, tables)
    for name in ("names_seen", "guardians_seen", "births_seen", "ids_odd", "phones_odd"):
        con.execute(f"DROP TABLE {name}")


_NAME = {field.name: pa.string() for field in fields(Name)}
_GUARDIAN = {name: pa.string() for name in ("text", "surname", "sound", "shape")}
_BIRTH = {f.name: pa.int32() if f.name == "day" else pa.string() for f in fields(Birthday)}
_PHONE = {"phone": pa.string(), "phone2": pa.string()}


def _name_row(cell: str) -> dict[str, Any]:
    return asdict(name_of(cell))


def _guardian_row(cell: str) -> dict[str, Any]:
    whole = name_of(cell)
    return {key: getattr(whole, key) for key in _GUARDIAN}


def _birth_row(cell: str) -> dict[str, Any]:
    return asdict(birthday_of(cell))


def _identity_row(cell: str) -> dict[str, Any]:
    return {"idn": plain_identity(cell)}


def _phone_row(cell: str) -> dict[str, Any]:
    return dict(zip(_PHONE, plain_phones(cell), strict=True))


def _look_up(
    con: duckdb.DuckDBPyConnection,
    tables: list[Table],
    name: str,
    wanted: Iterable[str],
    row: Callable[[str], dict[str, Any]],
    shape: dict[str, pa.DataType],
    only: str = "true",
) -> None:
    """The table `name`: each distinct cell of these columns beside what it means."""
    schema = pa.schema({"cell": pa.string(), **shape})
    con.register("nothing_yet", schema.empty_table())
    con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM nothing_yet")
    con.unregister("nothing_yet")
    sources = [
        f'SELECT "{column}" AS cell FROM {table.name}'
        for table in tables
        for column in wanted
        if column in table.columns
    ]
    if not sources:
        return
    cells = con.cursor()
    cells.execute(
        f"SELECT DISTINCT cell FROM ({' UNION ALL '.join(sources)}) WHERE cell <> '' AND {only}"
    )
    while batch := cells.fetchmany(BATCH):
        found = [{"cell": cell, **row(cell)} for (cell,) in batch]
        con.register("batch_seen", pa.Table.from_pylist(found, schema))
        con.execute(f"INSERT INTO {name} SELECT * FROM batch_seen")
        con.unregister("batch_seen")


def _clean_one(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    has = set(table.columns)

    def cell(column: str) -> str:
        return f"nullif(trim(raw.\"{column}\"), '')" if column in has else "NULL::VARCHAR"

    def raw(column: str) -> str:
        return f'raw."{column}"' if column in has else "NULL::VARCHAR"

    identity, phone = raw(c.IDENTITY), raw(c.TELEPHONE)
    con.execute(f"""
        CREATE OR REPLACE TABLE seen_{table.register.key} AS
        SELECT raw.row,
            nullif(n.text, '') AS name, nullif(n.surname, '') AS surname,
            nullif(n.sound, '') AS sound, nullif(n.near, '') AS near, nullif(n.shape, '') AS shape,
            nullif(n.shorter, '') AS shorter,
            CASE WHEN {cell(c.SEX)} IN ('男', '1', 'M', 'm', '男性') THEN 'm'
                 WHEN {cell(c.SEX)} IN ('女', '2', 'F', 'f', '女性') THEN 'f' END AS sex,
            nullif(b.text, '') AS birth, b.day, nullif(b.turned, '') AS turned,
            nullif(b.lunar, '') AS lunar,
            CASE WHEN regexp_matches({identity}, '{WELL_FORMED_ID}') THEN {identity}
                 ELSE nullif(i.idn, '') END AS idn,
            CASE WHEN regexp_matches({phone}, '{WELL_FORMED_PHONE}') THEN {phone}
                 ELSE nullif(p.phone, '') END AS phone,
            nullif(p.phone2, '') AS phone2,
            nullif(g.text, '') AS guardian, nullif(g.surname, '') AS g_surname,
            nullif(g.sound, '') AS g_sound, nullif(g.shape, '') AS g_shape,
            {cell(c.SCHOOL)} AS school, {cell(c.CLASS)} AS class, {cell(c.ADDRESS)} AS address
        FROM {table.name} AS raw
        LEFT JOIN names_seen AS n ON n.cell = {raw(c.NAME)}
        LEFT JOIN guardians_seen AS g ON g.cell = {raw(c.GUARDIAN)}
        LEFT JOIN births_seen AS b ON b.cell = {raw(c.BIRTH)}
        LEFT JOIN ids_odd AS i ON i.cell = {identity}
        LEFT JOIN phones_odd AS p ON p.cell = {phone}
    """)
    _clean_numbers(con, table.register.key)


def _clean_numbers(con: duckdb.DuckDBPyConnection, key: str) -> None:
    """Numbers that many share say nothing; check digits; what an identity number tells."""
    total = " + ".join(f"{w} * idn[{i}]::INTEGER" for i, w in enumerate(WEIGHTS, start=1))
    sums = " + ".join(f"coalesce(TRY_CAST(idn[{i}] AS INTEGER), 0)" for i in range(1, 19))
    con.execute(f"""
        CREATE OR REPLACE TABLE clean_{key} AS
        WITH few_phones AS (
            SELECT phone FROM seen_{key} WHERE phone IS NOT NULL
            GROUP BY phone HAVING count(*) <= {SHARED_TELEPHONE}
        ), few_ids AS (
            SELECT idn FROM seen_{key} WHERE idn IS NOT NULL
            GROUP BY idn HAVING count(*) <= {SHARED_IDENTITY}
        ), kept AS (
            SELECT s.* REPLACE (few_phones.phone AS phone, few_ids.idn AS idn)
            FROM seen_{key} AS s
            LEFT JOIN few_phones ON few_phones.phone = s.phone
            LEFT JOIN few_ids ON few_ids.idn = s.idn
        ), checked AS (
            SELECT *, CASE WHEN regexp_matches(idn, '{WELL_FORMED_ID}') THEN
                '10X98765432'[({total}) % 11 + 1] = idn[18]
                AND idn[11:12]::INTEGER BETWEEN 1 AND 12
                AND idn[13:14]::INTEGER BETWEEN 1 AND 31
                AND idn[7:8] IN ('19', '20') ELSE false END AS id_ok
            FROM kept
        ), told AS (
            SELECT *, CASE WHEN id_ok THEN idn[7:10] || '-' || idn[11:12] || '-' || idn[13:14] END
                AS id_birth, {sums} AS id_sum
            FROM checked
        )
        SELECT * REPLACE (
            CASE WHEN sex IS NULL AND id_ok THEN
                CASE WHEN idn[17]::INTEGER % 2 = 0 THEN 'f' ELSE 'm' END ELSE sex END AS sex
            ), coalesce(birth, id_birth) AS born
        FROM told ORDER BY row
    """)
    con.execute(f"DROP TABLE seen_{key}")


def _shares(con: duckdb.DuckDBPyConnection, tables: list[Table]) -> None:
    """How common each name, sound and guardian is: rare ones that agree weigh more."""
    for column in ("name", "sound", "guardian"):
        union = " UNION ALL ".join(
            f"SELECT {column} AS value FROM clean_{t.register.key}" for t in tables
        )
        con.execute(
            f"CREATE OR REPLACE TABLE share_{column} AS SELECT value, "
            f"count(*) / sum(count(*)) OVER () AS share FROM ({union}) "
            "WHERE value IS NOT NULL GROUP BY value"
        )
    for table in tables:
        key = table.register.key
        con.execute(f"""
            CREATE OR REPLACE TABLE clean_{key} AS
            SELECT t.*, n.share AS tf_name, s.share AS tf_sound, g.share AS tf_guardian
            FROM clean_{key} AS t
            LEFT JOIN share_name AS n ON n.value = t.name
            LEFT JOIN share_sound AS s ON s.value = t.sound
            LEFT JOIN share_guardian AS g ON g.value = t.guardian
            ORDER BY t.row
        """)


__all__ = ["clean", "plain_name"]

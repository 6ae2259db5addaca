"""Cells as typed → columns that can be compared, once for all registers of a run.

What is well-formed is taken over by SQL. Whatever is not goes, each distinct cell once, through the
functions of `names`, `dates` and `numbers`, and comes back as a table to look up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    _look_up(con, tables, "names_seen", (c.NAME,), name_of, _NAME)
    _look_up(con, tables, "guardians_seen", (c.GUARDIAN,), _guardian_row, _GUARDIAN)
    _look_up(con, tables, "births_seen", (c.BIRTH,), birthday_of, _BIRTH)
    odd = f"NOT regexp_matches(cell, '{WELL_FORMED_ID}')"
    _look_up(con, tables, "ids_odd", (c.IDENTITY,), _identity_row, {"idn": pa.string()}, odd)
    odd = f"NOT regexp_matches(cell, '{WELL_FORMED_PHONE}')"
    _look_up(con, tables, "phones_odd", (c.TELEPHONE,), plain_phones, _PHONE, odd)
    _shares(con)
    for table in tables:
        _clean_one(con, table)
    for name in ("names_seen", "guardians_seen", "births_seen", "ids_odd", "phones_odd"):
        con.execute(f"DROP TABLE {name}")


_NAME = dict.fromkeys(Name._fields, pa.string())
_GUARDIAN = dict.fromkeys(("text", "surname", "sound", "shape"), pa.string())
_BIRTH = {name: pa.int32() if name == "day" else pa.string() for name in Birthday._fields}
_PHONE = {"phone": pa.string(), "phone2": pa.string()}


def _guardian_row(cell: str) -> tuple[str, ...]:
    whole = name_of(cell)
    return (whole.text, whole.surname, whole.sound, whole.shape)


def _identity_row(cell: str) -> tuple[str]:
    return (plain_identity(cell),)


def _look_up(
    con: duckdb.DuckDBPyConnection,
    tables: list[Table],
    name: str,
    wanted: Iterable[str],
    row: Callable[[str], tuple[object, ...]],
    shape: dict[str, pa.DataType],
    only: str = "true",
) -> None:
    """The table `name`: each distinct cell, how many rows have it, and what it means."""
    schema = pa.schema({"cell": pa.string(), "n": pa.int64(), **shape})
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
        f"SELECT cell, count(*) FROM ({' UNION ALL '.join(sources)}) "
        f"WHERE cell <> '' AND {only} GROUP BY cell"
    )
    while batch := cells.fetchmany(BATCH):
        found = zip(*[(cell, n, *row(cell)) for cell, n in batch], strict=True)
        held = [pa.array(column, field.type) for column, field in zip(found, schema, strict=True)]
        con.register("batch_seen", pa.Table.from_arrays(held, schema=schema))
        con.execute(f"INSERT INTO {name} SELECT * FROM batch_seen")
        con.unregister("batch_seen")


def _shares(con: duckdb.DuckDBPyConnection) -> None:
    """How common each name, sound and guardian is: rare ones that agree weigh more."""
    for column, table, source in (
        ("name", "names_seen", "text"),
        ("sound", "names_seen", "sound"),
        ("guardian", "guardians_seen", "text"),
    ):
        con.execute(
            f"CREATE OR REPLACE TABLE share_{column} AS SELECT {source} AS value, "
            f"sum(n) / sum(sum(n)) OVER () AS share FROM {table} "
            f"WHERE {source} <> '' GROUP BY {source}"
        )


def _clean_one(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    has = set(table.columns)

    def raw(column: str) -> str:
        return f'raw."{column}"' if column in has else "NULL::VARCHAR"

    def cell(column: str) -> str:
        return f"nullif(trim({raw(column)}), '')"

    identity, phone = raw(c.IDENTITY), raw(c.TELEPHONE)
    idn = _well_formed(identity, WELL_FORMED_ID, "i.idn")
    tel = _well_formed(phone, WELL_FORMED_PHONE, "p.phone")
    key = table.register.key
    odd_id = f"LEFT JOIN ids_odd AS i ON i.cell = {identity}"
    odd_phone = f"LEFT JOIN phones_odd AS p ON p.cell = {phone}"
    con.execute(f"""
        CREATE OR REPLACE TABLE clean_{key} AS
        WITH many_phones AS (
            SELECT {tel} AS phone FROM {table.name} AS raw {odd_phone}
            GROUP BY 1 HAVING count(*) > {SHARED_TELEPHONE}
        ), many_ids AS (
            SELECT {idn} AS idn FROM {table.name} AS raw {odd_id}
            GROUP BY 1 HAVING count(*) > {SHARED_IDENTITY}
        ), seen AS (
            SELECT raw.row,
                nullif(n.text, '') AS name, nullif(n.surname, '') AS surname,
                nullif(n.sound, '') AS sound, nullif(n.near, '') AS near,
                nullif(n.shape, '') AS shape, nullif(n.shorter, '') AS shorter,
                CASE WHEN {cell(c.SEX)} IN ('男', '1', 'M', 'm', '男性') THEN 'm'
                     WHEN {cell(c.SEX)} IN ('女', '2', 'F', 'f', '女性') THEN 'f' END AS sex,
                nullif(b.text, '') AS birth, b.day, nullif(b.turned, '') AS turned,
                nullif(b.lunar, '') AS lunar,
                {idn} AS idn, {tel} AS phone, nullif(p.phone2, '') AS phone2,
                nullif(g.text, '') AS guardian, nullif(g.surname, '') AS g_surname,
                nullif(g.sound, '') AS g_sound, nullif(g.shape, '') AS g_shape,
                {cell(c.SCHOOL)} AS school, {cell(c.CLASS)} AS class, {cell(c.ADDRESS)} AS address
            FROM {table.name} AS raw
            LEFT JOIN names_seen AS n ON n.cell = {raw(c.NAME)}
            LEFT JOIN guardians_seen AS g ON g.cell = {raw(c.GUARDIAN)}
            LEFT JOIN births_seen AS b ON b.cell = {raw(c.BIRTH)}
            {odd_id} {odd_phone}
        ), kept AS (
            SELECT seen.* REPLACE (
                CASE WHEN many_phones.phone IS NULL THEN seen.phone END AS phone,
                CASE WHEN many_ids.idn IS NULL THEN seen.idn END AS idn
            )
            FROM seen
            LEFT JOIN many_phones ON many_phones.phone = seen.phone
            LEFT JOIN many_ids ON many_ids.idn = seen.idn
        ), {_told_by_number("kept")}
        SELECT told.* EXCLUDE (first17) REPLACE (
            CASE WHEN sex IS NULL AND id_ok THEN
                CASE WHEN first17 % 2 = 0 THEN 'f' ELSE 'm' END ELSE sex END AS sex
            ), coalesce(birth, id_birth) AS born,
            n.share AS tf_name, s.share AS tf_sound, g.share AS tf_guardian
        FROM told
        LEFT JOIN share_name AS n ON n.value = told.name
        LEFT JOIN share_sound AS s ON s.value = told.sound
        LEFT JOIN share_guardian AS g ON g.value = told.guardian
    """)


def _well_formed(cell: str, shape: str, otherwise: str) -> str:
    return (
        f"CASE WHEN regexp_matches({cell}, '{shape}') THEN {cell} ELSE nullif({otherwise}, '') END"
    )


def _told_by_number(source: str) -> str:
    """The steps from `source` to `told`: check digits, and what an identity number tells."""
    digits = [f"(first17 // {10 ** (17 - i)}) % 10" for i in range(1, 18)]
    total = " + ".join(f"{w} * ({digit})" for w, digit in zip(WEIGHTS, digits, strict=True))
    well_formed = f"{' + '.join(digits)} + coalesce(TRY_CAST(idn[18] AS INTEGER), 0)"
    odd = " + ".join(f"coalesce(TRY_CAST(idn[{i}] AS INTEGER), 0)" for i in range(1, 19))
    return f"""
        counted AS (
            SELECT *, CASE WHEN regexp_matches(idn, '{WELL_FORMED_ID}')
                THEN left(idn, 17)::BIGINT END AS first17
            FROM {source}
        ), checked AS (
            SELECT *, CASE WHEN first17 IS NULL THEN false
                ELSE '10X98765432'[({total}) % 11 + 1] = idn[18]
                    AND idn[11:12] BETWEEN '01' AND '12' AND idn[13:14] BETWEEN '01' AND '31'
                    AND idn[7:8] IN ('19', '20') END AS id_ok
            FROM counted
        ), told AS (
            SELECT *, CASE WHEN id_ok THEN idn[7:10] || '-' || idn[11:12] || '-' || idn[13:14] END
                AS id_birth, CASE WHEN first17 IS NULL THEN {odd} ELSE {well_formed} END AS id_sum
            FROM checked
        )"""


__all__ = ["clean", "plain_name"]

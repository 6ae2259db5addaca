"""Cells as typed → columns that can be compared, once for all registers of a run.

What is well-formed is taken over by SQL. Whatever is not goes, each distinct cell once, through the
functions of `names`, `dates` and `numbers`, and comes back as a table to look up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from crosscheck import columns as c
from crosscheck.dates import Birthday, birthday_of
from crosscheck.names import Name
from crosscheck.numbers import WEIGHTS, plain_identity, plain_phones
from crosscheck.spelling import names_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

    from crosscheck.reading import Table

BATCH = 100_000
SHARED_TELEPHONE = 12
"""A telephone number in more rows of a register than this is the school's or the clerk's."""
SHARED_IDENTITY = 3
"""An identity number in more rows than this is a placeholder."""
WELL_FORMED_ID = "[1-9][0-9]{16}[0-9X]"
WELL_FORMED_PHONE = "1[3-9][0-9]{9}"


def clean(con: duckdb.DuckDBPyConnection, tables: list[Table]) -> None:
    """Makes `clean_<key>` for each `raw_<key>`, and the shares of names in all of them together."""
    _look_up(con, tables, "names_seen", c.NAME, names_of, _NAME)
    _look_up(con, tables, "guardians_seen", c.GUARDIAN, _guardians, _GUARDIAN)
    _look_up(con, tables, "births_seen", c.BIRTH, _each(birthday_of), _BIRTH)
    odd = f"coalesce({_typed_id('cell')}, {_tidied_id('cell')}) IS NULL"
    _look_up(con, tables, "ids_odd", c.IDENTITY, _each(_identity_row), {"idn": pa.string()}, odd)
    odd = f"{_typed_phone('cell')} IS NULL"
    _look_up(con, tables, "phones_odd", c.TELEPHONE, _each(plain_phones), _PHONE, odd)
    _shares(con)
    for table in tables:
        _clean_one(con, table)
    for name in ("names_seen", "guardians_seen", "births_seen", "ids_odd", "phones_odd"):
        con.execute(f"DROP TABLE {name}")


_NAME = dict.fromkeys(Name._fields, pa.string())
_GUARDIAN = dict.fromkeys(("text", "surname", "sound", "shape"), pa.string())
_BIRTH = {name: pa.int32() if name == "day" else pa.string() for name in Birthday._fields}
_PHONE = {"phone": pa.string(), "phone2": pa.string()}


def _guardians(cells: list[str]) -> list[Any]:
    found = dict(zip(Name._fields, names_of(cells), strict=True))
    return [found[column] for column in _GUARDIAN]


def _identity_row(cell: str) -> tuple[str]:
    return (plain_identity(cell),)


def _each(row: Callable[[str], tuple[object, ...]]) -> Callable[[list[str]], list[Any]]:
    """What is known of one cell, for many cells and as columns."""
    return lambda cells: list(zip(*(row(cell) for cell in cells), strict=True))


def _look_up(
    con: duckdb.DuckDBPyConnection,
    tables: list[Table],
    name: str,
    column: str,
    columns_of: Callable[[list[str]], list[Any]],
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
        seen, counts = zip(*batch, strict=True)
        found = [seen, counts, *columns_of(list(seen))]
        held = [pa.array(values, field.type) for values, field in zip(found, schema, strict=True)]
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
    for table, shares in (
        ("names_seen", (("name", "text"), ("sound", "sound"))),
        ("guardians_seen", (("guardian", "text"),)),
    ):
        listed = "".join(f", {column}.share AS tf_{column}" for column, _ in shares)
        joined = " ".join(
            f"LEFT JOIN share_{column} AS {column} ON {column}.value = seen.{source}"
            for column, source in shares
        )
        con.execute(
            f"CREATE OR REPLACE TABLE {table} AS "
            f"SELECT seen.* EXCLUDE (n){listed} FROM {table} AS seen {joined}"
        )


def _clean_one(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    has = set(table.columns)

    def raw(column: str) -> str:
        return f'raw."{column}"' if column in has else "NULL::VARCHAR"

    def cell(column: str) -> str:
        return f"nullif(trim({raw(column)}), '')"

    key = table.register.key
    _numbers(con, table.name, raw(c.IDENTITY), raw(c.TELEPHONE))
    con.execute(f"""
        CREATE OR REPLACE TABLE clean_{key} AS
        SELECT raw.row,
            nullif(n.text, '') AS name, nullif(n.surname, '') AS surname,
            nullif(n.sound, '') AS sound, nullif(n.near, '') AS near,
            nullif(n.shape, '') AS shape, nullif(n.shorter, '') AS shorter,
            CASE WHEN {cell(c.SEX)} IN ('男', '1', 'M', 'm', '男性') THEN 'm'
                 WHEN {cell(c.SEX)} IN ('女', '2', 'F', 'f', '女性') THEN 'f'
                 ELSE u.id_sex END AS sex,
            nullif(b.text, '') AS birth, b.day, nullif(b.turned, '') AS turned,
            nullif(b.lunar, '') AS lunar, coalesce(nullif(b.text, ''), u.id_birth) AS born,
            u.idn, u.id_ok, u.id_birth, u.id_sum, u.phone, u.phone2,
            nullif(g.text, '') AS guardian, nullif(g.surname, '') AS g_surname,
            nullif(g.sound, '') AS g_sound, nullif(g.shape, '') AS g_shape,
            {cell(c.SCHOOL)} AS school, {cell(c.CLASS)} AS class, {cell(c.ADDRESS)} AS address,
            n.tf_name, n.tf_sound, g.tf_guardian
        FROM {table.name} AS raw JOIN numbers AS u ON u.row = raw.row
        LEFT JOIN names_seen AS n ON n.cell = {raw(c.NAME)}
        LEFT JOIN guardians_seen AS g ON g.cell = {raw(c.GUARDIAN)}
        LEFT JOIN births_seen AS b ON b.cell = {raw(c.BIRTH)}
    """)
    con.execute("DROP TABLE numbers")


def _typed_id(cell: str) -> str:
    return f"CASE WHEN regexp_full_match({cell}, '{WELL_FORMED_ID}') THEN {cell} END"


def _tidied_id(cell: str) -> str:
    """Without the spaces and quotes of a spreadsheet; as `plain_identity` has it."""
    return _typed_id(f"upper(replace(replace({cell}, ' ', ''), '''', ''))")


def _typed_phone(cell: str) -> str:
    return f"CASE WHEN regexp_full_match({cell}, '{WELL_FORMED_PHONE}') THEN {cell} END"


def _numbers(con: duckdb.DuckDBPyConnection, raw: str, identity: str, phone: str) -> None:
    """The table `numbers`: telephones, identity numbers, their check digit and what they tell."""
    digits = [f"(first17 // {10 ** (17 - i)}) % 10" for i in range(1, 18)]
    total = " + ".join(f"{w} * ({digit})" for w, digit in zip(WEIGHTS, digits, strict=True))
    well_formed = f"{' + '.join(digits)} + coalesce(TRY_CAST(idn[18] AS INTEGER), 0)"
    odd = " + ".join(f"coalesce(TRY_CAST(idn[{i}] AS INTEGER), 0)" for i in range(1, 19))
    con.execute(f"""
        CREATE OR REPLACE TABLE numbers AS
        SELECT raw.row,
            coalesce({_typed_id(identity)}, {_tidied_id(identity)}, nullif(i.idn, '')) AS idn,
            coalesce({_typed_phone(phone)}, nullif(p.phone, '')) AS phone,
            nullif(p.phone2, '') AS phone2
        FROM {raw} AS raw
        LEFT JOIN ids_odd AS i ON i.cell = {identity}
        LEFT JOIN phones_odd AS p ON p.cell = {phone}
    """)
    con.execute(f"""
        CREATE OR REPLACE TABLE numbers AS
        WITH many_phones AS (
            SELECT phone FROM numbers GROUP BY 1 HAVING count(*) > {SHARED_TELEPHONE}
        ), many_ids AS (
            SELECT idn FROM numbers GROUP BY 1 HAVING count(*) > {SHARED_IDENTITY}
        ), kept AS (
            SELECT row, phone2,
                CASE WHEN many_phones.phone IS NULL THEN numbers.phone END AS phone,
                CASE WHEN many_ids.idn IS NULL THEN numbers.idn END AS idn
            FROM numbers
            LEFT JOIN many_phones ON many_phones.phone = numbers.phone
            LEFT JOIN many_ids ON many_ids.idn = numbers.idn
        ), counted AS (
            SELECT *, CASE WHEN regexp_full_match(idn, '{WELL_FORMED_ID}')
                THEN left(idn, 17)::BIGINT END AS first17
            FROM kept
        ), checked AS (
            SELECT *, CASE WHEN first17 IS NULL THEN false
                ELSE '10X98765432'[({total}) % 11 + 1] = idn[18]
                    AND idn[11:12] BETWEEN '01' AND '12' AND idn[13:14] BETWEEN '01' AND '31'
                    AND idn[7:8] IN ('19', '20') END AS id_ok
            FROM counted
        )
        SELECT row, phone, phone2, idn, id_ok,
            CASE WHEN id_ok THEN idn[7:10] || '-' || idn[11:12] || '-' || idn[13:14] END
                AS id_birth,
            CASE WHEN id_ok THEN CASE WHEN first17 % 2 = 0 THEN 'f' ELSE 'm' END END AS id_sex,
            CASE WHEN first17 IS NULL THEN {odd} ELSE {well_formed} END AS id_sum
        FROM checked
    """)

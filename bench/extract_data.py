"""A data set of many schools, made by DuckDB in the form that `qingshan extract` writes.

Columns are those of the plan, whatever it is today: each is filled by its form. It is made in steps
of `BLOCK` schools, and broken off it goes on where it was.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import duckdb
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from pathlib import Path

ROWS = {
    "records_record": 19_500,
    "people_student": 400,
    "people_staff": 60,
    "outcomes_honour": 150,
    "outcomes_examination": 5,
    "school_school": 1,
}
OTHERWISE = 30
FIRST_YEAR, YEARS = 2021, 5
BLOCK = 50  # schools at a time: each has a file a year open while it is written
KINDS = ("news_reading",) * 12 + ("paper_reading", "home_visit", "home_teaching", "portrait")


def make(folder: Path, schools: int) -> None:
    """Writes it, with its list of files and its manifest; nothing where it is there already."""
    from qingshan.extract.describing import describe
    from qingshan.extract.manifest import MANIFEST, part_of, write_manifest
    from qingshan.extract.planning import plan
    from qingshan.extract.pseudonyms import school_key

    codes = [f"{3122000000 + n}" for n in range(schools)]
    keys = {code: school_key(code) for code in codes}
    if (folder / MANIFEST).exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect()
    con.execute("SET preserve_insertion_order = false")
    con.execute("CREATE TABLE schools (n INTEGER, school VARCHAR, school_id BIGINT)")
    con.executemany(
        "INSERT INTO schools VALUES (?, ?, ?)", [(n, c, keys[c]) for n, c in enumerate(codes)]
    )
    for table in plan().tables.values():
        for first in range(0, schools, BLOCK):
            done = folder.with_name(f".{folder.name}.{table.name}.{first}")
            if not done.exists():
                _write(con, folder / "tables" / table.name, table, (first, first + BLOCK))
                done.touch()
    parts = [
        part_of(folder, file, pq.read_metadata(file).num_rows)
        for file in sorted(folder.rglob("*.parquet"))
    ]
    pages = [part_of(folder, page, 0) for page in describe(folder, plan())]
    rows = dict.fromkeys(plan().tables, 0)
    for part in parts:
        rows[part.path.split("/")[1]] += part.rows
    schools_told = [{"code": code, "school_id": keys[code]} for code in codes]
    told = {"schools": schools_told, "tables": rows}
    write_manifest(folder, [*parts, *pages], told, datetime.now(UTC))


def _write(con, place, table, block) -> None:
    place.mkdir(parents=True, exist_ok=True)
    cells = ", ".join(f"{_cell(table, column)} AS {column.name}" for column in table.columns)
    dated = f"year({table.dated})" if table.dated not in {"", "year"} else table.dated
    by = ["school", *(["at_year"] if table.dated else [])]
    named = ", ".join(column.name for column in table.columns)
    rows = (
        f"SELECT *, {dated or 'NULL'} AS at_year FROM (SELECT school, {cells} FROM schools, "
        f"range({ROWS.get(table.name, OTHERWISE)}) AS rows(i) "
        f"WHERE n >= {block[0]} AND n < {block[1]})"
    )
    con.execute(
        f"COPY (SELECT {named}, {', '.join(by)} FROM ({rows})) TO '{place}' "
        f"(FORMAT parquet, COMPRESSION zstd, PARTITION_BY ({', '.join(by)}), OVERWRITE_OR_IGNORE)"
    )


def _cell(table, column) -> str:
    """A value drawn by a hash of the school, the row and the column: the same each time."""
    from qingshan.extract.columns import Form, tables

    drawn = f"hash(school, i, '{table.name}', '{column.name}')"
    field = next(f for f in tables()[table.name]._meta.concrete_fields if f.column == column.name)
    if column.of == "school_school":
        return "school_id"
    value = {
        Form.KEY: lambda: _key(column, "i" if field.primary_key else drawn),
        Form.NUMBER: lambda: f"{drawn}::HUGEINT % 60",
        Form.AMOUNT: lambda: f"({drawn}::HUGEINT % 100000 / 100)::DECIMAL(12, 2)",
        Form.SHARE: lambda: f"{drawn}::HUGEINT % 1000 / 1000.0",
        Form.YES_OR_NO: lambda: f"{drawn} % 2 = 0",
        Form.DAY: lambda: f"DATE '{FIRST_YEAR}-01-01' + ({drawn} % {YEARS * 365})::INTEGER",
        Form.MOMENT: lambda: f"TIMESTAMP '{FIRST_YEAR}-01-01' + to_seconds({drawn} % 9999999)",
        Form.WORD: lambda: _one_of([key for key, _ in column.words] or KINDS, drawn),
        Form.PSEUDONYM: lambda: _one_of([*_kept(table, column), "~1", "~2", "~3"], drawn),
    }[column.form]()
    if (table.name, column.name) == ("outcomes_examination", "year"):
        return f"({FIRST_YEAR} + i)::BIGINT"
    if column.form is Form.NUMBER:
        value = f"({value})::BIGINT"
    return f"CASE WHEN {drawn} % 5 < 3 THEN NULL ELSE {value} END" if field.null else value


def _key(column, row) -> str:
    size = ROWS.get(column.of, OTHERWISE)
    return f"(hash(school, '{column.of}', ({row})::HUGEINT % {size}) >> 1)::BIGINT"


def _kept(table, column) -> list[str]:
    from qingshan.extract.planning import plan

    return sorted(plan().words[table.name, column.name])


def _one_of(words, drawn) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"([{listed}])[1 + ({drawn} % {len(words)})::INTEGER]"

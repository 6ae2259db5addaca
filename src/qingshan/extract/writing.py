"""Rows of the database into Parquet: one school and one table at a time, a batch in memory."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import connection, transaction
from django.utils import timezone

from qingshan.extract.columns import Column, Form, tables
from qingshan.extract.describing import describe
from qingshan.extract.folder import put_in_place
from qingshan.extract.manifest import TABLES, Part, part_of, write_manifest
from qingshan.extract.planning import OWNER, SCHOOLS, plan
from qingshan.extract.pseudonyms import Pseudonyms, school_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from qingshan.extract.planning import Plan, Table
    from qingshan.school.models import School

    Tell = Callable[[str, int, int], None]

BATCH = 20_000
NO_YEAR = 0

TYPES = {
    Form.KEY: pa.int64(),
    Form.NUMBER: pa.int64(),
    Form.SHARE: pa.float64(),
    Form.YES_OR_NO: pa.bool_(),
    Form.DAY: pa.date32(),
    Form.MOMENT: pa.timestamp("us"),
    Form.WORD: pa.string(),
    Form.PSEUDONYM: pa.string(),
}


def extract(target: Path, schools: Sequence[School], *, tell: Tell | None = None) -> Plan:
    """Writes the data set of some schools in the place of `target`, as of one moment.

    Raises `folder.NotThere`, or `OSError` where there is no room; `target` is then as it was.
    """
    wanted = plan()
    with put_in_place(target) as made, _one_moment():
        writer = Writer(made, wanted, tell or (lambda *_: None))
        writer.expect(schools)
        told = [{"code": s.code, "school_id": school_key(s.code)} for s in schools]
        counted = [one | {"rows": writer.write(s)} for one, s in zip(told, schools, strict=True)]
        pages = [part_of(made, page, 0) for page in describe(made, wanted)]
        manifest = {
            "database": connection.vendor,
            "schools": counted,
            "tables": writer.rows,
            "left_out": wanted.left_out,
        }
        write_manifest(made, [*writer.parts, *pages], manifest, timezone.localtime())
    return wanted


class Writer:
    """Writes school by school and keeps the list of files; a pseudonym holds for all of them."""

    def __init__(self, folder: Path, wanted: Plan, tell: Tell) -> None:
        self.folder = folder
        self.wanted = wanted
        self.tell = tell
        self.pseudonyms = Pseudonyms()
        self.parts: list[Part] = []
        self.rows = dict.fromkeys(wanted.tables, 0)
        self.total = 0

    def expect(self, schools: Sequence[School]) -> None:
        """Counts what there is to write, for those who wait."""
        every = [school.pk for school in schools]
        for table in self.wanted.tables.values():
            self.total += _rows_of(table, every).count()

    def write(self, school: School) -> int:
        """All rows of a school; how many."""
        before = sum(self.rows.values())
        for table in self.wanted.tables.values():
            for year, rows in groupby(self._rows(table, school), key=lambda row: row[0]):
                self._write_year(table, school, year, (row[1] for row in rows))
        return sum(self.rows.values()) - before

    def _rows(self, table: Table, school: School) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Each row after its year, year by year."""
        model = tables()[table.name]
        names = [column.field for column in table.columns]
        rows = _rows_of(table, [school.pk])
        if not table.dated:
            for row in rows.values_list(*names).iterator(chunk_size=BATCH):
                yield NO_YEAR, row
            return
        field = next(f for f in model._meta.concrete_fields if f.column == table.dated)
        at = [column.name for column in table.columns].index(table.dated)
        for row in rows.order_by(field.attname).values_list(*names).iterator(chunk_size=BATCH):
            yield _year(row[at]), row

    def _write_year(
        self, table: Table, school: School, year: int, rows: Iterator[tuple[Any, ...]]
    ) -> None:
        place = self.folder / TABLES / table.name / f"school={school.code}"
        if table.dated:
            place /= f"year={year or 'unknown'}"
        place.mkdir(parents=True)
        file = place / "rows.parquet"
        schema = pa.schema([(column.name, _type(column)) for column in table.columns])
        change = [self._change(table, column, school) for column in table.columns]
        count = 0
        with file.open("wb") as stream, pq.ParquetWriter(stream, schema, **HOW) as out:
            for batch in _batches(rows):
                cells = [
                    pa.array([one(cell) for cell in column], type=field.type)
                    for one, column, field in zip(
                        change, zip(*batch, strict=True), schema, strict=True
                    )
                ]
                out.write_batch(pa.record_batch(cells, schema=schema))
                count += len(batch)
                self.rows[table.name] += len(batch)
                self.tell(table.title, sum(self.rows.values()), self.total)
        self.parts.append(part_of(self.folder, file, count))

    def _change(self, table: Table, column: Column, school: School) -> Callable[[Any], Any]:
        """How a cell of the column is written."""
        if column.of == SCHOOLS:
            own = school_key(school.code)
            return lambda _: own
        if column.form is Form.KEY:
            name, of = self.pseudonyms.key, column.of
            return lambda cell: None if cell is None else name(of, cell)
        if column.form is Form.PSEUDONYM:
            kept = self.wanted.words[table.name, column.name] | {"", None}
            text = self.pseudonyms.text
            return lambda cell: cell if cell in kept else text(cell)
        return _as_it_is if column.form is not Form.MOMENT else _by_the_clock


HOW = {"compression": "zstd", "write_page_checksum": True}


def _rows_of(table: Table, schools: Sequence[int]) -> Any:
    rows = tables()[table.name]._base_manager.order_by()
    column = "pk" if table.name == SCHOOLS else OWNER
    return rows.filter(**{f"{column}__in": schools})


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    batch: list[tuple[Any, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _type(column: Column) -> Any:
    return pa.decimal128(*column.digits) if column.form is Form.AMOUNT else TYPES[column.form]


def _year(day: dt.date | int | None) -> int:
    if day is None:
        return NO_YEAR
    return day if isinstance(day, int) else day.year


def _as_it_is(cell: Any) -> Any:
    return cell


def _by_the_clock(cell: dt.datetime | None) -> dt.datetime | None:
    return None if cell is None else timezone.make_naive(cell)


@contextmanager
def _one_moment() -> Iterator[None]:
    """All tables as of one moment, while others go on writing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:  # `atomic` would take the lock of a writer
        connection.ensure_connection()
        connection.connection.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            connection.connection.execute("ROLLBACK")

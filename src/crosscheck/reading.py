"""Reading a register into DuckDB: CSV in the encodings offices write, Parquet, one file or parts.

What can't be used is refused with file, line and reason. DuckDB reads; the standard library's
reader, slower, is asked only where something is wrong, to say in which line.
"""

from __future__ import annotations

import codecs
import csv
import glob
import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from crosscheck.columns import NUMBER, REQUIRED, Register, column_named, swapped
from crosscheck.encoding import as_utf8, is_utf8
from crosscheck.problems import RegisterRefused, RegisterUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_CELL = 1 << 20
csv.field_size_limit(LONGEST_CELL)


@dataclass(frozen=True)
class Table:
    """A register in DuckDB: table `name` with `row` (from 1) and its columns as text."""

    register: Register
    name: str
    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True)
class Part:
    """A file of a register. `read` is what DuckDB reads: the file itself or a copy in UTF-8."""

    file: Path
    read: Path
    headings: tuple[str, ...]
    columns: tuple[str, ...]
    is_parquet: bool = False
    comma: str = ","


def files_meant(words: str) -> list[Path]:
    """The files a word on the command line means: one, a folder of parts, or a pattern."""
    path = Path(words)
    if path.is_dir():
        inside = [p for p in path.iterdir() if p.suffix.lower() in {".csv", ".parquet"}]
        found = sorted(inside)
    elif path.exists():
        found = [path]
    else:
        found = sorted(Path(name) for name in glob.glob(words, recursive=True))
    if not found:
        raise RegisterUnreadable(words, "没有这个文件。")
    return found


def read_register(
    con: duckdb.DuckDBPyConnection, register: Register, words: str, folder: Path
) -> Table:
    """Reads all parts of a register into the table `raw_<key>`."""
    parts = [_part(file, folder) for file in files_meant(words)]
    for part in parts:
        _check_columns(register, part)
    columns = tuple(dict.fromkeys(c for part in parts for c in part.columns))
    name = f"raw_{register.key}"
    wanted = ", ".join(f"{_quoted(c)} VARCHAR" for c in columns)
    con.execute(f"CREATE OR REPLACE TABLE {name} (row BIGINT, part INTEGER, line BIGINT, {wanted})")
    for place, part in enumerate(parts):
        _append(con, name, part, place)
    rows = _number(con, name)
    table = Table(register, name, columns, rows)
    _check_rows(con, table, parts)
    return table


def _part(file: Path, folder: Path) -> Part:
    try:
        with file.open("rb") as opened:
            start = opened.read(8)
        if start.startswith(b"PAR1"):
            return _parquet_part(file)
        return _csv_part(file, start, folder)
    except OSError as error:
        raise RegisterUnreadable(file, f"打不开：{error.strerror or error}。") from error


def _parquet_part(file: Path) -> Part:
    try:
        described = duckdb.read_parquet(_as_glob(file)).columns
    except duckdb.Error as error:
        raise RegisterUnreadable(file, "这个 Parquet 文件坏了，读不出来。") from error
    columns = tuple(column_named(c) for c in described)
    return Part(file, file, tuple(described), columns, is_parquet=True)


def _csv_part(file: Path, start: bytes, folder: Path) -> Part:
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise RegisterUnreadable(file, "这是 Excel 工作簿；请另存为“CSV UTF-8”再来。")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise RegisterUnreadable(file, "这是 UTF-16 编码的文本；请另存为“CSV UTF-8”再来。")
    read = file if is_utf8(file) else as_utf8(file, folder)
    with read.open(encoding="utf-8-sig", newline="") as text:
        first = text.readline(LONGEST_CELL)
        comma = "\t" if first.count("\t") > first.count(",") else ","
        text.seek(0)
        try:
            headings = tuple(next(csv.reader(text, delimiter=comma), ()))
        except csv.Error as error:
            raise RegisterUnreadable(file, "第一行读不出列名。", line=1) from error
    columns = tuple(column_named(h) or f"第{i}列" for i, h in enumerate(headings, start=1))
    return Part(file, read, headings, columns, comma=comma)


def _check_columns(register: Register, part: Part) -> None:
    missing = [c for c in REQUIRED if c not in part.columns]
    if missing:
        named = "、".join(f"“{c}”" for c in missing)
        raise RegisterRefused(part.file, f"{register.title}缺少列{named}。", line=1)
    twice = next((c for c in part.columns if part.columns.count(c) > 1), None)
    if twice:
        raise RegisterRefused(part.file, f"列“{twice}”有两个，不知道该用哪一个。", line=1)
    reason = swapped(register, list(part.columns))
    if reason:
        raise RegisterRefused(part.file, reason, line=1)


def _append(con: duckdb.DuckDBPyConnection, name: str, part: Part, place: int) -> None:
    headings = [f"c{i}" for i in range(len(part.columns))]
    into = ", ".join(_quoted(c) for c in part.columns)
    values = ", ".join(f"CAST({h} AS VARCHAR)" for h in headings)
    insert = (
        f"INSERT INTO {name} (part, line, {into}) "
        f"SELECT {place}, row_number() OVER (), {values} FROM "
    )
    if part.is_parquet:
        named = ", ".join(
            f"{_quoted(h)} AS {c}" for h, c in zip(part.headings, headings, strict=True)
        )
        source = f"(SELECT {named} FROM read_parquet($file))"
        con.execute(insert + source, {"file": _as_glob(part.read)})
        return
    shape = ", ".join(f"{c}: 'VARCHAR'" for c in headings)
    source = (
        f"read_csv($file, columns={{{shape}}}, header=false, skip=1, delim=$comma, quote='\"', "
        "escape='\"', null_padding=true, auto_detect=false, parallel=false, "
        f"max_line_size={LONGEST_CELL * 4}, new_line='{_line_end(part)}')"
    )
    try:
        con.execute(insert + source, {"file": _as_glob(part.read), "comma": part.comma})
    except duckdb.Error as error:
        _append_slowly(con, name, part, place, error)


def _append_slowly(
    con: duckdb.DuckDBPyConnection, name: str, part: Part, place: int, error: duckdb.Error
) -> None:
    """What DuckDB could not read: find the faulty line, or read it all with Python's reader."""
    import pyarrow as pa

    width = len(part.columns)
    con.execute(f"DELETE FROM {name} WHERE part = {place}")
    number = 0
    rows = _records(part)
    while batch := list(itertools.islice(rows, 50_000)):
        for line, cells in batch:
            if len(cells) > width and any(cells[width:]):
                reason = f"这一行有 {len(cells)} 格，列名只有 {width} 个；多半是少了引号。"
                raise RegisterRefused(part.file, reason, line=line) from error
        wide = [(*cells, *[None] * width)[:width] for _, cells in batch]
        held: dict[str, Any] = {
            f"c{i}": pa.array(column, pa.string())
            for i, column in enumerate(zip(*wide, strict=True))
        }
        held["line"] = pa.array(range(number + 1, number + len(batch) + 1), pa.int64())
        arrow = pa.table(held)
        into = ", ".join(_quoted(c) for c in part.columns)
        values = ", ".join(f"c{i}" for i in range(width))
        con.register("batch_read", arrow)
        con.execute(
            f"INSERT INTO {name} (part, line, {into}) "
            f"SELECT {place}, line, {values} FROM batch_read"
        )
        con.unregister("batch_read")
        number += len(batch)


def _records(part: Part) -> Iterator[tuple[int, list[str]]]:
    """The rows after the first, each with the line it begins in; empty lines are skipped."""
    with part.read.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text, delimiter=part.comma)
        try:
            next(reader, None)
            begins = reader.line_num + 1
            for cells in reader:
                if cells:
                    yield begins, cells
                begins = reader.line_num + 1
        except csv.Error as error:
            raise RegisterUnreadable(part.file, f"这一行读不出来：{error}", line=begins) from error


def _number(con: duckdb.DuckDBPyConnection, name: str) -> int:
    """Drops empty rows, trims what every row must have, and numbers rows as the files have them."""
    columns = [c[0] for c in con.execute(f"DESCRIBE {name}").fetchall()][3:]
    filled = " OR ".join(f"trim(coalesce({_quoted(c)}, '')) <> ''" for c in columns)
    kept = [f"trim({_quoted(c)}) AS {_quoted(c)}" if c in REQUIRED else _quoted(c) for c in columns]
    con.execute(  # rows keep the order they were inserted in, and need no sorting
        f"CREATE OR REPLACE TABLE {name} AS SELECT row_number() OVER () AS row, "
        f"part, line, {', '.join(kept)} FROM {name} WHERE {filled}"
    )
    return int(con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0])


def _check_rows(con: duckdb.DuckDBPyConnection, table: Table, parts: list[Part]) -> None:
    for column in REQUIRED:
        found = con.execute(
            f"SELECT part, line FROM {table.name} WHERE coalesce({_quoted(column)}, '') = '' "
            "ORDER BY row LIMIT 1"
        ).fetchone()
        if found:
            part = parts[found[0]]
            raise RegisterRefused(part.file, f"“{column}”空着。", line=_line(part, found[1]))
    counted = con.execute(f'SELECT count(DISTINCT "{NUMBER}") FROM {table.name}').fetchall()
    if counted[0][0] < table.rows:
        _refuse_repeated(con, table, parts)


def _refuse_repeated(con: duckdb.DuckDBPyConnection, table: Table, parts: list[Part]) -> None:
    [(at, line, number, first_at, first_line)] = con.execute(
        f'SELECT part, line, "{NUMBER}", first_part, first_line FROM '
        "(SELECT *, row_number() OVER w AS n, "
        "first_value(part) OVER w AS first_part, first_value(line) OVER w AS first_line "
        f'FROM {table.name} WINDOW w AS (PARTITION BY "{NUMBER}" ORDER BY row)) '
        "WHERE n = 2 ORDER BY row LIMIT 1"
    ).fetchall()
    part, first = parts[at], parts[first_at]
    where = f"第 {_line(first, first_line)} 行" + ("" if first is part else f"（{first.file}）")
    reason = f"编号 {number} 重复了，{where}已经有它。"
    raise RegisterRefused(part.file, reason, line=_line(part, line))


def _line(part: Part, place: int) -> int:
    """The line of a file in which the record at that place (from 1) begins."""
    if part.is_parquet:
        return place
    for number, (line, _) in enumerate(_records(part), start=1):
        if number == place:
            return line
    return place + 1


def _line_end(part: Part) -> str:
    with part.read.open("rb") as opened:
        first = opened.readline(LONGEST_CELL)
    return "\\r\\n" if first.endswith(b"\r\n") else "\\n"


def _as_glob(file: Path) -> str:
    """A path DuckDB takes for itself, even with a star or a bracket in it."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in str(file))


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'

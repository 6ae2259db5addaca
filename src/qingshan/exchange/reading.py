"""From a file to the raw cells of the sheets we know, in the columns we know."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, CalamineWorkbook

from qingshan.exchange.files import SheetFile, examine
from qingshan.exchange.problems import (
    EXAMPLE_ROW,
    UNKNOWN_COLUMN,
    UNKNOWN_SHEET,
    Problem,
    Unreadable,
)
from qingshan.exchange.registry import all_sheets
from qingshan.exchange.sparse import filled_rows_of
from qingshan.exchange.unread import BROKEN, UNWORKED, Merge, mark_merged, put_in
from qingshan.kit.cells import AROUND
from qingshan.kit.faults import MISSING_COLUMN, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from python_calamine import CalamineSheet

    from qingshan.kit.sheets import Sheet

EXAMPLE = "示例："
"""Begins the first cell of a row that shows how to fill in a sheet; such a row is read past."""
PROBLEM_COLUMN = "问题"
OWN_COLUMNS = {PROBLEM_COLUMN, "说明"}
OWN_SHEETS = {"填写说明", "代码表"}
"""What we write into workbooks ourselves, and read past without a word."""

ROWS_ABOVE = 40
"""A header is looked for among the first filled rows of a sheet."""

_MARKS = re.compile(r"[\s★☆*＊\u200b\ufeff]+")


Rows = list[tuple[int, list[Any]]]


@dataclass
class Grid:
    """The filled rows of one sheet. `cells` has the raw values of each column found, by title;
    `rows` their numbers and `header` the number of the row with the titles, as spreadsheets
    number them; `places` where in a row each column stands, from 0."""

    sheet: Sheet
    header: int
    places: dict[str, int] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    cells: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def has_key(self) -> bool:
        keys = (column for column in self.sheet.keys if not column.only_where_filled)
        return all(column.title in self.cells for column in keys)


@dataclass
class Book:
    """A workbook as read: its grids by sheet title, and what was noticed on the way."""

    grids: dict[str, Grid] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_book(path: Path) -> Book:
    """Raises `Unreadable` where the file is no workbook, or none of a school."""
    looks = examine(path)
    book = Book()
    try:
        with CalamineWorkbook.from_path(path) as file:
            for name in file.sheet_names:
                _read_sheet(book, name, looks.get(name, SheetFile(sparse=True)), file, path)
    except CalamineError as error:
        raise Unreadable(_damaged()) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own way to give up
            raise
        raise Unreadable(_damaged()) from None
    if not book.grids:
        raise Unreadable(
            "里面没有学校数据工作簿的工作表（学校、教职工、学生……）。"
            "请下载空白工作簿，照着它的工作表和列名填写。"
        )
    return book


def read_rows(path: Path) -> Iterator[tuple[str, Rows]]:
    """The filled rows of every sheet, known or not, as far as the quick reader takes them."""
    looks = examine(path)
    with CalamineWorkbook.from_path(path) as file:
        for name in file.sheet_names:
            if name in looks and not looks[name].sparse:
                yield name, _filled_rows(file.get_sheet_by_name(name), SheetFile())


def _read_sheet(book: Book, name: str, look: SheetFile, file: CalamineWorkbook, path: Path) -> None:
    title = unicodedata.normalize("NFKC", name).strip(AROUND)
    sheet = all_sheets().get(title)
    if sheet is None or title in book.grids:
        if title not in OWN_SHEETS:
            again = "有两个" if sheet else "不认识"
            message = f"{again}工作表“{title}”，这一个没有读。"
            book.problems.append(Problem(name, 0, "", UNKNOWN_SHEET, message, "notice"))
        return
    merged: list[Merge] = []
    if look.sparse:
        rows = filled_rows_of(path, name)
    else:
        found = file.get_sheet_by_name(name)
        rows = _filled_rows(found, look)
        merged = found.merged_cell_ranges or []
    mark_merged(_grid(book, sheet, rows), merged)


def _filled_rows(found: CalamineSheet, look: SheetFile) -> Rows:
    rows = found.to_python(skip_empty_area=False)
    put_in(rows, look.unworked, UNWORKED)
    put_in(rows, look.broken, BROKEN)
    return [(n, row) for n, row in enumerate(rows, start=1) if row.count("") != len(row)]


def _grid(book: Book, sheet: Sheet, rows: Rows) -> Grid:
    at, places = _header(sheet, rows)
    grid = Grid(sheet, header=rows[at][0] if rows else 1, places=places)
    book.grids[sheet.title] = grid
    below = rows[at + 1 :]
    grid.rows = [number for number, _ in below]
    grid.cells = {
        title: [row[place] if place < len(row) else "" for _, row in below]
        for title, place in places.items()
    }
    _drop(grid, _blank_rows(grid))
    _drop(grid, _example_rows(book, grid))
    if rows:
        _tell_columns(book, grid, rows[at][1])
    return grid


def _header(sheet: Sheet, rows: Rows) -> tuple[int, dict[str, int]]:
    """Which of the rows holds the titles, and the place of each column we know."""
    known = {column.title for column in sheet.columns}
    best: tuple[int, dict[str, int]] = (0, {})
    for at, (_, row) in enumerate(rows[:ROWS_ABOVE]):
        places: dict[str, int] = {}
        for place, cell in enumerate(row):
            title = header_title(cell)
            if title in known:
                places.setdefault(title, place)
        if len(places) > len(best[1]):
            best = (at, places)
    return best


def header_title(cell: Any) -> str:
    """`★ 姓名` is 姓名."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", shown(cell))) if cell != "" else ""


def _tell_columns(book: Book, grid: Grid, header: list[Any]) -> None:
    """A notice for each column we do not know; an error for each that is required and not there."""
    title, places = grid.sheet.title, grid.places
    if grid.rows:
        for column in grid.sheet.columns:
            if column.required and column.title not in places:
                message = f"“{title}”表缺少必填的列“{column.title}”，请加上这一列，列名写在表头。"
                problem = Problem(title, grid.header, column.title, MISSING_COLUMN, message)
                book.problems.append(problem)
    taken = set(places.values())
    for place, cell in enumerate(header):
        name = header_title(cell)
        if place in taken or not name or name in OWN_COLUMNS or not places:
            continue
        message = f"“{name}”这一列用不上，已读过去。"
        if name in places:
            message = f"有两列“{name}”，只读了前一列。"
        book.problems.append(Problem(title, grid.header, name, UNKNOWN_COLUMN, message, "notice"))


def _blank_rows(grid: Grid) -> set[int]:
    """Rows with nothing but blanks in the columns we know."""
    columns = list(grid.cells.values())
    if not columns:
        return set()
    suspects = [i for i, raw in enumerate(columns[0]) if is_blank(raw)]
    return {i for i in suspects if all(is_blank(column[i]) for column in columns)}


def _example_rows(book: Book, grid: Grid) -> set[int]:
    first = grid.cells.get(grid.sheet.columns[0].title, [])
    found = {
        i
        for i, raw in enumerate(first)
        if isinstance(raw, str) and raw.lstrip(AROUND).startswith((EXAMPLE, "示例:"))
    }
    if found:
        row = grid.rows[min(found)]
        message = f"第 {row} 行以“{EXAMPLE}”开头，是填写示例，没有读入。"
        title = grid.sheet.title
        column = grid.sheet.columns[0].title
        book.problems.append(Problem(title, row, column, EXAMPLE_ROW, message, "notice"))
    return found


def _drop(grid: Grid, dropped: set[int]) -> None:
    if not dropped:
        return
    kept = [i for i in range(len(grid.rows)) if i not in dropped]
    grid.rows = [grid.rows[i] for i in kept]
    grid.cells = {title: [raw[i] for i in kept] for title, raw in grid.cells.items()}


def is_blank(raw: Any) -> bool:
    return isinstance(raw, str) and not raw.strip(AROUND)


def _damaged() -> str:
    return "这个工作簿坏了，读不出来。请用表格软件打开它，另存为新的 .xlsx，再试一次。"

"""Gives a workbook back, its faulty cells coloured and a column 问题 at the end of each sheet."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from qingshan.exchange.problems import errors_in
from qingshan.exchange.reading import PROBLEM_COLUMN, header_title, read_book, read_rows
from qingshan.exchange.registry import all_sheets
from qingshan.exchange.sparse import MOST_COLUMNS
from qingshan.kit.cells import AROUND
from qingshan.kit.words import makes_a_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from qingshan.exchange.problems import Problem
    from qingshan.exchange.reading import Grid

FAULTY = PatternFill("solid", fgColor="FFFFC7CE")
NO_FILL = PatternFill()
TOLD = Font(color="FF9C0006")
WIDTH = 60


@makes_a_file
def write_marked(path: Path, problems: Iterable[Problem], out: Path) -> None:
    """Writes the workbook at `path` to `out` with its errors marked; all else stays as it is."""
    book, grids = _open(path), read_book(path).grids
    by_sheet: dict[str, list[Problem]] = {}
    for problem in errors_in(problems):
        by_sheet.setdefault(problem.sheet, []).append(problem)
    sheets = {_title(sheet.title): sheet for sheet in reversed(book.worksheets)}
    for title, found in by_sheet.items():
        _mark(sheets.get(title) or _missing_sheet(book, title), found, grids.get(title))
    book.save(out)


def _open(path: Path) -> Workbook:
    try:
        return load_workbook(path)
    except Exception:  # noqa: BLE001  # files that only the more forgiving reader can open
        return _plain_copy(path)


def _plain_copy(path: Path) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in read_rows(path):
        sheet = book.create_sheet(name)
        for number, row in rows:
            for at, value in enumerate(row, start=1):
                if value != "":
                    sheet.cell(number, at, value)
    return book


def _title(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip(AROUND)


def _missing_sheet(book: Workbook, title: str) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title, 0)
    declared = all_sheets().get(title)
    sheet.append([column.title for column in declared.usual_columns] if declared else [])
    return sheet


def _mark(sheet: Worksheet, problems: list[Problem], grid: Grid | None) -> None:
    header = grid.header if grid else 1
    places = {title: place + 1 for title, place in grid.places.items()} if grid else {}
    end = _problem_column(sheet, header, grid.rows[-1] if grid and grid.rows else header)
    sheet.column_dimensions[get_column_letter(end)].width = WIDTH
    told: dict[int, list[str]] = {}
    for problem in problems:
        row = problem.row if problem.row > header else header + 1
        told.setdefault(row, []).append(problem.message)
        if problem.column in places:
            _seen(sheet, problem.row, places[problem.column]).fill = FAULTY
        else:  # a whole column is missing
            for place in places.values():
                sheet.cell(header, place).fill = FAULTY
    for row, messages in told.items():
        cell = sheet.cell(row, end, " ".join(dict.fromkeys(messages)))
        cell.font, cell.alignment = TOLD, Alignment(wrap_text=True, vertical="top")


def _seen(sheet: Worksheet, row: int, column: int) -> Any:
    """The cell that is seen at a place: of merged cells the first."""
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        for merged in sheet.merged_cells.ranges:
            if cell.coordinate in merged:
                return sheet.cell(merged.min_row, merged.min_col)
    return cell


def _problem_column(sheet: Worksheet, header: int, last: int) -> int:
    """The column at the end; that of the time before is emptied and used again."""
    filled = [cell for cell in sheet[header] if cell.value is not None]
    for cell in filled:
        if header_title(cell.value) == PROBLEM_COLUMN:
            _clear(sheet, header, last, cell.column)
            return int(cell.column)
    end = sheet.max_column + 1
    if end > MOST_COLUMNS:  # a stray cell far to the right is not the end
        end = max((cell.column for cell in filled), default=0) + 1
    sheet.cell(header, end, PROBLEM_COLUMN).font = Font(bold=True)
    return end


def _clear(sheet: Worksheet, header: int, last: int, end: int) -> None:
    """Takes away the marks of the time before, in the rows from `header` to `last`."""
    for number in range(header, last + 1):
        for at in range(1, end + 1):
            cell = sheet.cell(number, at)
            if cell.fill.fgColor.rgb == FAULTY.fgColor.rgb:
                cell.fill = NO_FILL
        if number > header:
            sheet.cell(number, end).value = None

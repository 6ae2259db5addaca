"""Writes a school out as a workbook. Loading what was dumped changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from qingshan.exchange.bookwriting import header_cells, opened, set_widths, styled, text_cell
from qingshan.exchange.held import held_rows
from qingshan.exchange.registry import all_sheets
from qingshan.exchange.school_sheet import TITLE, held_items
from qingshan.kit.words import makes_a_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import IO

    from qingshan.kit.cells import Kind
    from qingshan.kit.sheets import Sheet
    from qingshan.school.models import School

Row = tuple[Any, ...]


@makes_a_file
def dump(school: School, out: Path | IO[bytes]) -> int:
    """Writes the workbook to `out`; returns the number of rows in it."""
    with opened(out) as file:
        book = Workbook(write_only=True)
        rows = sum(_write(book, sheet, school) for sheet in all_sheets().values())
        book.save(file)
    return rows


def _write(book: Workbook, sheet: Sheet, school: School) -> int:
    rows = [] if sheet.title == TITLE else _file_order(sheet, held_rows(sheet, school.pk)[1])
    if sheet.only_where_filled and not rows:
        return 0
    places = _places(sheet, rows)
    columns = [sheet.columns[at] for at in places]
    written = book.create_sheet(sheet.title)
    written.freeze_panes = "A2"
    set_widths(written, columns)
    written.append(header_cells(written, columns))
    if sheet.title == TITLE:
        return _write_items(written, school)
    makers = [(at, _maker(written, sheet.columns[at].kind)) for at in places]
    for row in rows:
        written.append([make(row[at]) for at, make in makers])
    return len(rows)


def _places(sheet: Sheet, rows: list[Row]) -> list[int]:
    """Where in a row the columns stand that are written: some only where a row fills them."""
    return [
        at
        for at, column in enumerate(sheet.columns)
        if not column.only_where_filled or any(row[at] != column.kind.empty for row in rows)
    ]


def _write_items(written: Any, school: School) -> int:
    items = held_items(school)
    for (_, item), value in items.items():
        cell = text_cell(written, value) if isinstance(value, str) else value
        written.append(
            [item, cell if isinstance(value, str) else styled(written, value, "yyyy-mm-dd")]
        )
    return len(items)


def _file_order(sheet: Sheet, rows: list[Row]) -> list[Row]:
    """By natural key, where there is one; else as the rows were made."""
    places = [at for at, column in enumerate(sheet.columns) if column.key]
    return sorted(rows, key=lambda row: [row[at] for at in places]) if places else rows


def _maker(written: Any, kind: Kind) -> Callable[[Any], Any]:
    """How a value of this kind becomes a cell: None, text as it is, or a formatted number."""

    def make(value: Any) -> Any:
        cell = kind.cell(value)
        if cell is None or cell == "":
            return None
        if not isinstance(cell, str):
            return styled(written, cell, kind.number_format)
        return text_cell(written, cell) if cell[0] in "=#" else cell

    return make

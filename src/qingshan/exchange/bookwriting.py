"""What a dump and an empty workbook share: how a column stands on a sheet."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from qingshan.kit.cells import LONGEST_CELL, Day, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qingshan.kit.sheets import Column

HEADER_FILL = PatternFill("solid", fgColor="FFE6EFE8")
HEADER_FONT = Font(bold=True)
SOFT_FONT = Font(italic=True, color="FF5D6B64")
WRAPPED = Alignment(vertical="top", wrap_text=True)
NARROWEST, WIDEST = 9, 30


@contextmanager
def opened(out: Path | IO[bytes]) -> Iterator[IO[bytes]]:
    """Where a workbook is written; a path gets it once it is whole. Raises `OSError` at once."""
    if not isinstance(out, Path):
        yield out
        return
    fresh = out.with_name(f".{out.name}.fresh")
    try:
        with fresh.open("wb") as file:
            yield file
        fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)


def header_cells(sheet: Any, columns: Iterable[Column]) -> list[Any]:
    """The row of titles; a star marks a column that must be filled."""
    cells = []
    for column in columns:
        cell = WriteOnlyCell(sheet, f"★{column.title}" if column.required else column.title)
        cell.fill, cell.font = HEADER_FILL, HEADER_FONT
        cells.append(cell)
    return cells


def set_widths(sheet: Any, columns: Iterable[Column]) -> None:
    for at, column in enumerate(columns, start=1):
        wide = max(2 * len(column.title) + 4, len(str(column.example)) + 4)
        if isinstance(column.kind, Day):
            wide = max(wide, 13)
        sheet.column_dimensions[get_column_letter(at)].width = min(max(wide, NARROWEST), WIDEST)


def text_cell(sheet: Any, text: str) -> Any:
    """A cell that is text whatever it begins with: `=1+1` stays those four characters."""
    cell = WriteOnlyCell(sheet, tidy(text)[:LONGEST_CELL])
    cell.data_type = "s"
    return cell


def styled(sheet: Any, value: Any, number_format: str) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = number_format
    return cell

"""A shipped Excel template made by code: a title, headings, a row for each of a list."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from qingshan.documents.drawings import FACE, HIGH, Drawn, draw

if TYPE_CHECKING:
    from collections.abc import Sequence

A4 = 9  # Excel's number for the paper
ROWS_A_CHART = HIGH * 2 + 2  # a row is half a centimetre high


@dataclass(frozen=True)
class Leaf:
    """A sheet: `columns` are (heading, what its cell says, width in characters).

    `charts` stand under the words that are `under` the rows.
    """

    title: str
    heading: str
    listed: str
    columns: Sequence[tuple[str, str, int]]
    under: Sequence[str] = ()
    charts: Sequence[Drawn] = ()


def book_template(*leaves: Leaf) -> bytes:
    """The template that a school starts from, as .xlsx."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for leaf in leaves:
        _write(book.create_sheet(leaf.title), leaf)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _write(sheet: Any, leaf: Leaf) -> None:
    from openpyxl.utils import get_column_letter

    if leaf.heading:
        _head(sheet, leaf.heading, len(leaf.columns))
    sheet.append([heading for heading, _, _ in leaf.columns])
    at = sheet.max_row
    said = [f"{{{{ {words} }}}}" for _, words, _ in leaf.columns]
    said[0] = f"{{% for one in {leaf.listed} %}}{said[0]}"
    said[-1] += "{% endfor %}"
    sheet.append(said)
    _dress(sheet, at)
    for number, (_, _, width) in enumerate(leaf.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for words in leaf.under:
        sheet.append([words])
    free = at + 3 + len(leaf.under)
    for number, drawn in enumerate(leaf.charts):
        draw(sheet, drawn, head=at, place=free + number * ROWS_A_CHART)
    sheet.freeze_panes = f"A{at + 1}"
    sheet.print_title_rows = f"{at}:{at}"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _head(sheet: Any, words: str, wide: int) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.append([words])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=wide)
    sheet["A1"].font = Font(name=FACE, size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[1].height = 36


def _dress(sheet: Any, at: int) -> None:
    """Borders and faces of the headings and of the row that repeats."""
    from openpyxl.styles import Alignment, Border, Font, Side

    thin = Side(style="thin")
    for row in (at, at + 1):
        sheet.row_dimensions[row].height = 22
        for cell in sheet[row]:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.font = Font(name=FACE, size=11, bold=row == at)
            cell.alignment = Alignment(vertical="center", wrap_text=True)

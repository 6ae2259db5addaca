"""Slips of paper with a first password, as a sheet to print and cut."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from qingshan.kit.words import makes_a_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingshan.people.accounts.services import Slip

HEADINGS = (("姓名", 14), ("账号", 22), ("第一次登录的密码", 26), ("职责", 22))


@makes_a_file
def sheet_of_slips(slips: Sequence[Slip]) -> bytes:
    """An xlsx of all slips. Every cell is text: a name that begins with "=" stays a name."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("账号")
    rows = [(s.name, s.username, s.password, s.offices) for s in slips]
    for n, row in enumerate([[heading for heading, _ in HEADINGS], *rows], start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(n, column)
            cell.value = text
            cell.data_type = "s"
            cell.font = Font(bold=n == 1)
    for column, (_, width) in enumerate(HEADINGS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()

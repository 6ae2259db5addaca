"""Reads a sheet whose filled cells lie so far apart that the quick reader would hold too much."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from qingshan.exchange.problems import Unreadable

if TYPE_CHECKING:
    from pathlib import Path

MOST_COLUMNS = 500
"""Further to the right nothing is looked for."""


def filled_rows_of(path: Path, name: str) -> list[tuple[int, list[Any]]]:
    """The rows that hold anything, with their numbers; one row at a time is held."""
    from openpyxl import load_workbook  # seldom needed, and slow to start

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book[name]
        sheet.reset_dimensions()
        found = [
            (number, ["" if value is None else value for value in row[:MOST_COLUMNS]])
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)
            if any(value is not None and value != "" for value in row)
        ]
        book.close()
    except (BadZipFile, KeyError, ValueError, TypeError, SyntaxError) as error:
        raise Unreadable(
            "这个工作簿读不出来。请用表格软件打开它，另存为新的 .xlsx，再试一次。"
        ) from error
    return found

"""What a run leaves: five lists as CSV, and one workbook that says who made it and when."""

from __future__ import annotations

import csv
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from openpyxl.cell.cell import Cell

WORKBOOK = "crosscheck.xlsx"
MOST_ROWS_OF_A_SHEET = 20_000
"""More rows than this nobody reads in a workbook; the CSV holds them all."""
LONGEST_CELL = 32_000


@dataclass(frozen=True)
class Made:
    """Who made the lists, when, from what; sentences for the first sheet."""

    by: str
    at: dt.datetime
    sentences: list[str]


class Writer:
    """Writes the lists into a private folder first; `publish` moves them to where they belong."""

    def __init__(self, folder: Path, made: Made) -> None:
        self.folder = folder
        self.folder.mkdir(exist_ok=True)
        self.made = made
        self.files: list[Path] = []
        self.book = Workbook(write_only=True)
        self.book.properties.creator = made.by
        self.book.properties.lastModifiedBy = made.by
        self.book.properties.created = made.at.replace(tzinfo=None)
        self.book.properties.title = "四查三比对"
        self._about()

    def _about(self) -> None:
        sheet: Any = self.book.create_sheet("说明")
        sheet.column_dimensions["A"].width = 14
        sheet.column_dimensions["B"].width = 100
        sheet.append(["谁做的", self.made.by])
        sheet.append(["什么时候", f"{self.made.at:%Y-%m-%d %H:%M}"])
        for sentence in self.made.sentences:
            sheet.append(["", _text(sheet, sentence)])
        sheet.append(
            [
                "",
                "nearest 是没对上的行里最像的那一行的编号，score 是同一个孩子的把握，why 是理由。",
            ]
        )
        sheet.append(["", "这里是孩子的资料：用完请删掉，不要外传。"])

    def write(
        self, key: str, title: str, columns: tuple[str, ...], rows: Iterable[list[Any]]
    ) -> None:
        """One list, as CSV and as a sheet."""
        sheet: Any = self.book.create_sheet(title)
        sheet.freeze_panes = "B2"
        sheet.append(columns)
        file = self.folder / f"{key}.csv"
        with file.open("w", encoding="utf-8-sig", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(columns)
            for number, row in enumerate(_plain(rows), start=1):
                writer.writerow(row)
                if number <= MOST_ROWS_OF_A_SHEET:
                    sheet.append([_text(sheet, cell) for cell in row])
                elif number == MOST_ROWS_OF_A_SHEET + 1:
                    sheet.append([f"还有更多行，见 {key}.csv"])
        self.files.append(file)

    def publish(self, out: Path) -> None:
        """Moves all files to `out`, for their owner only; each appears whole or not at all."""
        book = self.folder / WORKBOOK
        self.book.save(book)
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        for file in (*self.files, book):
            fresh = out / f".{file.name}.fresh"
            shutil.copyfile(file, fresh)
            os.chmod(fresh, 0o600)
            os.replace(fresh, out / file.name)


def _plain(rows: Iterable[list[Any]]) -> Iterator[list[str]]:
    for row in rows:
        yield ["" if cell is None else str(cell) for cell in row]


def _text(sheet: Any, value: str) -> Cell:
    """A cell that stays text: no formula, no number cut to fifteen digits."""
    cell: Cell = WriteOnlyCell(sheet)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL]
    cell.data_type = "s"
    cell.number_format = "@"
    return cell

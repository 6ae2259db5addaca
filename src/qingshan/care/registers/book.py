"""The lists of a run as a workbook, with what people have decided since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

from qingshan.care.models import RegisterDoubt, RegisterRow
from qingshan.kit.words import makes_a_file

if TYPE_CHECKING:
    from typing import IO

    from qingshan.care.models import RegisterRun


@makes_a_file
def write_lists(run: RegisterRun, *, by: str, made: str, out: IO[bytes]) -> None:
    """A sheet for each list and one for the pairs; `by` and `made` stand on the first."""
    book = Workbook(write_only=True)
    book.properties.creator = by
    sheet = book.create_sheet("说明")
    sheet.append([f"{run.school.name} 四查三比对"])
    sheet.append([f"{by} {made} 导出"])
    for key, label in RegisterRow.Listed.choices:
        sheet.append([label, run.counts.get(key, 0)])
    for note in run.notes:
        sheet.append([_plain(note)])
    sheet.append(["这里是孩子的资料：用完请删掉，不要外传。"])
    for key, label in RegisterRow.Listed.choices:
        sheet = book.create_sheet(label)
        headed = False
        for row in run.rows.filter(listed=key).iterator(chunk_size=500):
            cells = row.columns()
            if not headed:
                sheet.append([*cells, "判断", "为什么"])
                headed = True
            found = "找到了" if row.is_settled else ""
            sheet.append([*(_plain(cell) for cell in cells.values()), found, _plain(row.why)])
    sheet = book.create_sheet("要人看一看")
    for place, doubt in enumerate(run.doubts.iterator(chunk_size=500)):
        cells = doubt.columns()
        if not place:
            sheet.append([*cells, "判断"])
        verdict = RegisterDoubt.Verdict(doubt.verdict).label
        sheet.append([*(_plain(cell) for cell in cells.values()), verdict])
    book.save(out)


def _plain(value: str) -> str:
    """Text that begins like a formula stays text."""
    return f"'{value}" if value[:1] in tuple("=+-@") else value

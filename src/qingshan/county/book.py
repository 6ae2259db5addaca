"""A month of all schools as a workbook: the cells as they are said, the sums in bounds."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry

from qingshan.access.audit import note
from qingshan.county.asked import asked_among
from qingshan.county.kinds import kind_words
from qingshan.county.queries import cells_of, totals, with_kind
from qingshan.county.suppression import Said, share
from qingshan.kit.words import makes_a_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.access.models import Account
    from qingshan.county.asked import Asked
    from qingshan.county.suppression import Cell
    from qingshan.school.models import County, School

FORMULA = frozenset("=+-@\t\r")


@makes_a_file
def export_figures(
    *, county: County, schools: QuerySet[School], end: date, actor: Account
) -> bytes:
    """The workbook, and one audit row that says who took it out."""
    note(
        actor=actor,
        deed="export_county_figures",
        subject=county,
        school_id=None,
        action=LogEntry.Action.ACCESS,
        month=end.isoformat(),
    )
    from openpyxl import Workbook

    cells = cells_of(schools, end)
    listed = asked_among({key for own in cells.values() for key in own})
    book = Workbook(write_only=True)
    sheet = book.create_sheet("各校数字")
    _append(sheet, [f"{county.name}各校", f"统计到 {end.isoformat()}"])
    _append(sheet, ["学校标识码", "学校", "类型", *(head for a in listed for head in _heads(a))])
    for row in (
        with_kind(schools).order_by("name", "pk").values("pk", "code", "name", "first", "last")
    ):
        own = cells.get(row["pk"], {})
        told = [cell for asked in listed for cell in _told(asked, own)]
        _append(sheet, [row["code"], row["name"], kind_words(row["first"], row["last"]), *told])
    summed = totals(cells)
    sums = [cell for a in listed for cell in (summed[a.key][0].words, *([""] if a.out_of else []))]
    _append(sheet, ["", "合计（由上面的数相加）", "", *sums])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _heads(asked: Asked) -> list[str]:
    share = [f"{asked.share}（%）"] if asked.out_of else []
    return [f"{asked.title}（{asked.unit}）", *share]


def _told(asked: Asked, own: Mapping[str, Cell]) -> list[int | float | str | None]:
    """A figure, and beside a part what share it is."""
    cell = own.get(asked.key)
    if not asked.out_of:
        return [_said(cell)]
    part = share(cell, own.get(asked.out_of))
    return [_said(cell), None if part is None else round(part * 100, 1)]


def _said(cell: Cell | None) -> int | str | None:
    if cell is None:
        return None
    return cell.value if cell.said == Said.EXACT else cell.words


def _append(sheet: Any, values: Iterable[Any]) -> None:
    """A line of cells in which text stays text: what begins with = is never a formula."""
    from openpyxl.cell import WriteOnlyCell

    cells = []
    for value in values:
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, str):
            cell.data_type = "s"
            cell.quotePrefix = value[:1] in FORMULA
        cells.append(cell)
    sheet.append(cells)

"""A month of all schools as a workbook: the cells as they are said, the sums in bounds."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry

from qingshan.access.audit import note
from qingshan.county.asked import ASKED
from qingshan.county.kinds import kind_words
from qingshan.county.queries import cells_of, totals, with_kind
from qingshan.county.suppression import Said

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.access.models import Account
    from qingshan.county.suppression import Cell
    from qingshan.school.models import County, School

FORMULA = frozenset("=+-@\t\r")


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
    book = Workbook(write_only=True)
    sheet = book.create_sheet("各校数字")
    _append(sheet, [f"{county.name}各校", f"统计到 {end.isoformat()}"])
    _append(sheet, ["学校标识码", "学校", "类型", *(f"{a.title}（{a.unit}）" for a in ASKED)])
    for row in (
        with_kind(schools).order_by("name", "pk").values("pk", "code", "name", "first", "last")
    ):
        own = cells.get(row["pk"], {})
        told = [_said(own.get(asked.key)) for asked in ASKED]
        _append(sheet, [row["code"], row["name"], kind_words(row["first"], row["last"]), *told])
    summed = totals(cells)
    sums = [summed[a.key][0].words if a.key in summed else "" for a in ASKED]
    _append(sheet, ["", "合计（由上面的数相加）", "", *sums])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


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

"""The rows behind a figure as a workbook."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry

from qingshan.access.audit import note
from qingshan.indicators.queries import evidence_for
from qingshan.kit.words import makes_a_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from qingshan.access.models import Account
    from qingshan.kit.figures import Figure
    from qingshan.kit.listing import Row
    from qingshan.school.models import School

HEADINGS = ("来源", "编号", "日期", "内容", "金额", "分子", "分母", "背后的记录")


@makes_a_file
def export_evidence(*, figure: Figure, school: School, as_of: date, actor: Account) -> bytes:
    """The rows of a figure as .xlsx, and one audit row that says who took them out."""
    value, rows = evidence_for(figure, school, as_of=as_of)
    note(
        actor=actor,
        deed="export_evidence",
        subject=school,
        school_id=school.pk,
        action=LogEntry.Action.ACCESS,
        figure=figure.key,
        as_of=as_of.isoformat(),
        rows=len(rows),
    )
    heads = (
        figure.title,
        f"{value}{figure.unit}",
        f"统计日 {as_of.isoformat()}",
        figure.definition,
    )
    return _workbook(heads, rows)


def _workbook(heads: Iterable[str], rows: Iterable[Row]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet("指标明细")
    _append(sheet, heads)
    _append(sheet, HEADINGS)
    for row in rows:
        behind = "；".join(f"{item.date or ''} {item.label}".strip() for item in row.items)
        share = [row.share.get(name) for name in ("amount", "numerator", "denominator")]
        number = row.source.shown(row.id)
        _append(sheet, [row.source.title, number, row.date, row.label, *share, behind])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _append(sheet: Any, values: Iterable[Any]) -> None:
    """A line of cells in which text stays text: what begins with = is never a formula."""
    from openpyxl.cell import WriteOnlyCell

    cells = []
    for value in values:
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, str):
            cell.data_type = "s"
            cell.quotePrefix = value[:1] in {"=", "+", "-", "@", "\t", "\r"}
        cells.append(cell)
    sheet.append(cells)

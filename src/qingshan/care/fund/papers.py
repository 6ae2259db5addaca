"""A receipt of a donation, or the slip a family signs for what it got, as a Word file."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from qingshan.care.fund.books import in_capitals
from qingshan.care.models import FundEntry
from qingshan.kit.typesetting import Look, set_style

if TYPE_CHECKING:
    from datetime import date

    from qingshan.care.models import FundPayment

STYLES = {
    "Normal": Look("仿宋", 14),
    "Title": Look("方正小标宋简体", 22, centred=True),
    "Subtitle": Look("楷体", 14, centred=True),
}
LINE = 26  # points from line to line
SIGNING = 34  # millimetres of height to sign and stamp in
DAY = "年　　月　　日"


def title_of(entry: FundEntry) -> str:
    word = "捐赠收据" if entry.kind == FundEntry.Kind.DONATION else "帮扶金领取单"
    return f"{word}（冲正）" if entry.is_reversal else word


def lines_of(entry: FundEntry) -> list[tuple[str, str]]:
    """What the paper says, label and words; the same on the page and in Word."""
    told = [("凭证号", entry.number or "（由工作簿载入）"), ("日期", chinese(entry.date))]
    if entry.kind == FundEntry.Kind.DONATION:
        told += [("捐赠人", entry.giver or entry.note or "爱心人士")]
    elif entry.student is not None:
        told += [("领取的学生", entry.student.name)]
    told += [
        ("金额（大写）", f"人民币{in_capitals(entry.amount)}"),
        ("金额（小写）", f"￥{entry.amount:,.2f}"),
    ]
    if entry.note:
        told.append(("摘要", entry.note))
    if entry.handler is not None:
        told.append(("经办人", entry.handler.name))
    return told + _second_person(entry)


def signers_of(entry: FundEntry) -> tuple[str, ...]:
    if entry.kind == FundEntry.Kind.DONATION:
        return ("经办人（签名）", "学校（盖章）")
    return ("领取人（签名）", "经办人（签名）", "核实人（签名）")


def paper(entry: FundEntry, school: str) -> bytes:
    """The paper as .docx, on one page A5 wide enough to be filed with the vouchers."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(148)
    section.top_margin = section.bottom_margin = Mm(14)
    section.left_margin = section.right_margin = Mm(22)
    for name, look in STYLES.items():
        set_style(document.styles[name], look, line=LINE)
    document.add_paragraph(title_of(entry), "Title")
    document.add_paragraph(school, "Subtitle")
    for label, words in lines_of(entry):
        document.add_paragraph(f"{label}：{words}", "Normal")
    _places_to_sign(document, signers_of(entry))
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _second_person(entry: FundEntry) -> list[tuple[str, str]]:
    payment: FundPayment | None = getattr(entry, "payment", None)
    if payment is None or payment.decided_by is None:
        return []
    return [("申请", payment.asked_by.name), ("核实发放", payment.decided_by.name)]


def _places_to_sign(document: Any, names: tuple[str, ...]) -> None:
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=len(names), style="Table Grid")
    row = table.rows[0]
    row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(SIGNING)
    for cell, name in zip(row.cells, names, strict=True):
        cell.paragraphs[0].add_run(f"{name}：")
        day = cell.add_paragraph(DAY)
        day.alignment = WD_ALIGN_PARAGRAPH.RIGHT

"""A receipt of a donation, or the slip a family signs for what it got, as a Word file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.care.fund.books import in_capitals
from qingshan.care.models import FundEntry
from qingshan.documents.declaring import Asks, Document, Words
from qingshan.documents.markup import word_template
from qingshan.documents.paper import SLIP
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

    from qingshan.care.models import FundPayment
    from qingshan.documents.declaring import Asked

TEXT = Path(__file__).parents[1] / "templates" / "care" / "receipt.md"


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


def _words() -> Words:
    return Words(
        {
            "title": "捐赠收据，或者帮扶金领取单",
            "school": "学校名称",
            "is_donation": "是收据时有，领取单时没有，用在 if 里",
        },
        {"lines": {"label": "一行的名目", "words": "一行的内容"}},
    )


def _fill(asked: Asked) -> dict[str, Any]:
    entry: FundEntry = asked.row
    return {
        "title": title_of(entry),
        "school": asked.school.name if asked.school else "",
        "is_donation": int(entry.kind == FundEntry.Kind.DONATION),
        "lines": [{"label": label, "words": words} for label, words in lines_of(entry)],
    }


RECEIPT = Document(
    key="fund-paper",
    title=tr("捐赠收据和帮扶金领取单"),
    about=tr("帮扶资金每一笔账的凭证，在“帮扶资金”里一笔一笔地打印。"),
    group=tr("协议和单据"),
    asks=Asks.ROW,
    words=_words,
    fill=_fill,
    shipped=lambda: word_template(TEXT, SLIP),
    offices=SCHOOL_WIDE,
    file_name=lambda asked: f"{title_of(asked.row)}{asked.row.number or asked.row.pk}",
    page="care:fund",
    rows=lambda school: FundEntry.objects.filter(school=school).order_by("-date", "-pk"),
)


def chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _second_person(entry: FundEntry) -> list[tuple[str, str]]:
    payment: FundPayment | None = getattr(entry, "payment", None)
    if payment is None or payment.decided_by is None:
        return []
    return [("申请", payment.asked_by.name), ("核实发放", payment.decided_by.name)]

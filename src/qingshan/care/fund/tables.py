from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Q
from django.utils.html import format_html

from qingshan.care.models import Account, FundEntry, FundPayment, Purpose
from qingshan.kit.tables import Column, Filter, Table

if TYPE_CHECKING:
    from decimal import Decimal

    from django.db.models import QuerySet


def yuan(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def _kind(row: dict[str, Any]) -> object:
    word = FundEntry.Kind(row["kind"]).label
    return format_html('{} <span class="tag due">冲正</span>', word) if row["is_reversal"] else word


def _of_account(rows: QuerySet[Any], account: str) -> QuerySet[Any]:
    return rows.filter(Q(debit=account) | Q(credit=account))


class EntryTable(Table):
    """The journal: one row an entry, with the account it debits and the one it credits."""

    name = "entries"
    caption = "账目"
    unit = "笔"
    search = ("student__search_key", "note", "giver", "number")
    search_hint = "孩子、捐赠人、摘要或凭证号"
    default_sort = ("-date", "-pk")
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("kind", "类别", choices=FundEntry.Kind.choices),
        Filter("account", "科目", choices=Account.choices, apply=_of_account),
    )
    columns = (
        Column("date", "日期", link="care:fund_entry"),
        Column("kind", "类别", sort=False, needs=("kind", "is_reversal"), show=_kind),
        Column("amount", "金额（元）", end=True, show=yuan),
        Column("student__name", "孩子", sort=False),
        Column("note", "摘要", sort=False, phone="hide"),
        Column("debit", "借方", sort=False, choices=Account, phone="hide"),
        Column("credit", "贷方", sort=False, choices=Account, phone="hide"),
        Column("number", "凭证号", phone="hide"),
    )
    empty_title = "账上还没有一笔"


class PaymentTable(Table):
    """Requests, those that wait first; no words of them."""

    name = "payments"
    caption = "申请"
    unit = "份"
    search = ("student__search_key",)
    default_sort = ("state", "-asked_on")
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("state", "状态", choices=FundPayment.State.choices),
        Filter("purpose", "用途", choices=Purpose.choices),
    )
    columns = (
        Column("student__name", "孩子", sort="student__search_key", link="care:fund_payment"),
        Column("student__school_class__name", "班级", sort="student__school_class__code"),
        Column("amount", "金额（元）", end=True, show=yuan),
        Column("purpose", "用途", choices=Purpose),
        Column("state", "状态", choices=FundPayment.State),
        Column("asked_by__name", "谁申请", sort=False, phone="label"),
        Column("asked_on", "哪天", phone="label"),
    )
    empty_title = "没有申请"

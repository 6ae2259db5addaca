from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Q
from django.utils.html import format_html

from qingshan.care.models import Account, FundEntry, FundPayment, Purpose
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from decimal import Decimal

    from django.db.models import QuerySet


def yuan(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def _kind(row: dict[str, Any]) -> object:
    word = FundEntry.Kind(row["kind"]).label
    return (
        format_html(str(tr('{} <span class="tag due">冲正</span>')), word)
        if row["is_reversal"]
        else word
    )


def _of_account(rows: QuerySet[Any], account: str) -> QuerySet[Any]:
    return rows.filter(Q(debit=account) | Q(credit=account))


class EntryTable(Table):
    """The journal: one row an entry, with the account it debits and the one it credits."""

    name = "entries"
    caption = tr("账目")
    unit = tr("笔")
    search = ("student__search_key", "note", "giver", "number")
    search_hint = tr("孩子、捐赠人、摘要或凭证号")
    default_sort = ("-date", "-pk")
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("kind", tr("类别"), choices=FundEntry.Kind.choices),
        Filter("account", tr("科目"), choices=Account.choices, apply=_of_account),
    )
    columns = (
        Column("date", tr("日期"), link="care:fund_entry"),
        Column("kind", tr("类别"), sort=False, needs=("kind", "is_reversal"), show=_kind),
        Column("amount", tr("金额（元）"), end=True, show=yuan),
        Column("student__name", tr("孩子"), sort=False),
        Column("note", tr("摘要"), sort=False, phone="hide"),
        Column("debit", tr("借方"), sort=False, choices=Account, phone="hide"),
        Column("credit", tr("贷方"), sort=False, choices=Account, phone="hide"),
        Column("number", tr("凭证号"), phone="hide"),
    )
    empty_title = tr("账上还没有一笔")


class PaymentTable(Table):
    """Requests, those that wait first; no words of them."""

    name = "payments"
    caption = tr("申请")
    unit = tr("份")
    search = ("student__search_key",)
    default_sort = ("state", "-asked_on")
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("state", tr("状态"), choices=FundPayment.State.choices),
        Filter("purpose", tr("用途"), choices=Purpose.choices),
    )
    columns = (
        Column("student__name", tr("孩子"), sort="student__search_key", link="care:fund_payment"),
        Column("student__school_class__name", tr("班级"), sort="student__school_class__code"),
        Column("amount", tr("金额（元）"), end=True, show=yuan),
        Column("purpose", tr("用途"), choices=Purpose),
        Column("state", tr("状态"), choices=FundPayment.State),
        Column("asked_by__name", tr("谁申请"), sort=False, phone="label"),
        Column("asked_on", tr("哪天"), phone="label"),
    )
    empty_title = tr("没有申请")

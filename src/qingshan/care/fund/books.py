"""The books: what the accounts hold, and what there is to spend.

Both sides of an entry stand in its row, so the sums of the three accounts are always in balance;
what lies in the fund is what came in less what went out of its account of cash.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q, Sum

from qingshan.care.models import Account, FundEntry

if TYPE_CHECKING:
    from datetime import date

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Side:
    """An account with what was written on its two sides, in yuan."""

    account: Account
    debits: Decimal
    credits: Decimal

    @property
    def balance(self) -> Decimal:
        """On the account's own side: cash and support grow by debits, donations by credits."""
        more = self.debits - self.credits
        return -more if self.account == Account.DONATIONS else more

    @property
    def told(self) -> str:
        return f"{self.balance:,.2f}"


def trial_balance(school_id: int, until: date) -> list[Side]:
    """The three accounts with the entries up to a day. One query."""
    sums = FundEntry.objects.filter(school=school_id, date__lte=until).aggregate(
        **{
            f"{side}_{account.value}": Sum("amount", filter=Q(**{side: account.value}))
            for account in Account
            for side in ("debit", "credit")
        }
    )
    return [
        Side(
            account,
            Decimal(sums[f"debit_{account.value}"] or 0).quantize(ZERO),
            Decimal(sums[f"credit_{account.value}"] or 0).quantize(ZERO),
        )
        for account in Account
    ]


def spendable(school_id: int, today: date) -> Decimal:
    """What can be paid out: what lies in the fund today, less what a later day already takes."""
    cash = {"debit": Account.CASH.value, "credit": Account.CASH.value}
    sums = FundEntry.objects.filter(school=school_id).aggregate(
        now_in=Sum("amount", filter=Q(debit=cash["debit"], date__lte=today)),
        now_out=Sum("amount", filter=Q(credit=cash["credit"], date__lte=today)),
        all_in=Sum("amount", filter=Q(debit=cash["debit"])),
        all_out=Sum("amount", filter=Q(credit=cash["credit"])),
    )
    held = {name: Decimal(found or 0) for name, found in sums.items()}
    now, later = held["now_in"] - held["now_out"], held["all_in"] - held["all_out"]
    return min(now, later).quantize(ZERO)


_DIGITS, _PLACES = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def in_capitals(amount: Decimal) -> str:
    """An amount as receipts write it, so that no stroke can be added: 壹佰贰拾元伍角整."""
    cents = int((amount * 100).to_integral_value())
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    told = f"{_whole(yuan)}元" if yuan else ""
    if jiao:
        told += f"{_DIGITS[jiao]}角"
    elif fen and yuan:
        told += "零"
    return (told + (f"{_DIGITS[fen]}分" if fen else "整")) if cents else "零元整"


def _whole(number: int) -> str:
    told, gap = "", False
    for at in reversed(range(len(_GROUPS))):
        group = number // 10 ** (4 * at) % 10**4
        if not group:
            gap = gap or bool(told)
            continue
        if told and (gap or group < 10**3):
            told += "零"
        told, gap = told + _of_four(group) + _GROUPS[at], False
    return told


def _of_four(group: int) -> str:
    told, gap = "", False
    for at in reversed(range(4)):
        digit = group // 10**at % 10
        if not digit:
            gap = gap or bool(told)
            continue
        told += ("零" if gap else "") + _DIGITS[digit] + _PLACES[at]
        gap = False
    return told

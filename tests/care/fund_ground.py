"""The fund as the tests know it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from qingshan.care.fund.books import trial_balance
from qingshan.care.models import Account, FundEntry, FundPayment
from tests.care.cases_ground import by

FUND = "/care/fund/"
TODAY = dt.date(2026, 11, 24)
WHY = "密语家里盖房欠了债"


def given(cast, amount: object, day: dt.date = TODAY, *, who: str | None = None) -> FundEntry:
    return FundEntry.objects.create(
        school=cast.school,
        date=day,
        kind="donation",
        amount=amount,
        note="校友会",
        handler=cast.staff["student_affairs"],
        by=cast.accounts[who] if who else None,
    )


def request_for(cast, **changed: object) -> dict[str, object]:
    return {
        "student": cast.wang.pk,
        "amount": "100.50",
        "purpose": "learning",
        "need": "family",
        "why": WHY,
    } | changed


def asked(cast, who: str = "homeroom", **changed: object) -> FundPayment:
    answer = by(cast, who).post(f"{FUND}ask/", request_for(cast, **changed))
    assert answer.status_code == 302, answer.content.decode()
    return FundPayment.objects.latest("pk")


def paid(cast, payment: FundPayment, who: str = "principal"):
    return by(cast, who).post(f"{FUND}payments/{payment.pk}/pay/", {"words": "当面给了奶奶"})


def balance(cast, day: dt.date = TODAY) -> Decimal:
    """What lies in the fund, once both sides of the books agree."""
    sides = {side.account: side for side in trial_balance(cast.school.pk, day)}
    assert sum(side.debits for side in sides.values()) == sum(
        side.credits for side in sides.values()
    )
    cash = sides[Account.CASH].balance
    assert cash == sides[Account.DONATIONS].balance - sides[Account.SUPPORT].balance
    return cash

"""Addresses of care that came after `tests.routes` had grown long; merged there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.routes import Route

PAYERS = frozenset({"principal", "secretary", "student_affairs"})
TOKEN = "a-public-list-that-is-up"


def a_donation(cast: Cast) -> list[Any]:
    """Written by the administrator, so that any payer may take it back."""
    from qingshan.care.models import FundEntry

    entry = FundEntry.objects.create(
        school=cast.school,
        date=dt.date(2026, 11, 2),
        kind="donation",
        amount=300,
        handler=cast.staff["administrator"],
        by=cast.accounts["administrator"],
    )
    return [entry.pk]


def a_request(cast: Cast) -> list[Any]:
    """Of the homeroom teacher's for a child of the class."""
    from qingshan.care.models import FundPayment

    payment = FundPayment.objects.create(
        school=cast.school,
        student=cast.wang,
        amount=100,
        purpose="living",
        need="family",
        asked_by=cast.accounts["homeroom"],
        asked_on=dt.date(2026, 11, 2),
    )
    return [payment.pk]


def a_notice(cast: Cast) -> list[Any]:
    from qingshan.care.models import FundNotice

    return [_notice(cast, FundNotice).pk]


def a_public_address(cast: Cast) -> list[Any]:
    from qingshan.care.models import FundNotice

    return [_notice(cast, FundNotice).token]


def _notice(cast: Cast, model: Any) -> Any:
    return model.objects.create(
        school=cast.school,
        token=TOKEN,
        first=dt.date(2026, 11, 1),
        last=dt.date(2026, 11, 2),
        posted_on=dt.date(2026, 11, 2),
        posted_by=cast.accounts["principal"],
        until=dt.date(2099, 1, 1),
    )


def care_routes() -> dict[str, Route]:
    """Called once `tests.routes` has said what a row is."""
    from tests.routes import EVERYBODY, OFFICES, POST_ONLY, SERVING, Route

    return {
        "care:fund": Route(SERVING),
        "care:fund_entry_list": Route(SERVING),
        "care:fund_entry": Route(OFFICES, a_donation),
        "care:fund_entry_paper": Route(OFFICES, a_donation),
        "care:fund_reverse": Route(PAYERS, a_donation),
        "care:fund_give": Route(OFFICES | {"other_school"}),
        "care:fund_ask": Route(frozenset({"principal", "student_affairs", "homeroom"})),
        "care:fund_payment_list": Route(SERVING),
        "care:fund_payment": Route(PAYERS | {"homeroom"}, a_request),
        "care:fund_pay": Route(PAYERS, a_request),
        "care:fund_refuse": Route(PAYERS, a_request),
        "care:fund_take_back": Route(EVERYBODY, a_request, **POST_ONLY),
        "care:fund_notice_list": Route(PAYERS | {"other_school"}),
        "care:fund_notice": Route(PAYERS, a_notice),
        "care:fund_notice_down": Route(EVERYBODY, a_notice, **POST_ONLY),
        "care:fund_notice_days": Route(EVERYBODY, **POST_ONLY),
        "care:fund_public": Route(EVERYBODY, a_public_address, special={"stranger": "open"}),
    }

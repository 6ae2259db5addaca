"""Whatever order money comes and goes in: both sides agree, and the fund never owes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingshan.care.fund import services
from qingshan.care.fund.books import spendable
from qingshan.care.models import FundEntry, FundPayment
from qingshan.school.membership import member_for
from tests.care.fund_ground import balance

AMOUNTS = st.integers(1, 30_000).map(lambda cents: Decimal(cents) / 100)
WHO = st.sampled_from(("principal", "secretary", "student_affairs"))
STEPS = st.lists(
    st.tuples(st.sampled_from(("give", "ask", "pay", "refuse", "reverse")), WHO, AMOUNTS),
    max_size=14,
)
REFUSALS = (services.NotEnough, services.NotTheirs, services.NotWaiting)


@pytest.mark.system("C8")
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_the_books_are_in_balance_after_any_deeds(cast, steps):
    from django.db import transaction

    members = {who: member_for(cast.accounts[who]) for who in ("principal", "student_affairs")}
    members["secretary"] = member_for(cast.accounts["secretary"])
    today = members["principal"].today
    with transaction.atomic():
        for deed, who, amount in steps:
            before = balance(cast, today)
            try:
                with transaction.atomic():
                    moved = _do(cast, members[who], deed, amount, today)
            except REFUSALS:
                moved = Decimal(0)
            after = balance(cast, today)
            assert after == before + moved
            assert after >= 0
            assert after == spendable(cast.school.pk, today)
        paid = FundPayment.objects.filter(state="paid")
        assert all(one.decided_by_id not in {None, one.asked_by_id} for one in paid)
        transaction.set_rollback(True)


def _do(cast, member, deed: str, amount: Decimal, today: dt.date) -> Decimal:
    """What the deed should have moved into the fund."""
    if deed == "give":
        return services.give(actor=member, giver="乡亲", amount=amount, date=today).amount
    if deed == "reverse":
        entry = FundEntry.objects.order_by("?").first()
        if entry is None:
            return Decimal(0)
        made = services.reverse(actor=member, entry=entry, words="记错")
        return made.amount if made.kind == "support" else -made.amount
    if deed == "ask" and member.account != cast.accounts["secretary"]:
        services.ask_for_payment(
            actor=member, student=cast.wang, amount=amount, purpose="living", need="family"
        )
    waiting = FundPayment.objects.filter(state="asked").first()
    if deed == "pay" and waiting is not None:
        return -services.pay(actor=member, payment=waiting).amount
    if deed == "refuse" and waiting is not None:
        services.refuse(actor=member, payment=waiting, words="再等等")
    return Decimal(0)

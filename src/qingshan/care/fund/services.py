"""Deeds on the fund. Whatever moves money locks the fund first, so payments stand in line.

On PostgreSQL the lock is the fund's row, on SQLite the transaction itself, which is immediate.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from qingshan.access.doing import doing
from qingshan.care.fund.books import spendable
from qingshan.care.fund.visibility import (
    BOOKKEEPERS,
    PAYERS,
    children_to_ask_for,
    may_pay,
    may_reverse,
    may_take_back,
)
from qingshan.care.models import Fund, FundEntry, FundNotice, FundPayment
from qingshan.kit.words import tr
from qingshan.people.models import Staff
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from uuid import UUID

    from qingshan.people.models import Student
    from qingshan.school.membership import Member

State = FundPayment.State
TOKEN_BYTES = 24


class NotEnough(Exception):
    """The fund does not hold as much; `left` is what it holds."""

    def __init__(self, left: Decimal) -> None:
        super().__init__(str(left))
        self.left = left


class NotTheirs(Exception):
    """Somebody who may not do this: no office, not of the staff, or not a second person."""


class NotWaiting(Exception):
    """The request is, or the entry was, dealt with by somebody meanwhile."""


class DoneBefore(Exception):
    """This filling-in was sent before; `row` is what it made."""

    def __init__(self, row: Any) -> None:
        super().__init__(str(row.pk))
        self.row = row


def ask_for_payment(
    *,
    actor: Member,
    student: Student,
    amount: Decimal,
    purpose: str,
    need: str,
    why: str = "",
    once: UUID | None = None,
) -> FundPayment:
    """The first of the two. No money moves. Raises `NotTheirs`, `DoneBefore`."""
    if not children_to_ask_for(actor).filter(pk=student.pk).exists():
        raise NotTheirs
    payment = FundPayment(
        school_id=student.school_id,
        student=student,
        amount=amount,
        purpose=purpose,
        need=need,
        why=why,
        asked_by=actor.account,
        asked_on=actor.today,
        once=once,
    )
    with doing("ask_for_payment", actor=actor.account):
        _save_once(payment)
    return payment


@transaction.atomic
def pay(*, actor: Member, payment: FundPayment, words: str = "") -> FundEntry:
    """The second person has handed it over: the entry is made on this day.

    Raises `NotWaiting`, `NotTheirs`, `NotEnough`.
    """
    fund = _locked_fund(actor)
    held = _locked(payment)
    if not may_pay(actor, held):
        raise NotTheirs
    left = spendable(fund.school_id, actor.today)
    if held.amount > left:
        raise NotEnough(left)
    with doing("pay_support", actor=actor.account):
        entry = _entry(
            actor,
            fund,
            kind=FundEntry.Kind.SUPPORT,
            date=actor.today,
            amount=held.amount,
            student=held.student,
            handler=_handler(held) or staff_of(actor),
            note=held.get_purpose_display(),
        )
        _decide(actor, held, state=State.PAID, entry=entry, words=words)
    return entry


@transaction.atomic
def refuse(*, actor: Member, payment: FundPayment, words: str) -> None:
    """The second person says no, and why. Raises `NotWaiting`, `NotTheirs`."""
    held = _locked(payment)
    if not may_pay(actor, held):
        raise NotTheirs
    with doing("refuse_payment", actor=actor.account):
        _decide(actor, held, state=State.REFUSED, words=words)


@transaction.atomic
def take_back(*, actor: Member, payment: FundPayment) -> None:
    """Who asked no longer does. Raises `NotWaiting`, `NotTheirs`."""
    held = _locked(payment)
    if not may_take_back(actor, held):
        raise NotTheirs
    held.state, held.decided_on = State.TAKEN_BACK, actor.today
    with doing("take_payment_back", actor=actor.account):
        held.save()


def give(
    *,
    actor: Member,
    giver: str,
    amount: Decimal,
    date: date,
    note: str = "",
    once: UUID | None = None,
) -> FundEntry:
    """A donation came in; its number is that of the receipt. Raises `NotTheirs`, `DoneBefore`."""
    handler = staff_of(actor)
    if handler is None or not actor.holds(*BOOKKEEPERS):
        raise NotTheirs
    with transaction.atomic(), doing("take_donation", actor=actor.account):
        return _entry(
            actor,
            _locked_fund(actor),
            kind=FundEntry.Kind.DONATION,
            date=date,
            amount=amount,
            giver=giver,
            note=note or tr("{giver}捐赠").format(giver=giver),
            handler=handler,
            once=once,
        )


@transaction.atomic
def reverse(*, actor: Member, entry: FundEntry, words: str) -> FundEntry:
    """Takes an entry back by one the other way round, on this day, and says why.

    Raises `NotWaiting` where it is taken back already, `NotTheirs`, and `NotEnough` where what was
    given is spent.
    """
    fund = _locked_fund(actor)
    held = FundEntry.objects.select_related("handler").get(pk=entry.pk)
    if FundEntry.objects.filter(reverses=held).exists():
        raise NotWaiting
    if not may_reverse(actor, held):
        raise NotTheirs
    left = spendable(fund.school_id, actor.today)
    if held.kind == FundEntry.Kind.DONATION and held.amount > left:
        raise NotEnough(left)
    with doing("reverse_fund_entry", actor=actor.account):
        return _entry(
            actor,
            fund,
            kind=held.kind,
            date=actor.today,
            amount=held.amount,
            student=held.student,
            giver=held.giver,
            handler=staff_of(actor) or held.handler,
            note=words,
            is_reversal=True,
            reverses=held,
        )


@transaction.atomic
def post_notice(*, actor: Member, first: date, last: date) -> FundNotice:
    """Makes public what was paid from `first` to `last`, for as many days as the school has set."""
    if not actor.holds(*PAYERS):
        raise NotTheirs
    fund = _locked_fund(actor)
    with doing("post_fund_notice", actor=actor.account):
        return FundNotice.objects.create(
            school_id=fund.school_id,
            token=secrets.token_urlsafe(TOKEN_BYTES),
            first=first,
            last=last,
            posted_on=actor.today,
            posted_by=actor.account,
            until=actor.today + timedelta(days=fund.notice_days),
        )


@transaction.atomic
def take_down(*, actor: Member, notice: FundNotice) -> None:
    """The address opens nothing from now on."""
    held = FundNotice.objects.select_for_update().get(pk=notice.pk)
    if held.taken_down_on is None:
        held.taken_down_on = actor.today
        with doing("take_fund_notice_down", actor=actor.account):
            held.save()


@transaction.atomic
def set_notice_days(*, actor: Member, days: int) -> None:
    """How long lists stay up that are posted from now on."""
    fund = _locked_fund(actor)
    if fund.notice_days != days:
        fund.notice_days = days
        with doing("set_notice_days", actor=actor.account):
            fund.save()


def _locked_fund(actor: Member) -> Fund:
    if actor.school is None:
        raise NotTheirs
    fund, _ = Fund.objects.select_for_update().get_or_create(school=actor.school)
    return fund


def _locked(payment: FundPayment) -> FundPayment:
    locked = FundPayment.objects.select_for_update(of=("self",)).select_related("student")
    held = locked.get(pk=payment.pk)
    if held.state != State.ASKED:
        raise NotWaiting
    return held


def _decide(actor: Member, payment: FundPayment, **told: Any) -> None:
    for name, value in told.items():
        setattr(payment, name, value)
    payment.decided_by, payment.decided_on = actor.account, actor.today
    payment.save()


def _handler(payment: FundPayment) -> Staff | None:
    """Who asked, as the one who sees to it: the workbook names one of the staff."""
    own = Staff.objects.filter(account=payment.asked_by_id, school=payment.school_id)
    return own.first()


def _entry(actor: Member, fund: Fund, **told: Any) -> FundEntry:
    """An entry with the fund's next number; the fund is locked."""
    fund.drawn += 1
    number = f"{actor.today.year}-{fund.drawn:05}"
    entry = FundEntry(school_id=fund.school_id, number=number, by=actor.account, **told)
    _save_once(entry)
    Fund.objects.filter(pk=fund.pk).update(drawn=fund.drawn)
    return entry


def _save_once(row: FundEntry | FundPayment) -> None:
    """Saves a new row. Raises `DoneBefore` where its filling-in has made one, however close."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        made = type(row)._default_manager.filter(school=row.school_id, once=row.once)
        held = made.exclude(once=None).first()
        if held is None:
            raise
        raise DoneBefore(held) from None

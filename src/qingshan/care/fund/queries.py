"""Reading the fund: what waits, one request, one entry, and what a public list says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from qingshan.access.scope import whole_house
from qingshan.care.fund.visibility import PAYERS, notices_up_on, payments_known_to
from qingshan.care.models import FundEntry, FundNotice, FundPayment, Need, Purpose
from qingshan.care.visibility import fund_entries_visible_to
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from django.db.models import QuerySet

    from qingshan.people.models import Student
    from qingshan.school.membership import Member

WITHOUT_A_REQUEST = tr("困难学生")


@dataclass(frozen=True, slots=True)
class PublicLine:
    """All that a public list says of a payment: nothing here was typed by a person."""

    date: date
    amount: Decimal
    purpose: str
    need: str


def payment_seen_by(member: Member, pk: int) -> FundPayment:
    """`Http404` where the person may not know of it."""
    known = payments_known_to(member).select_related(
        "student__school_class", "asked_by", "decided_by", "entry"
    )
    return get_object_or_404(known, pk=pk)


def entry_seen_by(member: Member, pk: int) -> FundEntry:
    seen = fund_entries_visible_to(member).select_related(
        "student",
        "handler",
        "by",
        "reverses",
        "reversal",
        "payment__asked_by",
        "payment__decided_by",
    )
    return get_object_or_404(seen, pk=pk)


def waiting_for(member: Member) -> QuerySet[FundPayment]:
    """Requests that this person may be the second one of."""
    waiting = payments_known_to(member).filter(state=FundPayment.State.ASKED)
    if not member.holds(*PAYERS):
        return waiting.none()
    return waiting.exclude(asked_by=member.account)


def own_requests(member: Member) -> QuerySet[FundPayment]:
    return payments_known_to(member).filter(asked_by=member.account)


def support_of(student: Student, since: date, until: date | None) -> QuerySet[FundEntry]:
    """What the fund gave a child between two days, reversals among them."""
    given = FundEntry.objects.filter(student=student, kind=FundEntry.Kind.SUPPORT, date__gte=since)
    return given.filter(date__lte=until) if until else given


def notices_of(member: Member) -> QuerySet[FundNotice]:
    return FundNotice.objects.filter(school=member.school)


def notice_by(token: str, today: date) -> FundNotice:
    """The list at a public address; `Http404` before and after its time."""
    up = notices_up_on(today).select_related("school")
    with whole_house():
        return get_object_or_404(up, token=token)


def public_lines(notice: FundNotice) -> list[PublicLine]:
    """What was paid in the days of the list and stands: what was taken back is not among it."""
    paid = FundEntry.objects.filter(
        school=notice.school_id,
        kind=FundEntry.Kind.SUPPORT,
        is_reversal=False,
        reversal__isnull=True,
        date__range=(notice.first, notice.last),
    ).order_by("date", "pk")
    rows = paid.values_list("date", "amount", "payment__purpose", "payment__need")
    return [
        PublicLine(
            day,
            amount,
            Purpose(purpose).label if purpose else FundEntry.Kind.SUPPORT.label,
            Need(need).label if need else WITHOUT_A_REQUEST,
        )
        for day, amount, purpose, need in rows
    ]

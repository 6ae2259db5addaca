"""The only door to what is asked of the fund. Its entries: `care.visibility`.

=====================================  ==================================================
who                                    sees
=====================================  ==================================================
principal, student affairs, secretary  every request with its words: one of them pays out
who asked, and who helps the child     requests for that child with their words
administrator                          entries, as they stand in the books; no request
class contact, who may open the child  entries for the child
everybody else at the school           the balance and the sums, as every figure
whoever has the address                a public list while it is up: no child, no free text
=====================================  ==================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.roles import SCHOOL_WIDE, Role
from qingshan.care.models import FundEntry, FundNotice, FundPayment
from qingshan.people.roster import on_roster
from qingshan.people.visibility import children_helped_by, staff_of

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.people.models import Student
    from qingshan.school.membership import Member

PAYERS = (Role.PRINCIPAL, Role.STUDENT_AFFAIRS, Role.SECRETARY)
"""Who may be the second person of a payment, take an entry back, and make a list public."""

BOOKKEEPERS = tuple(SCHOOL_WIDE)
"""Who writes down what is given."""


def payments_known_to(member: Member) -> QuerySet[FundPayment]:
    if member.school is None:
        return FundPayment.objects.none()
    everything = FundPayment.objects.filter(school=member.school)
    if member.holds(*PAYERS):
        return everything
    helped = children_helped_by(member).values("pk")
    return everything.filter(Q(asked_by=member.account) | Q(student__in=helped))


def children_to_ask_for(member: Member) -> QuerySet[Student]:
    """Children for whom the person may ask: those they help. Who asks is of the staff."""
    helped = children_helped_by(member).filter(on_roster(member.today))
    return helped if staff_of(member) is not None else helped.none()


def may_pay(member: Member, payment: FundPayment) -> bool:
    """Whether the person may be the second one of this payment."""
    waits = payment.state == FundPayment.State.ASKED
    return waits and payment.asked_by_id != member.account.pk and member.holds_at(payment, *PAYERS)


def may_take_back(member: Member, payment: FundPayment) -> bool:
    return payment.state == FundPayment.State.ASKED and payment.asked_by_id == member.account.pk


def may_reverse(member: Member, entry: FundEntry) -> bool:
    """A second person again: not who wrote the entry."""
    once = not entry.is_reversal and not FundEntry.objects.filter(reverses=entry).exists()
    return once and entry.by_id != member.account.pk and member.holds_at(entry, *PAYERS)


def notices_up_on(day: date) -> QuerySet[FundNotice]:
    """Those that can be read without signing in."""
    return FundNotice.objects.filter(until__gte=day, taken_down_on__isnull=True)

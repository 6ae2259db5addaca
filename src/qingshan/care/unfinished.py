"""What the school has begun for a child and not finished, before the child leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.care.cases.visibility import cases_known_to
from qingshan.care.fund.visibility import payments_known_to
from qingshan.care.home_teaching.visibility import plans_visible_to
from qingshan.care.models import FundPayment, State
from qingshan.care.visits.queries import plans_to_make
from qingshan.kit.words import tr
from qingshan.people.unfinished import Matter, is_unfinished

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from qingshan.school.membership import Member


@is_unfinished(place=10)
def cases(member: Member, children: Collection[int]) -> Iterator[tuple[int, Matter]]:
    known = cases_known_to(member).filter(student__in=children).exclude(state=State.CLOSED)
    for pk, child, name in known.values_list("pk", "student", "responsible__name"):
        yield (
            child,
            Matter(
                tr("个案还没有销号，{name}负责").format(name=name), reverse("care:case", args=[pk])
            ),
        )


@is_unfinished(place=20)
def home_plans(member: Member, children: Collection[int]) -> Iterator[tuple[int, Matter]]:
    rows = plans_visible_to(member).filter(student__in=children, ends_on=None)
    for pk, child in rows.values_list("pk", "student"):
        yield child, Matter(tr("送教上门还在进行"), reverse("care:home_plan", args=[pk]))


@is_unfinished(place=30)
def payments(member: Member, children: Collection[int]) -> Iterator[tuple[int, Matter]]:
    asked = payments_known_to(member).filter(student__in=children, state=FundPayment.State.ASKED)
    for pk, child, amount in asked.values_list("pk", "student", "amount"):
        words = tr("申请了 {amount} 元帮扶金，还没有发放").format(amount=amount)
        yield child, Matter(words, reverse("care:fund_payment", args=[pk]))


@is_unfinished(place=40)
def visits(member: Member, children: Collection[int]) -> Iterator[tuple[int, Matter]]:
    rows = plans_to_make(member).filter(student__in=children, date__gte=member.today)
    for child, day, name in rows.values_list("student", "date", "staff__name"):
        words = tr("{name}安排了{day}去家里").format(name=name, day=day)
        yield child, Matter(words, reverse("care:visit_list"))

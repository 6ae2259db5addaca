"""What waits in the demonstration's fund: requests for a second person, and a public list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from qingshan.care.models import Fund, FundNotice, FundPayment, Need, Purpose
from qingshan.people.models import Student

if TYPE_CHECKING:
    from qingshan.access.models import Account
    from qingshan.school.models import School

REQUESTS = (
    (2, 480, Purpose.TRAVEL, Need.FAMILY, "每周坐班车回家，车票一学期下来不是小数。"),
    (1, 650, Purpose.CLOTHING, Need.LEFT_BEHIND, "还穿着单鞋，奶奶说等打工的爸爸寄钱。"),
    (0, 300, Purpose.LEARNING, Need.DISABILITY, "放大镜和大字本要自己买。"),
)
LISTED, UP_FOR = timedelta(days=120), timedelta(days=7)


def ask_the_fund(school: School, askers: tuple[Account, ...], poster: Account, today: date) -> None:
    """`askers` are colleagues who help these children; no money moves."""
    children = list(
        Student.objects.filter(school=school, needs_aid=True).order_by("number")[: len(REQUESTS)]
    )
    for n, (child, (ago, amount, purpose, need, why)) in enumerate(
        zip(children, REQUESTS, strict=False)
    ):
        FundPayment.objects.create(
            school=school,
            student=child,
            amount=amount,
            purpose=purpose,
            need=need,
            why=why,
            asked_by=askers[n % len(askers)],
            asked_on=today - timedelta(days=ago),
        )
    Fund.objects.create(school=school)
    FundNotice.objects.create(
        school=school,
        token=f"demo-{school.code}",
        first=today - LISTED,
        last=today - timedelta(days=1),
        posted_on=today - timedelta(days=1),
        posted_by=poster,
        until=today - timedelta(days=1) + UP_FOR,
    )

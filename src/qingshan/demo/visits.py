"""Planned visits of the demonstration: a homeroom teacher goes to homes not yet reached."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from qingshan.care.models import VisitPlan
from qingshan.care.visits.queries import homes_of, visits_within
from qingshan.people.models import HomeroomTeacher, Student
from qingshan.school.queries import terms_begun

if TYPE_CHECKING:
    from qingshan.access.models import Account
    from qingshan.school.models import School

ERRANDS = (
    "带上资助申请表，问问冬衣够不够。",
    "问问爷爷身体，说说寒假怎么过。",
    "说说这学期的进步，问问校车站点。",
    "",
)
EACH = 3
AHEAD = (1, 2, 4)  # days


def plan_visits(school: School, people: tuple[Account, ...], *, seed: int, today: date) -> None:
    """Some for each of `people` who leads a class. Nothing before the first term."""
    term = next(iter(terms_begun(school, today)), None)
    if term is None:
        return
    rng = Random(seed)  # noqa: S311 - invented rows
    visits = visits_within(school, term.starts_on, term.ends_on)
    by_account = {account.pk: account for account in people}
    for leads in HomeroomTeacher.objects.filter(school=school, staff__account__in=people):
        children = Student.objects.filter(school_class=leads.school_class_id)
        homes = list(homes_of(children, visits, reached=False).order_by("pk")[:EACH])
        for child, days in zip(homes, AHEAD, strict=False):
            VisitPlan.objects.create(
                school=school,
                student=child,
                staff=leads.staff,
                date=today + timedelta(days=days),
                words=rng.choice(ERRANDS),
                made_by=by_account[leads.staff.account_id or 0],
            )

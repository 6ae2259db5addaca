"""The three ledgers and the month's report (三本台账、月报), read from the steps of the cases.

A case counts as what its last step on or before a day left it, so a month that is over stays as it
was when a case is closed or reopened later. The roll has no past: children of school age are those
on the roll now.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, Subquery

from qingshan.care.models import Case, CaseStep, Concern, Ground, State
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.people.roster import on_roster

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.models import School

COMPULSORY = range(1, 10)  # grades of compulsory schooling
COUNTED = (Concern.SUSPECTED, Concern.OUT)
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar; what is counted ends with `last`."""

    first: date
    last: date

    @property
    def key(self) -> str:
        """`2026-11`."""
        return f"{self.first:%Y-%m}"

    @property
    def words(self) -> str:
        return tr("{year}年{month}月").format(year=self.first.year, month=self.first.month)


def month_of(text: str, today: date) -> Month:
    """The month of `2026-11`; the present one for what is none, or is still ahead."""
    found = _MONTH.fullmatch(text)
    first = date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)
    first = min(first, today.replace(day=1))
    return Month(first, first.replace(day=calendar.monthrange(first.year, first.month)[1]))


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of the report: its key, words, and the cases that it counts."""

    key: str
    words: str
    cases: QuerySet[Case]
    number: int


@dataclass(frozen=True, slots=True)
class OfAge:
    """Children of school age in one grade."""

    grade: str
    boys: int
    girls: int

    @property
    def all(self) -> int:
        return self.boys + self.girls


def standing_on(school: School, day: date, concern: str) -> QuerySet[Case]:
    """Cases of a ledger that were not closed on a day: by their last step until then."""
    last = CaseStep.objects.filter(case=OuterRef("pk"), date__lte=day).order_by("-date", "-pk")
    then = Case.objects.filter(school=school, opened_on__lte=day).annotate(
        then_state=Subquery(last.values("state")[:1]),
        then_concern=Subquery(last.values("concern")[:1]),
    )
    return then.filter(then_concern=concern).exclude(then_state=State.CLOSED)


def changed_in(school: School, month: Month, *kinds: str, ground: str = "") -> QuerySet[Case]:
    """Cases of the two ledgers with such a step in a month; one counts once."""
    steps = CaseStep.objects.filter(
        school=school,
        kind__in=kinds,
        concern__in=COUNTED,
        date__range=(month.first, month.last),
    )
    if ground:
        steps = steps.filter(ground=ground)
    return Case.objects.filter(school=school, pk__in=steps.values("case"))


def report_of(school: School, month: Month, today: date) -> list[Line]:
    """The lines of a month, in the order of the report; a query each."""
    when = tr("月末") if month.last < today else tr("眼下")
    opened = (CaseStep.Kind.OPENED, CaseStep.Kind.REOPENED)
    asked: list[tuple[str, str, QuerySet[Case]]] = [
        (
            "suspected",
            tr("{when}疑似失学").format(when=when),
            standing_on(school, month.last, Concern.SUSPECTED),
        ),
        (
            "out",
            tr("{when}失学辍学").format(when=when),
            standing_on(school, month.last, Concern.OUT),
        ),
        ("opened", tr("本月新立案（疑似、失学）"), changed_in(school, month, *opened)),
        ("closed", tr("本月销号（疑似、失学）"), changed_in(school, month, CaseStep.Kind.CLOSED)),
    ]
    asked += [
        (
            f"closed-{ground.value}",
            tr("其中：{ground}").format(ground=ground.label),
            changed_in(school, month, CaseStep.Kind.CLOSED, ground=ground),
        )
        for ground in Ground
    ]
    lines = [Line(key, words, cases, cases.count()) for key, words, cases in asked]
    return [line for line in lines if line.number or not line.key.startswith("closed-")]


def children_of_age(school: School, day: date) -> list[OfAge]:
    """By grade, those on the roll of grades one to nine on a day. One query."""
    rows = (
        Student.objects.filter(
            on_roster(day), school=school, school_class__grade_number__in=COMPULSORY
        )
        .order_by("school_class__grade_number")
        .values_list("school_class__grade_number", "school_class__grade")
        .annotate(boys=Count("pk", filter=Q(gender="male")), every=Count("pk"))
    )
    return [OfAge(grade, boys, every - boys) for _, grade, boys, every in rows]

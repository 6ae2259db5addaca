"""Reading plans: one with its goals and sessions, and who is due this week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingshan.care.home_teaching.visibility import plans_visible_to
from qingshan.care.models import HomeGoal, HomePlan, HomeProgress, HomeTeacher
from qingshan.care.rhythm import Rhythm, over_before, owed_by_sunday
from qingshan.people.asking import AskedBy
from qingshan.records.models import Record
from qingshan.records.visibility import records_visible_to

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.people.models import Student
    from qingshan.school.membership import Member

KIND = "home_teaching"
SESSIONS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Session:
    """A session as the plan's page tells it; `href` where the person may open the record."""

    pk: int
    date: date
    title: str
    words: str
    who: str
    href: str
    progress: list[HomeProgress]
    may_write: bool


def plan_seen_by(member: Member, pk: int) -> HomePlan:
    seen = plans_visible_to(member).select_related("student__school_class")
    return get_object_or_404(seen, pk=pk)


def teachers_of(plan: HomePlan) -> list[HomeTeacher]:
    now = HomeTeacher.objects.filter(plan=plan, until__isnull=True)
    return list(now.select_related("staff"))


def sessions_of(plan: HomePlan) -> QuerySet[Record]:
    """Sessions in the days of the plan, whoever wrote them down."""
    found = Record.objects.filter(kind=KIND, student=plan.student_id, date__gte=plan.starts_on)
    return found.filter(date__lte=plan.ends_on) if plan.ends_on else found


def goals_of(plan: HomePlan) -> list[tuple[HomeGoal, HomeProgress | None]]:
    """Each goal with how far it was last. Two queries."""
    latest: dict[int, HomeProgress] = {}
    told = HomeProgress.objects.filter(goal__plan=plan).select_related("record")
    for one in told.order_by("record__date", "pk"):
        latest[one.goal_id] = one
    return [(goal, latest.get(goal.pk)) for goal in HomeGoal.objects.filter(plan=plan)]


def story_of(member: Member, plan: HomePlan, own_staff: int | None) -> list[Session]:
    """The latest sessions, each with the progress written with it."""
    records = list(
        sessions_of(plan).select_related("staff").order_by("-date", "-pk")[:SESSIONS_SHOWN]
    )
    progress: dict[int, list[HomeProgress]] = {}
    for one in HomeProgress.objects.filter(
        record__in=[record.pk for record in records]
    ).select_related("goal"):
        progress.setdefault(one.record_id, []).append(one)
    mine = set(records_visible_to(member).filter(student=plan.student).values_list("pk", flat=True))
    return [
        Session(
            record.pk,
            record.date,
            record.title,
            record.content,
            record.staff.name,
            reverse("records:record", args=[record.pk]) if record.pk in mine else "",
            progress.get(record.pk, []),
            record.staff_id == own_staff,
        )
        for record in records
    ]


def open_plans(member: Member) -> QuerySet[HomePlan]:
    """Open plans with `done`, the sessions of this month, and `behind`: how many lack by Sunday."""
    first, _ = Rhythm(1, member.today).month
    this_month = (
        Record.objects.filter(
            kind=KIND, student=OuterRef("student"), date__range=(first, member.today)
        )
        .order_by()
        .values("student")
        .annotate(n=Count("pk"))
        .values("n")
    )
    plans = plans_visible_to(member).filter(ends_on__isnull=True)
    return plans.annotate(
        done=Coalesce(Subquery(this_month, output_field=IntegerField()), 0),
        passed=over_before(F("per_month"), "starts_on", member.today),
        behind=owed_by_sunday(F("per_month"), member.today) - F("done") - F("passed"),
    )


def due_this_week(member: Member) -> QuerySet[HomePlan]:
    return open_plans(member).filter(Q(behind__gt=0))


def month_of(member: Member, plan: HomePlan) -> HomePlan | None:
    """The plan with `done` and `behind`; None once it has ended."""
    return open_plans(member).filter(pk=plan.pk).first()


def plan_of(member: Member, student: Student) -> HomePlan | None:
    """The child's open plan, as far as the person may see it."""
    if not OPEN_PLANS.rows(member, child=student.pk):
        return None
    return open_plans(member).filter(student=student).first()


OPEN_PLANS = AskedBy(
    lambda member, child: (
        plans_visible_to(member).filter(ends_on__isnull=True, student=child).values("pk")
    ),
    names=("child",),
)

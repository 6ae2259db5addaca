"""Home teaching in the demonstration: plans for the children whom sessions are recorded with."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Min

from qingshan.care.models import HomeGoal, HomePlan, HomeProgress, HomeTeacher
from qingshan.records.models import Record

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.models import School

SHOWN = 3
GOALS = (
    (HomeGoal.Field.LIVING, "自己端碗把饭吃完。"),
    (HomeGoal.Field.KNOWING, "认会家里人的名字。"),
    (HomeGoal.Field.SPEAKING, "要什么会说出来，不只用手指。"),
)


def teach_at_home(school: School, today: date) -> None:
    """Three a month, so that somebody is always due; progress with the latest session."""
    taught = (
        Record.objects.filter(school=school, kind="home_teaching", student__isnull=False)
        .values("student")
        .annotate(times=Count("pk"), first=Min("date"))
        .order_by("-times", "student")[:SHOWN]
    )
    for row in taught:
        plan = HomePlan.objects.create(
            school=school,
            student_id=row["student"],
            reason=HomePlan.Reason.DISABILITY,
            situation="坐得住半个钟头，喜欢听人念书。",
            per_month=3,
            starts_on=min(row["first"], today - timedelta(days=30)),
        )
        latest = (
            Record.objects.filter(kind="home_teaching", student=row["student"])
            .order_by("-date", "-pk")
            .first()
        )
        if latest is None:
            continue
        HomeTeacher.objects.create(
            school=school, plan=plan, staff_id=latest.staff_id, since=plan.starts_on
        )
        for field, words in GOALS:
            goal = HomeGoal.objects.create(
                school=school, plan=plan, field=field, words=words, set_on=plan.starts_on
            )
            HomeProgress.objects.create(
                school=school, goal=goal, record=latest, level=HomeProgress.Level.HELPED
            )

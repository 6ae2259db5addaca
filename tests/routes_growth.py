"""Objects with which the addresses of growth are tried."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests.route import (
    EVERYBODY,
    HEADS,
    HEADS_ANYWHERE,
    OFFICES,
    POST_ONLY,
    SCHOOL,
    SERVING,
    Route,
    mentoring,
    of_the_teacher,
)

if TYPE_CHECKING:
    from tests.cast import Cast

DAY = dt.date(2026, 11, 2)


def a_review(cast: Cast) -> list[Any]:
    """Of the teacher, by the head of the group and the officer; an appeal goes to the homeroom."""
    from qingshan.growth.models import Review

    review = Review.objects.create(
        school=cast.school,
        staff=cast.staff["teacher"],
        gate="craft",
        why="入职满一年",
        first=cast.staff["group_head"],
        second=cast.staff["student_affairs"],
        judge=cast.staff["homeroom"],
        opened_by=cast.accounts["secretary"],
        opened_on=DAY,
        write_by=DAY,
    )
    return [review.pk]


def an_election(cast: Cast, state: str = "nominating") -> list[Any]:
    """The teacher stands for it."""
    from qingshan.growth.elections.rubrics import shipped
    from qingshan.growth.models import Candidate, Election

    election = Election.objects.create(
        school=cast.school,
        title="四有教师",
        rubric=shipped()["four-haves"],
        honour="四有教师",
        seats=1,
        excludes_group=False,
        state=state,
        opened_by=cast.accounts["secretary"],
        opened_on=DAY,
        nominate_until=DAY,
        rate_until=DAY,
        notice_until=DAY,
    )
    Candidate.objects.create(
        school=cast.school,
        election=election,
        staff=cast.staff["teacher"],
        nominated_by=cast.staff["homeroom"],
        why="用心",
        accepted=True,
    )
    return [election.pk]


def an_election_rated(cast: Cast) -> list[Any]:
    return an_election(cast, "rating")


def an_election_in_public(cast: Cast) -> list[Any]:
    return an_election(cast, "notice")


def a_nomination(cast: Cast) -> list[Any]:
    from qingshan.growth.models import Candidate

    (pk,) = an_election(cast)
    return [pk, Candidate.objects.get(election=pk).pk]


def an_objection(cast: Cast) -> list[Any]:
    from qingshan.growth.models import Objection

    (pk,) = an_election_in_public(cast)
    made = Objection.objects.create(
        school=cast.school, election_id=pk, by=cast.accounts["homeroom"], on=DAY, words="不妥"
    )
    return [pk, made.pk]


def a_post(cast: Cast) -> list[Any]:
    from qingshan.growth.models import ModelPost

    made = ModelPost.objects.create(
        school=cast.school,
        staff=cast.staff["principal"],
        post="课堂示范岗",
        promise="开门上课",
        since=DAY,
    )
    return [made.pk]


def a_plan(cast: Cast) -> list[Any]:
    """The teacher's, who agreed; the head of the group accompanies."""
    from qingshan.growth.models import DevelopmentPlan

    made = DevelopmentPlan.objects.create(
        school=cast.school,
        staff=cast.staff["teacher"],
        direction="to_backbone",
        companion=cast.staff["group_head"],
        state="agreed",
        proposed_by=cast.accounts["secretary"],
        proposed_on=DAY,
        agreed_on=DAY,
    )
    return [made.pk]


def a_step_of_a_plan(cast: Cast) -> list[Any]:
    from qingshan.growth.models import PlanStep

    (pk,) = a_plan(cast)
    step = PlanStep.objects.create(school=cast.school, plan_id=pk, words="上一节课", due_on=DAY)
    return [pk, step.pk]


def a_stage_of_the_teacher(cast: Cast) -> list[Any]:
    """The first, which is over for whoever was hired years ago."""
    staff = cast.staff["teacher"]
    staff.hired_on = dt.date(2024, 8, 20)
    staff.save()
    return [staff.pk, "steady"]


def two_years(cast: Cast) -> list[Any]:
    """Of the upper-secondary examination; no argument names them."""
    from qingshan.outcomes.models import Examination

    for year in (2025, 2026):
        Examination.objects.create(
            school=cast.school, year=year, graduates=9, entered=9, sat=9, full_marks=1
        )
    return []


def five_marks(cast: Cast) -> list[Any]:
    """Of the class of the homeroom teacher: as few as a figure may come of."""
    from decimal import Decimal

    from qingshan.outcomes.models import Mark
    from tests.cast import add_student

    for number in range(5):
        child = add_student(cast.school, cast.class_31, f"M{number}", f"孩子{number}")
        Mark.objects.create(
            school=cast.school,
            exam="期中考试",
            date=DAY,
            student=child,
            subject="语文",
            points=Decimal(80 + number),
            full=Decimal(100),
        )
    return [cast.class_31.pk]


LEADERS = frozenset({"principal", "secretary"})


ROWS: dict[str, Route] = {
    "growth:mentoring_list": Route(SERVING),
    "growth:mentoring_wish": Route(SERVING),
    "growth:mentoring_proposal": Route(HEADS_ANYWHERE | {"secretary"}),
    "growth:mentoring_adopt": Route(EVERYBODY, **POST_ONLY),
    "growth:agreement": Route(OFFICES | {"group_head", "teacher"}, mentoring),
    "growth:review_list": Route(SERVING),
    "growth:review_new": Route(LEADERS | {"other_school"}),
    "growth:review": Route(
        LEADERS | {"teacher", "group_head", "student_affairs", "homeroom"}, a_review
    ),
    "growth:review_opinion": Route(frozenset({"group_head", "student_affairs"}), a_review),
    "growth:review_answer": Route(frozenset({"teacher"}), a_review),
    "growth:review_appeal": Route(frozenset({"teacher"}), a_review),
    "growth:review_decide": Route(frozenset({"homeroom"}), a_review),
    "growth:review_settle": Route(EVERYBODY, a_review, **POST_ONLY),
    "growth:mentoring": Route(OFFICES | {"group_head", "teacher"}, mentoring),
    "growth:mentoring_close": Route(frozenset({"group_head", "teacher"}), mentoring),
    "growth:mentoring_read": Route(LEADERS, mentoring),
    "growth:post_list": Route(SERVING),
    "growth:post_new": Route(LEADERS | {"other_school"}),
    "growth:post_leave": Route(EVERYBODY, a_post, **POST_ONLY),
    "growth:plan_list": Route(SERVING),
    "growth:plan_new": Route(SERVING),
    "growth:plan": Route(LEADERS | {"teacher", "group_head"}, a_plan),
    "growth:plan_say": Route(EVERYBODY, a_plan, **POST_ONLY),
    "growth:plan_step_new": Route(frozenset({"teacher", "group_head"}), a_plan),
    "growth:plan_step_done": Route(frozenset({"teacher", "group_head"}), a_step_of_a_plan),
    "growth:stage_list": Route(SERVING),
    "growth:stages": Route(HEADS | {"secretary", "group_head", "teacher"}, of_the_teacher),
    "growth:stage_speak": Route(frozenset({"group_head", "teacher"}), a_stage_of_the_teacher),
    "growth:ladder": Route(SERVING),
    "growth:ladder_of": Route(HEADS | {"secretary", "group_head", "teacher"}, of_the_teacher),
    "growth:title_new": Route(HEADS_ANYWHERE | {"secretary"}),
    "growth:election_list": Route(SERVING),
    "growth:election_new": Route(LEADERS | {"other_school"}),
    "growth:election": Route(SCHOOL, an_election),
    "growth:election_nominate": Route(SCHOOL, an_election),
    "growth:nomination_answer": Route(EVERYBODY, a_nomination, **POST_ONLY),
    "growth:election_rate": Route(SCHOOL - {"teacher"}, an_election_rated),
    "growth:objection_new": Route(SCHOOL, an_election_in_public),
    "growth:objection_answer": Route(LEADERS, an_objection),
    "growth:election_go_on": Route(EVERYBODY, an_election, **POST_ONLY),
}

"""Deeds on plans of home teaching. A session is a record, written in the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from qingshan.access.doing import doing
from qingshan.care.home_teaching.queries import KIND
from qingshan.care.models import HomeGoal, HomePlan, HomeProgress, HomeTeacher
from qingshan.records.kinds import all_kinds
from qingshan.records.services import record_deed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from qingshan.people.models import Staff, Student
    from qingshan.records.models import Record
    from qingshan.school.membership import Member

PLAN = ("reason", "situation", "per_month")


class HasAPlan(Exception):
    """The child has an open plan; `plan` is it."""

    def __init__(self, plan: HomePlan) -> None:
        super().__init__(str(plan.pk))
        self.plan = plan


class PlanIsOver(Exception):
    """Nothing more is planned or written in a plan that has ended."""


def begin_plan(
    *,
    actor: Member,
    student: Student,
    teacher: Staff,
    reason: str,
    per_month: int,
    starts_on: date,
    situation: str = "",
) -> HomePlan:
    """Begins the one plan of a child, with its first teacher. Raises `HasAPlan`."""
    plan = HomePlan(
        school_id=student.school_id,
        student=student,
        reason=reason,
        per_month=per_month,
        situation=situation,
        starts_on=starts_on,
    )
    try:
        with transaction.atomic(), doing("begin_home_teaching", actor=actor.account):
            plan.save()
            _join(actor, plan, teacher)
    except IntegrityError:
        held = HomePlan.objects.filter(student=student, ends_on__isnull=True).first()
        if held is None:
            raise
        raise HasAPlan(held) from None
    return plan


@transaction.atomic
def change_plan(*, actor: Member, plan: HomePlan, **changes: Any) -> None:
    """Any of `PLAN`. Raises `PlanIsOver`."""
    held = _open(plan)
    for name in PLAN:
        setattr(held, name, changes.get(name, getattr(held, name)))
    with doing("plan_home_teaching", actor=actor.account):
        held.save()


@transaction.atomic
def end_plan(*, actor: Member, plan: HomePlan, because: str) -> None:
    held = _open(plan)
    for name, value in (("ends_on", actor.today), ("ended_because", because)):
        setattr(held, name, value)
    with doing("end_home_teaching", actor=actor.account):
        held.save()


@transaction.atomic
def add_teacher(*, actor: Member, plan: HomePlan, staff: Staff) -> None:
    held = _open(plan)
    with doing("change_home_teachers", actor=actor.account):
        _join(actor, held, staff)


@transaction.atomic
def remove_teacher(*, actor: Member, teacher: HomeTeacher) -> None:
    held = HomeTeacher.objects.select_for_update().get(pk=teacher.pk)
    if held.until is None:
        held.until = actor.today
        with doing("change_home_teachers", actor=actor.account):
            held.save()


@transaction.atomic
def set_goal(*, actor: Member, plan: HomePlan, field: str, words: str) -> HomeGoal:
    held = _open(plan)
    with doing("set_home_goal", actor=actor.account):
        return HomeGoal.objects.create(
            school_id=held.school_id, plan=held, field=field, words=words, set_on=actor.today
        )


@transaction.atomic
def reach_goal(*, actor: Member, goal: HomeGoal, reached: bool) -> None:
    """Says that a goal is reached, or that it is not yet after all."""
    held = HomeGoal.objects.select_for_update().get(pk=goal.pk)
    held.reached_on = actor.today if reached else None
    with doing("set_home_goal", actor=actor.account):
        held.save()


@transaction.atomic
def record_session(
    *,
    actor: Member,
    plan: HomePlan,
    date: date,
    title: str,
    content: str,
    minutes: int | None,
    progress: Mapping[HomeGoal, tuple[str, str]],
    once: UUID | None = None,
) -> Record:
    """A session with what became of the goals. Raises `PlanIsOver` and what records raise."""
    held = _open(plan)
    record = record_deed(
        actor=actor,
        kind=all_kinds()[KIND],
        date=date,
        student=held.student,
        title=title,
        content=content,
        minutes=minutes,
        once=once,
    )
    _write(actor, record, progress)
    return record


@transaction.atomic
def write_progress(
    *, actor: Member, plan: HomePlan, record: Record, progress: Mapping[HomeGoal, tuple[str, str]]
) -> None:
    """What became of the goals in a session that stands; what is left empty is taken away."""
    _open(plan)
    _write(actor, record, progress)


def _write(actor: Member, record: Record, progress: Mapping[HomeGoal, tuple[str, str]]) -> None:
    held = {one.goal_id: one for one in HomeProgress.objects.filter(record=record)}
    with doing("write_home_progress", actor=actor.account):
        for goal, (level, words) in progress.items():
            one = held.get(goal.pk)
            if not level:
                if one is not None:
                    one.delete()
                continue
            one = one or HomeProgress(school_id=goal.school_id, goal=goal, record=record)
            one.level = level
            setattr(one, "words", words)  # noqa: B010 - the field's type is that of the base class
            one.save()


def _open(plan: HomePlan) -> HomePlan:
    held = (
        HomePlan.objects.select_for_update(of=("self",)).select_related("student").get(pk=plan.pk)
    )
    if not held.is_open:
        raise PlanIsOver
    return held


def _join(actor: Member, plan: HomePlan, staff: Staff) -> None:
    HomeTeacher.objects.get_or_create(
        plan=plan,
        staff=staff,
        until=None,
        defaults={"school_id": plan.school_id, "since": actor.today},
    )

"""Deeds on plans of development. The person's own yes begins one, their own word ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from qingshan.access.doing import doing
from qingshan.growth.models import DevelopmentPlan, Direction, PlanState, PlanStep, Title
from qingshan.growth.plans.visibility import PROPOSERS, is_own, walks_along
from qingshan.kit.prepared import Prepared
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from datetime import date

    from qingshan.people.models import Staff
    from qingshan.records.models import Record
    from qingshan.school.membership import Member

OPEN = (PlanState.PROPOSED, PlanState.AGREED)


class NotNow(Exception):
    """The plan is not, or no longer, in a state in which this can be done."""


class NotYours(Exception):
    """This is for somebody else to do."""


class NotForThisOne(Exception):
    """A member becomes a backbone, a backbone a member: the person is neither."""


class HasAPlan(Exception):
    """One in this direction is open."""


def propose(
    *, actor: Member, staff: Staff, direction: str, companion: Staff, aim: str
) -> DevelopmentPlan:
    """For oneself it is agreed by it; for another it waits. Raises `NotForThisOne`, `HasAPlan`."""
    own = staff_of(actor)
    mine = own is not None and own.pk == staff.pk
    if not mine and not actor.holds(*PROPOSERS):
        raise NotYours
    if not suits(staff, direction):
        raise NotForThisOne
    plan = DevelopmentPlan(
        school_id=staff.school_id,
        staff=staff,
        direction=direction,
        companion=companion,
        aim=aim,
        state=PlanState.AGREED if mine else PlanState.PROPOSED,
        proposed_by=actor.account,
        proposed_on=actor.today,
        agreed_on=actor.today if mine else None,
    )
    try:
        with transaction.atomic(), doing("propose_plan", actor=actor.account):
            plan.save()
    except IntegrityError:
        if not DevelopmentPlan.objects.filter(
            staff=staff, direction=direction, state__in=OPEN
        ).exists():
            raise
        raise HasAPlan from None
    return plan


def suits(staff: Staff, direction: str) -> bool:
    """A party member towards a backbone; who holds a title and is none, towards the party."""
    if direction == Direction.TO_BACKBONE:
        return staff.is_party_member
    return not staff.is_party_member and Title.objects.filter(staff=staff).exists()


@transaction.atomic
def agree(*, actor: Member, plan: DevelopmentPlan) -> DevelopmentPlan:
    held = _locked(plan, PlanState.PROPOSED)
    if not is_own(actor, held):
        raise NotYours
    held.state, held.agreed_on = PlanState.AGREED, actor.today
    return _kept(actor, held, "agree_plan")


@transaction.atomic
def end(*, actor: Member, plan: DevelopmentPlan) -> DevelopmentPlan:
    """The person declines or goes on no longer; nobody asks why."""
    held = _locked(plan, *OPEN)
    if not is_own(actor, held):
        raise NotYours
    held.state, held.ended_on = PlanState.ENDED, actor.today
    return _kept(actor, held, "end_plan")


@transaction.atomic
def finish(*, actor: Member, plan: DevelopmentPlan) -> DevelopmentPlan:
    """The person says that they are there; every step must be done."""
    held = _locked(plan, PlanState.AGREED)
    if not is_own(actor, held):
        raise NotYours
    steps = PlanStep.objects.filter(plan=held)
    if not steps.exists() or steps.filter(done_on=None).exists():
        raise NotNow
    held.state, held.ended_on = PlanState.DONE, actor.today
    return _kept(actor, held, "finish_plan")


@transaction.atomic
def add_step(*, actor: Member, plan: DevelopmentPlan, words: str, due_on: date) -> PlanStep:
    held = _locked(plan, PlanState.AGREED)
    if not walks_along(actor, held):
        raise NotYours
    step = PlanStep(school_id=held.school_id, plan=held, words=words, due_on=due_on)
    with doing("add_plan_step", actor=actor.account):
        step.save()
    return step


@transaction.atomic
def step_done(*, actor: Member, step: PlanStep, on: date, record: Record | None) -> PlanStep:
    plan = _locked(step.plan, PlanState.AGREED)
    if not walks_along(actor, plan):
        raise NotYours
    held = PlanStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if held.done_on is not None:
        raise NotNow
    held.done_on, held.record = on, record
    with doing("plan_step_done", actor=actor.account):
        held.save()
    return held


def plans_waiting_for(member: Member) -> int:
    """How many plans wait for this person's own word. One query."""
    staff = staff_of(member)
    if staff is None:
        return 0
    return PROPOSED.count(staff=staff.pk)


PROPOSED = Prepared(
    lambda staff: DevelopmentPlan.objects.filter(staff=staff, state=PlanState.PROPOSED)
)


def _locked(plan: DevelopmentPlan, *states: PlanState) -> DevelopmentPlan:
    held = DevelopmentPlan.objects.select_for_update().get(pk=plan.pk)
    if held.state not in states:
        raise NotNow
    return held


def _kept(actor: Member, plan: DevelopmentPlan, deed: str) -> DevelopmentPlan:
    with doing(deed, actor=actor.account):
        plan.save()
    return plan

"""Deeds on cases. Each locks its case, so that of two at once the second finds what the first did.

Every deed leaves a step that keeps what the case was from that day on: the ledgers of a month that
is over are read from the steps and stay as they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from qingshan.access.doing import doing
from qingshan.care.cases.milestones import milestones_of, missing_from
from qingshan.care.cases.visibility import may_confirm, may_reopen
from qingshan.care.models import Case, CaseMember, CaseReading, CaseStep, State
from qingshan.kit.words import tr
from qingshan.records.models import Evidence, Record
from qingshan.school.readings import note_once_a_day

if TYPE_CHECKING:
    from qingshan.people.models import Staff, Student
    from qingshan.school.membership import Member

Kind = CaseStep.Kind
PLAN = ("concern", "stage", "goals", "next_step", "next_step_on")


class HasACase(Exception):
    """The child has a case that is not closed; `case` is it."""

    def __init__(self, case: Case) -> None:
        super().__init__(str(case.pk))
        self.case = case


class NotInThisState(Exception):
    """The case is not, or no longer, in a state in which this can be done."""


class NoEvidence(Exception):
    """The record shows nothing: of another child, older than the case, or without a file."""


class StageNotDone(Exception):
    """Moving on before all that ends the stage is done wants a reason; `missing` says what."""

    def __init__(self, missing: str) -> None:
        super().__init__(missing)
        self.missing = missing


class NotTheSecondPerson(Exception):
    """A closing is confirmed by somebody else than who asked for it, and by an office."""


def open_case(
    *,
    actor: Member,
    student: Student,
    concern: str,
    responsible: Staff,
    why: str,
    goals: str = "",
    next_step: str = "",
    next_step_on: Any = None,
) -> Case:
    """Opens the one case of a child. Raises `HasACase`."""
    case = Case(
        school_id=student.school_id,
        student=student,
        concern=concern,
        responsible=responsible,
        opened_on=actor.today,
        why=why,
        goals=goals,
        next_step=next_step,
        next_step_on=next_step_on,
    )
    try:
        with transaction.atomic(), doing("open_case", actor=actor.account):
            case.save()
            _step(actor, case, Kind.OPENED)
    except IntegrityError:
        held = Case.objects.exclude(state=State.CLOSED).filter(student=student).first()
        if held is None:
            raise
        raise HasACase(held) from None
    return case


@transaction.atomic
def change_plan(*, actor: Member, case: Case, words: str = "", **plan: Any) -> Case:
    """Any of `PLAN`. Raises `NotInThisState` once a closing is asked for, `StageNotDone`."""
    held = _locked(case, State.OPEN)
    missing = missing_from(milestones_of(held, actor.today))
    if plan.get("stage", held.stage) > held.stage and missing:
        if not words:
            raise StageNotDone(missing)
        words = tr("{words}（往下走时还没做到：{missing}）").format(words=words, missing=missing)
    changed = [name for name in PLAN if name in plan and getattr(held, name) != plan[name]]
    if not changed and not words:
        return held
    for name in changed:
        setattr(held, name, plan[name])
    kind = Kind.STAGE if "stage" in changed else Kind.PLANNED
    return _done(actor, held, "plan_case", kind, words)


@transaction.atomic
def hand_over(*, actor: Member, case: Case, responsible: Staff, words: str = "") -> Case:
    """Another person answers for the case; who did so before stays on the team."""
    held = _locked(case, State.OPEN, State.CLOSING)
    before, held.responsible = held.responsible, responsible
    if before.pk == responsible.pk:
        return held
    with doing("hand_over_case", actor=actor.account):
        _join(actor, held, before)
    told = f"{before.name} → {responsible.name}" + (
        tr("：{words}").format(words=words) if words else ""
    )
    return _done(actor, held, "hand_over_case", Kind.HANDED_OVER, told)


@transaction.atomic
def join_team(*, actor: Member, case: Case, staff: Staff) -> None:
    held = _locked(case, State.OPEN, State.CLOSING)
    with doing("change_case_team", actor=actor.account):
        if _join(actor, held, staff):
            _step(actor, held, Kind.TEAM, tr("{staff}加入").format(staff=staff.name))


@transaction.atomic
def leave_team(*, actor: Member, case: Case, staff: Staff) -> None:
    held = _locked(case, State.OPEN, State.CLOSING)
    with doing("change_case_team", actor=actor.account):
        for member in CaseMember.objects.filter(case=held, staff=staff, until__isnull=True):
            member.until = actor.today
            member.save()
            _step(actor, held, Kind.TEAM, tr("{staff}退出").format(staff=staff.name))


@transaction.atomic
def ask_to_close(*, actor: Member, case: Case, ground: str, evidence: Record, words: str) -> Case:
    """Asks a second person to close it. Raises `NotInThisState`, `NoEvidence`."""
    held = _locked(case, State.OPEN)
    record = Record.objects.select_for_update().get(pk=evidence.pk)
    shown = Evidence.objects.filter(record=record).exists()
    if record.student_id != held.student_id or record.date < held.opened_on or not shown:
        raise NoEvidence
    held.state, held.ground, held.evidence = State.CLOSING, ground, record
    held.asked_by = actor.account
    return _done(actor, held, "ask_to_close_case", Kind.ASKED, words)


@transaction.atomic
def confirm_closing(*, actor: Member, case: Case, words: str = "") -> Case:
    """The second person closes it. Raises `NotInThisState`, `NotTheSecondPerson`."""
    held = _locked(case, State.CLOSING)
    if not may_confirm(actor, held):
        raise NotTheSecondPerson
    held.state, held.closed_by, held.closed_on = State.CLOSED, actor.account, actor.today
    return _done(actor, held, "close_case", Kind.CLOSED, words)


@transaction.atomic
def send_back(*, actor: Member, case: Case, words: str) -> Case:
    """The second person is not convinced, or who asked takes it back."""
    held = _locked(case, State.CLOSING)
    if not may_confirm(actor, held) and held.asked_by_id != actor.account.pk:
        raise NotTheSecondPerson
    _opened_again(held)
    return _done(actor, held, "send_back_case", Kind.SENT_BACK, words)


@transaction.atomic
def reopen(*, actor: Member, case: Case, words: str) -> Case:
    """Opens a closed case again. Raises `NotInThisState`, `HasACase`, `NotTheSecondPerson`."""
    held = _locked(case, State.CLOSED)
    if not may_reopen(actor, held):
        raise NotTheSecondPerson
    other = Case.objects.exclude(state=State.CLOSED).filter(student=held.student_id).first()
    if other is not None:
        raise HasACase(other)
    _opened_again(held)
    return _done(actor, held, "reopen_case", Kind.REOPENED, words)


def note_reading(*, actor: Member, case: Case) -> None:
    """Once a day each; the responsible person's own reading is none."""
    if case.responsible.account_id == actor.account.pk:
        return
    note_once_a_day(CaseReading, actor=actor, case=case)


def _opened_again(case: Case) -> None:
    case.state, case.ground = State.OPEN, ""
    case.evidence = case.asked_by = case.closed_by = case.closed_on = None


def _locked(case: Case, *states: State) -> Case:
    locked = Case.objects.select_for_update(of=("self",)).select_related("responsible", "student")
    held = locked.get(pk=case.pk)
    if held.state not in states:
        raise NotInThisState(held.state)
    return held


def _done(actor: Member, case: Case, deed: str, kind: CaseStep.Kind, words: str) -> Case:
    with doing(deed, actor=actor.account):
        case.save()
        _step(actor, case, kind, words)
    return case


def _join(actor: Member, case: Case, staff: Staff) -> bool:
    _, made = CaseMember.objects.get_or_create(
        case=case,
        staff=staff,
        until=None,
        defaults={"school_id": case.school_id, "since": actor.today},
    )
    return made


def _step(actor: Member, case: Case, kind: CaseStep.Kind, words: str = "") -> None:
    CaseStep.objects.create(
        school_id=case.school_id,
        case=case,
        kind=kind,
        date=actor.today,
        by=actor.account,
        words=words,
        concern=case.concern,
        state=case.state,
        ground=case.ground,
    )

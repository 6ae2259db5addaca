"""Deeds on visits and findings. Each locks its finding, and leaves a step and an audit row."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry
from django.db import transaction

from qingshan.access.audit import note
from qingshan.kit.words import tr
from qingshan.outcomes.inspections.visibility import may_mend, may_see_again
from qingshan.outcomes.models import Finding, FindingStep, Inspection
from qingshan.records.models import Record

if TYPE_CHECKING:
    from datetime import date

    from qingshan.people.models import Staff
    from qingshan.records.uploads import CheckedFile
    from qingshan.school.membership import Member
    from qingshan.school.models import School

Kind = FindingStep.Kind
State = Finding.State
OF_A_VISIT = ("date", "level", "content", "result")


class NotNow(Exception):
    """The finding is not, or no longer, in a state in which this person can do this."""


@transaction.atomic
def record_inspection(*, actor: Member, school: School, **told: Any) -> Inspection:
    """A visit from above, with what it came to: all of `OF_A_VISIT`."""
    inspection = Inspection.objects.create(school=school, **told)
    _note(actor, "record_inspection", inspection, LogEntry.Action.CREATE)
    return inspection


@transaction.atomic
def change_inspection(*, actor: Member, inspection: Inspection, **told: Any) -> Inspection:
    held = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    changed = [name for name in OF_A_VISIT if name in told and told[name] != getattr(held, name)]
    for name in changed:
        setattr(held, name, told[name])
    if changed:
        held.save(update_fields=changed)
        _note(actor, "change_inspection", held, LogEntry.Action.UPDATE, fields=changed)
    return held


@transaction.atomic
def name_finding(
    *,
    actor: Member,
    source: Inspection | Record,
    words: str,
    responsible: Staff,
    due_on: date,
    place: str = "",
    file: CheckedFile | None = None,
) -> Finding:
    """Something to mend that a visit or a round found."""
    finding = Finding.objects.create(
        school_id=source.school_id,
        inspection=source if isinstance(source, Inspection) else None,
        record=source if isinstance(source, Record) else None,
        words=words,
        place=place,
        found_on=source.date,
        responsible=responsible,
        due_on=due_on,
    )
    _note(actor, "name_finding", finding, LogEntry.Action.CREATE)
    _step(actor, finding, Kind.FOUND, "", file)
    return finding


@transaction.atomic
def hand_finding(
    *, actor: Member, finding: Finding, responsible: Staff, due_on: date, words: str = ""
) -> Finding:
    """Another person, or another day. Raises `NotNow`."""
    held = _locked(finding)
    if held.state == State.SETTLED:
        raise NotNow
    if (held.responsible_id, held.due_on) == (responsible.pk, due_on):
        return held
    told = tr("{responsible}，{due_on} → {responsible2}，{due_on2}").format(
        responsible=held.responsible.name,
        due_on=held.due_on,
        responsible2=responsible.name,
        due_on2=due_on,
    )
    held.responsible, held.due_on = responsible, due_on
    return _done(
        actor,
        held,
        "hand_finding",
        Kind.HANDED,
        tr("{told}。{words}").format(told=told, words=words) if words else told,
    )


@transaction.atomic
def mend_finding(
    *, actor: Member, finding: Finding, words: str, file: CheckedFile | None = None
) -> Finding:
    """It is mended; another person has to see that it is. Raises `NotNow`."""
    held = _locked(finding)
    if not may_mend(actor, held):
        raise NotNow
    held.state, held.mended_by = State.MENDED, actor.account
    return _done(actor, held, "mend_finding", Kind.MENDED, words, file)


@transaction.atomic
def see_finding_again(
    *,
    actor: Member,
    finding: Finding,
    passed: bool,
    words: str = "",
    file: CheckedFile | None = None,
) -> Finding:
    """Seen again by somebody else: settled, or open once more. Raises `NotNow`."""
    held = _locked(finding)
    if not may_see_again(actor, held):
        raise NotNow
    if passed:
        held.state, held.seen_by, held.settled_on = State.SETTLED, actor.account, actor.today
        return _done(actor, held, "settle_finding", Kind.SETTLED, words, file)
    held.state, held.mended_by = State.OPEN, None
    return _done(actor, held, "send_finding_back", Kind.SENT_BACK, words, file)


def _locked(finding: Finding) -> Finding:
    locked = Finding.objects.select_for_update(of=("self",))
    return locked.select_related("responsible", "inspection", "record__staff").get(pk=finding.pk)


def _done(
    actor: Member,
    finding: Finding,
    deed: str,
    kind: FindingStep.Kind,
    words: str,
    file: CheckedFile | None = None,
) -> Finding:
    finding.save()
    _note(actor, deed, finding, LogEntry.Action.UPDATE)
    _step(actor, finding, kind, words, file)
    return finding


def _step(
    actor: Member, finding: Finding, kind: FindingStep.Kind, words: str, file: CheckedFile | None
) -> None:
    step = FindingStep(
        school_id=finding.school_id,
        finding=finding,
        kind=kind,
        date=actor.today,
        by=actor.account,
        words=words,
        media_type=file.media_type if file else "",
    )
    if file is not None:
        step.file.save(f"{secrets.token_hex(16)}{file.suffix}", file.content, save=False)
    step.save()


def _note(actor: Member, deed: str, subject: Any, action: int, **details: Any) -> None:
    note(
        actor=actor.account,
        deed=deed,
        subject=subject,
        school_id=subject.school_id,
        action=action,
        **details,
    )

"""Deeds on incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlog.models import LogEntry
from django.db import transaction

from qingshan.access.audit import note
from qingshan.voice.models import Incident, IncidentStep

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.membership import Member
    from qingshan.school.models import School


@transaction.atomic
def record_incident(
    *, actor: Member, school: School, kind: str, date: date, description: str
) -> Incident:
    incident = Incident.objects.create(school=school, kind=kind, date=date, description=description)
    _note(actor, "record_incident", incident, LogEntry.Action.CREATE)
    return incident


@transaction.atomic
def handle_incident(*, actor: Member, incident: Incident, words: str, settled: bool) -> None:
    """What was done about it today; `settled` closes it with these words."""
    held = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    kind = IncidentStep.Kind.SETTLED if settled else IncidentStep.Kind.HANDLED
    IncidentStep.objects.create(
        school_id=held.school_id,
        incident=held,
        kind=kind,
        date=actor.today,
        by=actor.account,
        words=words,
    )
    if settled:
        held.settled_on = max(actor.today, held.date)
    held.handling = words
    held.save(update_fields=["handling", "settled_on"])
    _note(actor, "settle_incident" if settled else "handle_incident", held)


def _note(
    actor: Member, deed: str, incident: Incident, action: int = LogEntry.Action.UPDATE
) -> None:
    note(
        actor=actor.account,
        deed=deed,
        subject=incident,
        school_id=incident.school_id,
        action=action,
    )

"""Deeds on complaints. Rows are only added; each continues the seal of the one before it."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry
from django.db import transaction
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.kit.words import tr
from qingshan.school.models import School
from qingshan.voice.complaints.naming import named_in, principals_of
from qingshan.voice.complaints.sealing import (
    code_for,
    hash_of_code,
    seal_of_complaint,
    seal_of_step,
)
from qingshan.voice.complaints.visibility import complaints_handled_by
from qingshan.voice.models import Complaint, ComplaintStep, Incident

if TYPE_CHECKING:
    from uuid import UUID

    from qingshan.people.models import Staff
    from qingshan.records.uploads import CheckedFile
    from qingshan.school.membership import Member

Kind = ComplaintStep.Kind
Side = ComplaintStep.Side
About = Complaint.About
MOST_A_DAY = 60  # complaints at a school; more is somebody's machine
MOST_STEPS = 60  # of a family, in one complaint


class TooManyToday(Exception):
    """The school has received as many complaints today as people can mean."""


class NotTheirs(Exception):
    """The complaint is not this person's to handle, or no longer."""


def receive_complaint(
    *,
    school: School,
    about: str,
    once: UUID,
    words: str = "",
    name: str = "",
    file: CheckedFile | None = None,
) -> tuple[Complaint, str]:
    """What a family complains of, as an incident of its kind; and the code to follow it with.

    `once` names one sending: sent again, it is the same complaint and the same code. Nothing of who
    sends it is taken. Raises `TooManyToday`.
    """
    today = timezone.localdate()
    code = code_for(once)
    with transaction.atomic():
        school = School.objects.select_for_update().get(pk=school.pk)  # one number at a time
        held = Complaint.objects.filter(school=school, code_hash=hash_of_code(code)).first()
        if held is not None:
            return held, code
        if Complaint.objects.filter(school=school, received_on=today).count() >= MOST_A_DAY:
            raise TooManyToday
        complaint = _add_complaint(school, about, code, f"{name} {words}")
        told = tr("（说的是：{name}）{words}").format(name=name, words=words) if name else words
        _add_step(complaint, Kind.RECEIVED, Side.FAMILY, words=told, to_family=True, file=file)
        for person in _whom_it_is_about(school, about, f"{name} {words}"):
            _add_step(complaint, Kind.ABOUT, Side.FAMILY, staff=person)
    return complaint, code


@transaction.atomic
def hear_again(
    *,
    complaint: Complaint,
    words: str = "",
    unsolved: bool = False,
    file: CheckedFile | None = None,
) -> ComplaintStep | None:
    """The family writes again; `unsolved` opens it once more and takes it to the county.

    None where so much was written already that nobody can mean it.
    """
    School.objects.select_for_update().get(pk=complaint.school_id)
    written = ComplaintStep.objects.filter(complaint=complaint, side=Side.FAMILY).count()
    if written >= MOST_STEPS:
        return None
    kind = Kind.AGAIN if unsolved else Kind.WROTE
    step = _add_step(complaint, kind, Side.FAMILY, words=words, to_family=True, file=file)
    if unsolved:
        _settle(complaint, tr("家长说还没有解决。"), on=None)
    for person in named_in(complaint.school, words, step.date)[0]:
        if not _stands_aside(complaint, person):
            _add_step(complaint, Kind.ABOUT, Side.FAMILY, staff=person)
    return step


@transaction.atomic
def take_complaint(*, actor: Member, complaint: Complaint, words: str = "") -> ComplaintStep:
    _mind(actor, complaint)
    return _done(actor, complaint, "take_complaint", Kind.TAKEN, words, to_family=True)


@transaction.atomic
def answer_complaint(*, actor: Member, complaint: Complaint, words: str) -> ComplaintStep:
    """Words that the family reads."""
    _mind(actor, complaint)
    return _done(actor, complaint, "answer_complaint", Kind.TOLD, words, to_family=True)


@transaction.atomic
def note_on_complaint(*, actor: Member, complaint: Complaint, words: str) -> ComplaintStep:
    """Words among those who handle it."""
    _mind(actor, complaint)
    return _done(actor, complaint, "note_on_complaint", Kind.NOTED, words)


@transaction.atomic
def send_up(*, actor: Member, complaint: Complaint, words: str) -> ComplaintStep:
    """To the county, which handles it from now on as well."""
    _mind(actor, complaint)
    return _done(actor, complaint, "send_complaint_up", Kind.ESCALATED, words, to_family=True)


@transaction.atomic
def settle_complaint(*, actor: Member, complaint: Complaint, words: str) -> ComplaintStep:
    """Settled, with the answer that the family reads."""
    _mind(actor, complaint)
    step = _done(actor, complaint, "settle_complaint", Kind.SETTLED, words, to_family=True)
    _settle(complaint, tr("已经答复家长。"), on=step.date)
    return step


@transaction.atomic
def keep_away(*, actor: Member, complaint: Complaint, staff: Staff, words: str = "") -> None:
    """Names somebody whom it is about: from now on they neither see nor handle it."""
    _mind(actor, complaint)
    if not _stands_aside(complaint, staff):
        _done(actor, complaint, "keep_away_from_complaint", Kind.ABOUT, words, staff=staff)


def _add_complaint(school: School, about: str, code: str, text: str) -> Complaint:
    today = timezone.localdate()
    last = Complaint.objects.filter(school=school).order_by("-number").first()
    number = last.number + 1 if last else 1
    incident = Incident.objects.create(
        school=school,
        date=today,
        kind=Incident.Kind.COMPLAINT,
        description=tr("家长投诉第{number}号").format(number=number),
    )
    complaint = Complaint(
        school=school,
        number=number,
        received_on=today,
        about=about,
        to_county=about == About.PRINCIPAL or named_in(school, text, today)[1],
        code_hash=hash_of_code(code),
        incident=incident,
    )
    complaint.seal = seal_of_complaint(complaint, last.seal if last else "")
    complaint.save()
    note(
        actor=None,
        deed="receive_complaint",
        subject=complaint,
        school_id=school.pk,
        action=LogEntry.Action.CREATE,
        number=number,
    )
    return complaint


def _whom_it_is_about(school: School, about: str, text: str) -> list[Staff]:
    today = timezone.localdate()
    found = {person.pk: person for person in named_in(school, text, today)[0]}
    if about == About.PRINCIPAL:
        found |= {person.pk: person for person in principals_of(school, today)}
    return list(found.values())


def _stands_aside(complaint: Complaint, staff: Staff) -> bool:
    held = ComplaintStep.objects.filter(complaint=complaint, kind=Kind.ABOUT, staff=staff)
    return held.exists()


def _mind(actor: Member, complaint: Complaint) -> None:
    School.objects.select_for_update().get(pk=complaint.school_id)
    if not complaints_handled_by(actor).filter(pk=complaint.pk).exists():
        raise NotTheirs


def _done(
    actor: Member,
    complaint: Complaint,
    deed: str,
    kind: ComplaintStep.Kind,
    words: str,
    **more: Any,
) -> ComplaintStep:
    side = Side.COUNTY if actor.county is not None else Side.SCHOOL
    step = _add_step(complaint, kind, side, words=words, by=actor.account, **more)
    note(
        actor=actor.account,
        deed=deed,
        subject=complaint,
        school_id=complaint.school_id,
        number=complaint.number,
    )
    return step


def _add_step(
    complaint: Complaint,
    kind: ComplaintStep.Kind,
    side: ComplaintStep.Side,
    *,
    file: CheckedFile | None = None,
    **told: Any,
) -> ComplaintStep:
    last = ComplaintStep.objects.filter(complaint=complaint).order_by("-place").first()
    step = ComplaintStep(
        school_id=complaint.school_id,
        complaint=complaint,
        place=last.place + 1 if last else 1,
        kind=kind,
        side=side,
        date=timezone.localdate(),
        **told,
    )
    if file is not None:
        content = file.content.read()
        file.content.seek(0)
        step.media_type, step.digest = file.media_type, hashlib.sha256(content).hexdigest()
        step.file.save(f"{secrets.token_hex(16)}{file.suffix}", file.content, save=False)
    step.seal = seal_of_step(step, last.seal if last else complaint.seal)
    step.save()
    return step


def _settle(complaint: Complaint, handling: str, *, on: Any) -> None:
    incident = Incident.objects.select_for_update(of=("self",)).get(pk=complaint.incident_id)
    incident.handling, incident.settled_on = handling, on
    incident.save(update_fields=["handling", "settled_on"])

"""Deeds on honours. Other apps turn a result into an honour with `record_honour`."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry
from django.db import transaction

from qingshan.access.audit import note
from qingshan.outcomes.honours.queries import same_honours
from qingshan.outcomes.models import Certificate, Honour, HonourConsent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qingshan.people.models import Staff, Student
    from qingshan.records.uploads import CheckedFile
    from qingshan.school.membership import Member

CERTIFICATES_AT_MOST = 6
CHANGEABLE = ("name", "level", "awarded_by", "date", "category")


class AlreadyHonoured(Exception):
    """The same person has the same honour of the same level and day; `honour` is it."""

    def __init__(self, honour: Honour) -> None:
        super().__init__(str(honour.pk))
        self.honour = honour


class NotOfThisSchool(Exception):
    """Whom it honours belongs to another school, or nobody is named where somebody must be."""


class TooManyCertificates(Exception):
    """An honour bears `CERTIFICATES_AT_MOST` pictures."""


@transaction.atomic
def record_honour(
    *,
    actor: Member,
    name: str,
    level: str,
    date: date,
    staff: Staff | None = None,
    student: Student | None = None,
    awarded_by: str = "",
    category: str = "",
    certificates: Sequence[CheckedFile] = (),
    again: bool = False,
) -> Honour:
    """An honour of the colleague or child named, or of the school where neither is.

    `level` is a value of `Level`. Raises `AlreadyHonoured` where the same person has the same name,
    level and day already, unless `again` says that this is another one; `NotOfThisSchool`.
    """
    honour = Honour(
        school=_school_of_all(actor, staff, student),
        recipient=_recipient(staff, student),
        staff=staff,
        student=student,
        name=name,
        level=level,
        date=date,
        awarded_by=awarded_by,
        category=category,
    )
    held = None if again else same_honours(honour).first()
    if held is not None:
        raise AlreadyHonoured(held)
    honour.save()
    _note(actor, "record_honour", honour, LogEntry.Action.CREATE)
    for file in certificates:
        add_certificate(actor=actor, honour=honour, file=file)
    return honour


@transaction.atomic
def change_honour(*, actor: Member, honour: Honour, **changes: Any) -> Honour:
    """Any of `CHANGEABLE`; whom it honours stays. The audit row names the fields."""
    held = Honour.objects.select_for_update(of=("self",)).get(pk=honour.pk)
    changed = [n for n in CHANGEABLE if n in changes and changes[n] != getattr(held, n)]
    if not changed:
        return held
    for field in changed:
        setattr(held, field, changes[field])
    held.save(update_fields=changed)
    _note(actor, "change_honour", held, LogEntry.Action.UPDATE, fields=changed)
    return held


@transaction.atomic
def remove_honour(*, actor: Member, honour: Honour, why: str) -> None:
    """Takes back what was entered wrongly or twice; the audit log keeps that it was, and why."""
    files = [one.file for one in Certificate.objects.filter(honour=honour)]
    _note(actor, "remove_honour", honour, LogEntry.Action.DELETE, reason=why)
    honour.delete()
    for file in files:
        _delete_when_done(file)


@transaction.atomic
def add_certificate(*, actor: Member, honour: Honour, file: CheckedFile) -> Certificate:
    """Keeps a checked picture with an honour. Raises `TooManyCertificates`."""
    Honour.objects.select_for_update(of=("self",)).get(pk=honour.pk)
    if Certificate.objects.filter(honour=honour).count() >= CERTIFICATES_AT_MOST:
        raise TooManyCertificates
    certificate = Certificate(
        school_id=honour.school_id,
        honour=honour,
        name=file.name,
        media_type=file.media_type,
        size=file.content.size,
        added_by=actor.account,
    )
    certificate.file.save(f"{secrets.token_hex(16)}{file.suffix}", file.content, save=False)
    certificate.save()
    _note(actor, "add_certificate", honour, LogEntry.Action.UPDATE, file=file.name)
    return certificate


@transaction.atomic
def remove_certificate(*, actor: Member, certificate: Certificate) -> None:
    file = certificate.file
    _note(
        actor,
        "remove_certificate",
        certificate.honour,
        LogEntry.Action.UPDATE,
        file=certificate.name,
    )
    certificate.delete()
    _delete_when_done(file)


@transaction.atomic
def note_consent(
    *, actor: Member, honour: Honour, said_by: str, way: str, since: date, until: date
) -> HonourConsent:
    """Notes that the person, for a child a guardian, lets the honour be shown until a day."""
    Honour.objects.select_for_update(of=("self",)).get(pk=honour.pk)
    HonourConsent.objects.filter(honour=honour, withdrawn_on=None).update(withdrawn_on=since)
    consent = HonourConsent.objects.create(
        school_id=honour.school_id,
        honour=honour,
        said_by=said_by,
        way=way,
        since=since,
        until=until,
        noted_by=actor.account,
    )
    _note(actor, "note_consent", honour, LogEntry.Action.UPDATE, until=until.isoformat())
    return consent


@transaction.atomic
def withdraw_consent(*, actor: Member, honour: Honour) -> None:
    """From now on the honour is not shown in public."""
    open_ = HonourConsent.objects.filter(honour=honour, withdrawn_on=None)
    if open_.update(withdrawn_on=actor.today):
        _note(actor, "withdraw_consent", honour, LogEntry.Action.UPDATE)


def _school_of_all(actor: Member, staff: Staff | None, student: Student | None) -> Any:
    named = [person for person in (staff, student) if person is not None]
    if actor.school is None or len(named) > 1:
        raise NotOfThisSchool
    if any(person.school_id != actor.school.pk for person in named):
        raise NotOfThisSchool
    return actor.school


def _recipient(staff: Staff | None, student: Student | None) -> str:
    if staff is not None:
        return Honour.Recipient.STAFF
    return Honour.Recipient.SCHOOL if student is None else Honour.Recipient.STUDENT


def _delete_when_done(file: Any) -> None:
    name = str(file.name)
    transaction.on_commit(lambda: file.storage.delete(name))


def _note(actor: Member, deed: str, honour: Honour, action: int, **details: Any) -> None:
    note(
        actor=actor.account,
        deed=deed,
        subject=honour,
        school_id=honour.school_id,
        action=action,
        **details,
    )

"""Writing the log. Each deed is one transaction and one audit row."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry
from django.db import IntegrityError, transaction

from qingshan.access.audit import note
from qingshan.people.visibility import staff_of
from qingshan.records.holding import mind_what_rests_on
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Evidence, Record
from qingshan.records.naming import children_nameable_by
from qingshan.records.parts import parts_said
from qingshan.records.uploads import AT_MOST
from qingshan.school.models import School

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet
    from django.db.models.fields.files import FieldFile

    from qingshan.people.models import Staff, Student
    from qingshan.records.kinds import Kind
    from qingshan.records.uploads import CheckedFile
    from qingshan.school.membership import Member
    from qingshan.school.models import SchoolClass

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
TRIES = 5
CHANGEABLE = ("date", "student", "school_class", "title", "content", "words", "minutes", "parts")


class NotOnTheStaff(Exception):
    """Deeds are those of the school's own people."""


class NotTheirsToName(Exception):
    """A record names a child about whom its writer may write, and a class of the school."""


class AlreadyRecorded(Exception):
    """This filling-in of a sheet was sent before; `same` tells whether it said the same."""

    def __init__(self, record: Record, *, same: bool) -> None:
        super().__init__(record.number)
        self.record, self.same = record, same


class TooMuchEvidence(Exception):
    """A record bears `uploads.AT_MOST` files."""


def record_deed(
    *,
    actor: Member,
    kind: Kind,
    date: date,
    student: Student | None = None,
    school_class: SchoolClass | None = None,
    title: str = "",
    content: str = "",
    words: int | None = None,
    minutes: int | None = None,
    parts: str = "",
    five: str = "",
    evidence: Sequence[CheckedFile] = (),
    once: UUID | None = None,
) -> Record:
    """One deed of the person who writes it down, with the files that show it.

    `words` are counted and `parts` taken from how the text begins, where they are not given; `five`
    is that of the course, festival or drop, and kept for kinds with an `own_five` alone.
    Raises `NotOnTheStaff` where the account has no row among the staff of its school, and
    `NotTheirsToName` where the kind asks for a child or class and this is none of theirs. `once`
    names this filling-in of the sheet; sent again it raises `AlreadyRecorded`, however close the
    two come, and writes nothing.
    """
    staff, school = _staff_and_school(actor)
    _mind_whom_it_names(actor, kind, student, school_class)
    record = Record(
        school=school,
        date=date,
        kind=kind.key,
        staff=staff,
        student=student if "student" in kind.about else None,
        school_class=school_class if "class" in kind.about else None,
        title=title,
        content=content,
        words=words_of(kind, words, content),
        minutes=minutes,
        parts=kind.in_order(parts.split()) or parts_said(kind, content),
        five=five if kind.own_five else "",
        once=once,
    )
    _mind_that_it_is_new(record)
    with transaction.atomic():
        _insert_with_a_number(record)
        _note(actor, "record_deed", record, LogEntry.Action.CREATE)
        for file in evidence:
            add_evidence(actor=actor, record=record, file=file)
    return record


@transaction.atomic
def record_for(
    *,
    actor: Member,
    staff: Staff,
    kind: Kind,
    date: date,
    title: str = "",
    content: str = "",
    minutes: int | None = None,
) -> Record:
    """A deed of a colleague that something above this app knows of: they came, they spoke.

    The caller answers for its being so, and `staff` is of the actor's school.
    """
    record = Record(
        school_id=staff.school_id,
        date=date,
        kind=kind.key,
        staff=staff,
        title=title,
        content=content,
        words=words_of(kind, None, content),
        minutes=minutes,
    )
    _insert_with_a_number(record)
    _note(actor, "record_deed", record, LogEntry.Action.CREATE)
    return record


def carry_five(records: QuerySet[Record], five: str) -> int:
    """What their course, festival or drop now belongs to; the audit row is of that. How many."""
    keys = list(records.exclude(five=five).values_list("pk", flat=True))
    return Record.objects.filter(pk__in=keys).update(five=five)


@transaction.atomic
def change_record(*, actor: Member, record: Record, **changes: Any) -> Record:
    """Corrects what was written: any of `CHANGEABLE`. The audit row names the fields."""
    held = Record.objects.select_for_update().get(pk=record.pk)
    kind = all_kinds().get(held.kind)
    if kind and {"student", "school_class"} & changes.keys():
        named = (changes.get(name, getattr(held, name)) for name in ("student", "school_class"))
        _mind_whom_it_names(actor, kind, *named)
    if kind and "words" in changes:
        changes["words"] = words_of(kind, changes["words"], changes.get("content", held.content))
    if kind and "parts" in changes:
        changes["parts"] = kind.in_order(changes["parts"].split())
    changed = [
        name for name in CHANGEABLE if name in changes and changes[name] != getattr(held, name)
    ]
    if not changed:
        return held
    if {"student", "date"} & set(changed):
        mind_what_rests_on(held)
    for name in changed:
        setattr(held, name, changes[name])
    held.save(update_fields=changed)
    _note(actor, "change_record", held, LogEntry.Action.UPDATE, fields=changed)
    return held


@transaction.atomic
def withdraw_record(*, actor: Member, record: Record) -> None:
    """Takes a record back with its evidence; the audit log keeps that it was.

    Raises `RecordIsHeld` where something rests on it.
    """
    Record.objects.select_for_update().get(pk=record.pk)
    mind_what_rests_on(record)
    files = [evidence.file for evidence in Evidence.objects.filter(record=record)]
    _note(actor, "withdraw_record", record, LogEntry.Action.DELETE)
    record.delete()
    for file in files:
        _delete_when_done(file)


@transaction.atomic
def add_evidence(
    *, actor: Member, record: Record, file: CheckedFile, once: UUID | None = None
) -> Evidence:
    """Keeps a checked file with a record; `once` names the sending. Raises `TooMuchEvidence`."""
    Record.objects.select_for_update().get(pk=record.pk)
    if Evidence.objects.filter(record=record).count() >= AT_MOST:
        raise TooMuchEvidence
    evidence = Evidence(
        school_id=record.school_id,
        record=record,
        name=file.name,
        media_type=file.media_type,
        size=file.content.size,
        added_by=actor.account,
        once=once,
    )
    evidence.file.save(f"{secrets.token_hex(16)}{file.suffix}", file.content, save=False)
    evidence.save()
    _note(actor, "add_evidence", record, LogEntry.Action.UPDATE, file=file.name)
    return evidence


@transaction.atomic
def remove_evidence(*, actor: Member, evidence: Evidence) -> None:
    mind_what_rests_on(evidence.record)
    file = evidence.file
    _note(actor, "remove_evidence", evidence.record, LogEntry.Action.UPDATE, file=evidence.name)
    evidence.delete()
    _delete_when_done(file)


def count_words(text: str) -> int:
    """Words as a Chinese text counts them: each character one, each run of Latin or digits one."""
    return len(re.findall(r"[一-鿿㐀-䶿]|[A-Za-z0-9]+", text))


def words_of(kind: Kind, words: int | None, content: str) -> int | None:
    """As told, or else counted where the kind asks for words; None where there are none."""
    if words is None and "words" in kind.asks and content:
        return count_words(content)
    return words


def _staff_and_school(actor: Member) -> tuple[Staff, School]:
    staff = staff_of(actor)
    if staff is None or actor.school is None:
        raise NotOnTheStaff
    return staff, actor.school


def _mind_whom_it_names(
    actor: Member, kind: Kind, student: Student | None, school_class: SchoolClass | None
) -> None:
    if "student" in kind.about and not (
        student and children_nameable_by(actor).filter(pk=student.pk).exists()
    ):
        raise NotTheirsToName
    if "class" in kind.about and not (school_class and school_class.school == actor.school):
        raise NotTheirsToName


def _insert_with_a_number(record: Record) -> None:
    """Numbers are drawn, not counted: thirty people saving at once wait for nobody."""
    for left in reversed(range(TRIES)):
        drawn = "".join(secrets.choice(LETTERS) for _ in range(6))
        record.number = f"W{record.date:%y%m%d}{drawn}"
        try:
            with transaction.atomic():
                record.save(force_insert=True)
        except IntegrityError:
            _mind_that_it_is_new(record)
            if not left:
                raise
        else:
            return


def _mind_that_it_is_new(record: Record) -> None:
    if record.once is None:
        return
    held = Record.objects.filter(staff=record.staff, once=record.once).first()
    if held is not None:
        alike = all(getattr(held, name) == getattr(record, name) for name in ("kind", *CHANGEABLE))
        raise AlreadyRecorded(held, same=alike)


def _delete_when_done(file: FieldFile) -> None:
    """The file goes only once the row is gone for good."""
    name = str(file.name)
    transaction.on_commit(lambda: file.storage.delete(name))


def _note(actor: Member, deed: str, record: Record, action: int, **details: Any) -> None:
    note(
        actor=actor.account,
        deed=deed,
        subject=record,
        school_id=record.school_id,
        action=action,
        number=record.number,
        kind=record.kind_label,
        **details,
    )

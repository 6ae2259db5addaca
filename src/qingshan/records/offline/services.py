"""Taking in what was written without a signal: each sheet once, and nobody's words over another's.

A sheet names itself (`once`) and the edition of the record that it started from, "" for a new one.
Whatever is repeated, in whatever order it comes, a record is made once, and it is changed only by
an edit that started from what it says now. Everything else is handed back with both versions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.records.counted import counted_for
from qingshan.records.holding import RecordIsHeld
from qingshan.records.models import Evidence, Record
from qingshan.records.offline.editions import edition_of, told
from qingshan.records.offline.outcome import Outcome, refused
from qingshan.records.parts import parts_said
from qingshan.records.services import (
    AlreadyRecorded,
    NotOnTheStaff,
    add_evidence,
    change_record,
    record_deed,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from qingshan.records.kinds import Kind
    from qingshan.records.uploads import CheckedFile
    from qingshan.school.membership import Member


class NoSuchSheet(Exception):
    """A photograph came before the sheet it belongs to."""


def take_in(
    *, actor: Member, once: UUID, kind: Kind, edition: str, fields: Mapping[str, Any]
) -> Outcome:
    """Writes a sheet into the log, changes the record it made, or says why neither was done.

    `fields` are what the entry form made of it.

    - *saved*: the record says what the sheet says, whether by this call or an earlier one.
    - *conflict*: it says something else than the sheet started from; `record` is what it says now.
    - *refused*: a field cannot be so; `errors` has a sentence for each.
    - *gone*: the sheet changes a record that was taken back.

    Raises `NotOnTheStaff` for an account without a row among the staff, and `NotTheirsToName`.
    """
    staff = staff_of(actor)
    if staff is None:
        raise NotOnTheStaff
    with transaction.atomic():
        own = Record.objects.select_for_update().filter(staff=staff, once=once)
        if held := own.first():
            return _changed(actor, held, kind, edition, fields)
    if edition:
        return Outcome("gone")
    try:
        return _saved(actor, record_deed(actor=actor, kind=kind, once=once, **fields))
    except AlreadyRecorded as before:  # by another device, between the look and the writing
        return _saved(actor, before.record) if before.same else _conflict(before.record)


def _changed(
    actor: Member, held: Record, kind: Kind, edition: str, fields: Mapping[str, Any]
) -> Outcome:
    if held.kind == kind.key and _says(held, kind, fields):
        return _saved(actor, held)
    if held.kind != kind.key or edition != edition_of(held):
        return _conflict(held)
    try:
        return _saved(actor, change_record(actor=actor, record=held, **fields))
    except RecordIsHeld as rests:
        return refused(date=tr("这条记录是{by}，孩子和日期不能改。").format(by=rests.by))


def _says(held: Record, kind: Kind, fields: Mapping[str, Any]) -> bool:
    """Whether the record says what the sheet does; parts and words may follow from the text."""
    content = fields.get("content", held.content)
    told = dict(fields)
    if "words" in told:
        told["words"] = words_of(kind, told["words"], content)
    if not told.get("parts"):
        told["parts"] = held.parts if held.parts == parts_said(kind, content) else ""
    return all(getattr(held, name) == value for name, value in told.items())


@transaction.atomic
def take_photo(*, actor: Member, once: UUID, photo: UUID, file: CheckedFile) -> Evidence:
    """Keeps a photograph with the record that the sheet `once` made; sent again it is kept once.

    Raises `NoSuchSheet`, and `TooMuchEvidence` as `add_evidence` does.
    """
    own = Record.objects.select_for_update().filter(staff=staff_of(actor), once=once)
    record = own.first()
    if record is None:
        raise NoSuchSheet
    before = Evidence.objects.filter(record=record, once=photo).first()
    return before or add_evidence(actor=actor, record=record, file=file, once=photo)


def _saved(actor: Member, record: Record) -> Outcome:
    counted = [one.title for one in counted_for(actor, record)]
    return Outcome("saved", _held(record, counted))


def _conflict(record: Record) -> Outcome:
    return Outcome("conflict", _held(record, []))


def _held(record: Record, counted: list[str]) -> dict[str, Any]:
    told_now = {"edition": edition_of(record), "fields": told(record)}
    return told_now | {"record": record.pk, "counted": counted}

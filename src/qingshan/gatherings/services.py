"""Deeds on gatherings. Each is one transaction and one audit row."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry
from django.db import IntegrityError, transaction

from qingshan.access.audit import note
from qingshan.gatherings import codes
from qingshan.gatherings.deeds import record_coming, record_talk, records_of
from qingshan.gatherings.models import Attendance, Gathering, GatheringFile, Speaker
from qingshan.gatherings.visibility import called_to
from qingshan.people.visibility import staff_of
from qingshan.records.services import NotOnTheStaff, withdraw_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qingshan.people.models import Staff
    from qingshan.records.models import Record
    from qingshan.records.uploads import CheckedFile
    from qingshan.school.membership import Member

PLAN = (
    "title",
    "date",
    "starts_at",
    "ends_at",
    "place",
    "words",
    "audience",
    "leader",
    "sign_in",
)
Said = tuple["Staff | None", str, str]
"""A speaker: the colleague, or the guest's name; and the topic."""


class NotOpen(Exception):
    """One signs in on the day, from half an hour before until an hour after."""


class NotCalled(Exception):
    """The person is not among those called."""


class CodeIsOver(Exception):
    """The code is not, or no longer, the one on the screen."""


class TooManyFiles(Exception):
    """A gathering bears `GatheringFile.AT_MOST` files."""


class SomebodyCame(Exception):
    """People have signed in: the day stands, and it cannot be called off."""


@transaction.atomic
def call_gathering(
    *,
    actor: Member,
    kind: str,
    groups: Iterable[Any] = (),
    named: Iterable[Staff] = (),
    speakers: Sequence[Said] = (),
    **plan: Any,
) -> Gathering:
    """Calls people together: `plan` is any of `PLAN`."""
    gathering = Gathering(school=actor.school, kind=kind, made_by=actor.account, **plan)
    gathering.save()
    _set_people(gathering, groups, named, speakers)
    _note(actor, "call_gathering", gathering, LogEntry.Action.CREATE)
    return gathering


@transaction.atomic
def change_gathering(
    *,
    actor: Member,
    gathering: Gathering,
    groups: Iterable[Any] = (),
    named: Iterable[Staff] = (),
    speakers: Sequence[Said] = (),
    **plan: Any,
) -> Gathering:
    """Changes the plan. Raises `SomebodyCame` for another day once people have signed in."""
    held = _locked(gathering)
    changed = [name for name in PLAN if name in plan and getattr(held, name) != plan[name]]
    came = Attendance.objects.filter(gathering=held)
    if "date" in changed and came.exists():
        raise SomebodyCame
    for name in changed:
        setattr(held, name, plan[name])
    held.save()
    _set_people(held, groups, named, speakers)
    for record in records_of(held) if {"starts_at", "ends_at"} & set(changed) else ():
        record.minutes = held.minutes
        record.save(update_fields=["minutes"])
    _note(actor, "change_gathering", held, fields=changed)
    return held


@transaction.atomic
def call_off(*, actor: Member, gathering: Gathering, why: str) -> None:
    """Raises `SomebodyCame`."""
    held = _locked(gathering)
    if Attendance.objects.filter(gathering=held).exists():
        raise SomebodyCame
    held.called_off = why
    held.save(update_fields=["called_off"])
    _note(actor, "call_off_gathering", held)


def attend(*, actor: Member, gathering: Gathering, code: str = "") -> tuple[Attendance, bool]:
    """The person came: by a tap, or by the code on the screen, with which a guest may come too.

    However often it is sent, it is written once; the second value says whether it was now. Raises
    `NotOnTheStaff`, `NotOpen`, `NotCalled`, `CodeIsOver`.
    """
    staff = staff_of(actor)
    if staff is None:
        raise NotOnTheStaff
    moment = codes.now()
    held = Attendance.objects.filter(gathering=gathering, staff=staff).first()
    if held is not None:
        return held, False
    if not gathering.is_open(moment):
        raise NotOpen
    if code and not codes.is_good(gathering, code, moment):
        raise CodeIsOver
    if not code:
        _mind_that_a_tap_is_enough(gathering, staff)
    way = Attendance.Way.CODE if code else Attendance.Way.TAP
    try:
        with transaction.atomic():
            made = record_coming(actor, gathering, staff, way)
            _note(actor, "attend_gathering", gathering, way=made.get_way_display())
    except IntegrityError:
        return Attendance.objects.get(gathering=gathering, staff=staff), False
    return made, True


@transaction.atomic
def take_list(
    *, actor: Member, gathering: Gathering, came: Iterable[Staff], left: Iterable[Staff]
) -> tuple[int, int]:
    """Whoever leads ticks who came, and takes back who did not: how many of each it were.

    Whoever signed in meanwhile by themselves stays. Raises `NotOpen` before the day.
    """
    held = _locked(gathering)
    if held.called_off or held.date > actor.today:
        raise NotOpen
    there = {one.staff_id: one for one in Attendance.objects.filter(gathering=held)}
    new = [staff for staff in came if staff.pk not in there]
    gone = [there[staff.pk] for staff in left if staff.pk in there]
    for staff in new:
        record_coming(actor, held, staff, Attendance.Way.LIST)
    for attendance in gone:
        record = attendance.record
        attendance.delete()
        if record is not None:
            withdraw_record(actor=actor, record=record)
    if new or gone:
        names, removed = [one.name for one in new], [one.staff.name for one in gone]
        _note(actor, "take_gathering_list", held, came=names, left=removed)
    return len(new), len(gone)


@transaction.atomic
def write_up(
    *, actor: Member, gathering: Gathering, summary: str, files: Sequence[CheckedFile] = ()
) -> list[Record]:
    """What is kept of it; the talk of each speaker of the school becomes a record of theirs.

    Raises `NotOpen` before the day, and `TooManyFiles`. Gives the records of the speakers.
    """
    held = _locked(gathering)
    if held.called_off or held.date > actor.today:
        raise NotOpen
    if GatheringFile.objects.filter(gathering=held).count() + len(files) > GatheringFile.AT_MOST:
        raise TooManyFiles
    held.summary = summary
    held.save(update_fields=["summary"])
    for file in files:
        _add_file(actor, held, file)
    _note(actor, "write_up_gathering", held)
    return [record for one in held.speakers.all() if (record := record_talk(actor, held, one))]


@transaction.atomic
def remove_file(*, actor: Member, file: GatheringFile) -> None:
    _note(actor, "remove_gathering_file", file.gathering, file=file.name)
    name, storage = str(file.file.name), file.file.storage
    file.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _mind_that_a_tap_is_enough(gathering: Gathering, staff: Staff) -> None:
    if gathering.sign_in == Gathering.SignIn.CODE:
        raise CodeIsOver
    called = called_to(gathering).filter(pk=staff.pk).exists()
    if gathering.sign_in == Gathering.SignIn.LIST or not called:
        raise NotCalled


def _set_people(
    gathering: Gathering, groups: Iterable[Any], named: Iterable[Staff], speakers: Sequence[Said]
) -> None:
    """Speakers whose talk is a record already keep their places."""
    gathering.groups.set(groups)
    gathering.named.set(named)
    spoken = list(gathering.speakers.filter(record__isnull=False))
    gathering.speakers.filter(record__isnull=True).delete()
    kept = {one.staff_id for one in spoken}
    first = max((one.order for one in spoken), default=0) + 1
    told = [said for said in speakers if said[0] is None or said[0].pk not in kept]
    for order, (staff, guest, topic) in enumerate(told, start=first):
        Speaker.objects.create(
            school_id=gathering.school_id,
            gathering=gathering,
            order=order,
            staff=staff,
            guest="" if staff else guest,
            topic=topic,
        )


def _add_file(actor: Member, gathering: Gathering, file: CheckedFile) -> None:
    kept = GatheringFile(
        school_id=gathering.school_id,
        gathering=gathering,
        name=file.name,
        media_type=file.media_type,
        added_by=actor.account,
    )
    kept.file.save(f"{secrets.token_hex(16)}{file.suffix}", file.content, save=False)
    kept.save()
    _note(actor, "add_gathering_file", gathering, file=file.name)


def _locked(gathering: Gathering) -> Gathering:
    return Gathering.objects.select_for_update().get(pk=gathering.pk)


def _note(
    actor: Member,
    deed: str,
    gathering: Gathering,
    action: int = LogEntry.Action.UPDATE,
    **details: Any,
) -> None:
    note(
        actor=actor.account,
        deed=deed,
        subject=gathering,
        school_id=gathering.school_id,
        action=action,
        **details,
    )

"""Deeds on a timetable made elsewhere: putting its file in, and adopting it whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.access.doing import doing
from qingshan.school.models import School, Subject
from qingshan.timetable.importing.files import read_file
from qingshan.timetable.importing.matching import Looked, look_through
from qingshan.timetable.models import Lesson, Room, Slot, TimetableFile

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Model

    from qingshan.school.membership import Member
    from qingshan.timetable.importing.matching import Matched


class NotAsItShouldBe(Exception):
    """Something in the file is wrong: nothing of it was written."""


@dataclass
class Difference:
    """What adopting would do to the timetable from a day on."""

    new: list[Matched] = field(default_factory=list)
    gone: list[Lesson] = field(default_factory=list)
    kept: int = 0


def put_in(
    *,
    actor: Member,
    school: School,
    name: str,
    content: bytes,
    days: tuple[date, date],
    makes_subjects: bool,
) -> TimetableFile:
    """Keeps the file to look through. Raises `Unreadable` where it is none."""
    read_file(content)
    return TimetableFile.objects.create(
        school=school,
        account=actor.account,
        name=name,
        content=content,
        starts_on=days[0],
        ends_on=days[1],
        makes_subjects=makes_subjects,
    )


def looked_through(file: TimetableFile) -> Looked:
    """The file as it stands beside the school now: the one path of a dry run and of adopting."""
    return look_through(
        read_file(bytes(file.content)),
        file.school,
        starts_on=file.starts_on,
        ends_on=file.ends_on,
        makes_subjects=file.makes_subjects,
    )


def difference(file: TimetableFile, looked: Looked) -> Difference:
    """Set against the lessons in force in those days. One query."""
    found = Difference()
    held = Lesson.objects.filter(
        school_id=file.school_id, starts_on__lte=file.ends_on, ends_on__gte=file.starts_on
    ).select_related("slot", "subject", "room")
    standing = {_key_of(lesson): lesson for lesson in held}
    for wanted in looked.lessons:
        lesson = standing.get(_key_wanted(wanted))
        if lesson is not None and lesson.ends_on == file.ends_on:
            del standing[_key_wanted(wanted)]
            found.kept += 1
        else:
            found.new.append(wanted)
    found.gone = list(standing.values())
    return found


@transaction.atomic
def adopt(*, actor: Member, file: TimetableFile) -> Difference:
    """The timetable of the file from its first day to its last. Raises `NotAsItShouldBe`.

    What was in force before ends the day before; what would have gone on after the last day goes
    on. Nothing else of the school changes.
    """
    school = School.objects.select_for_update().get(pk=file.school_id)
    looked = looked_through(file)
    if looked.wrong:
        raise NotAsItShouldBe
    slots = _slots(school, looked, actor)
    found = difference(file, looked)
    for lesson in found.gone:
        _end(lesson, file)
    subjects = _named(Subject, school, {each.subject for each in found.new})
    rooms = _named(Room, school, {each.room for each in found.new if each.room})
    Lesson.objects.bulk_create(
        Lesson(
            school=school,
            starts_on=file.starts_on,
            ends_on=file.ends_on,
            weekday=each.weekday,
            slot_id=slots[each.slot],
            weeks=each.weeks,
            school_class=each.school_class,
            subject_id=subjects[each.subject],
            teacher=each.teacher,
            room_id=rooms.get(each.room),
            division=each.sitting.division,
            part=each.sitting.part,
        )
        for each in found.new
    )
    TimetableFile.objects.filter(pk=file.pk).update(adopted_at=timezone.now(), content=b"")
    note(
        actor=actor.account,
        deed="adopt_timetable",
        subject=file,
        school_id=school.pk,
        created=len(found.new),
        ended=len(found.gone),
        since=file.starts_on.isoformat(),
    )
    return found


def _slots(school: School, looked: Looked, actor: Member) -> dict[str, int]:
    with doing("set_bells", actor=actor.account):
        for number, starts, ends in looked.new_bells:
            Slot.objects.create(school=school, number=number, starts=starts, ends=ends)
    return dict(Slot.objects.filter(school=school).order_by().values_list("number", "pk"))


def _end(lesson: Lesson, file: TimetableFile) -> None:
    """The lesson up to the file's first day, and again after its last, as far as it went."""
    before, after = lesson.starts_on < file.starts_on, lesson.ends_on > file.ends_on
    last = lesson.ends_on
    if before:
        Lesson.objects.filter(pk=lesson.pk).update(ends_on=file.starts_on - timedelta(days=1))
    else:
        Lesson.objects.filter(pk=lesson.pk).delete()
    if after:
        lesson.pk = None
        lesson.starts_on, lesson.ends_on = file.ends_on + timedelta(days=1), last
        Lesson.objects.bulk_create([lesson])


def _named(model: type[Model], school: School, names: set[str]) -> dict[str, int]:
    """The keys of rows by name; those that are not there yet are made."""
    rows = model._default_manager
    made: list[Any] = [model(school=school, name=name) for name in sorted(names)]
    rows.bulk_create(made, ignore_conflicts=True)
    return dict(rows.filter(school=school, name__in=names).values_list("name", "pk"))


_Key = tuple[object, ...]


def _key_of(lesson: Lesson) -> _Key:
    return (
        lesson.school_class_id,
        lesson.weekday,
        lesson.slot.number,
        lesson.weeks,
        lesson.subject.name,
        lesson.teacher_id,
        lesson.room.name if lesson.room else "",
        lesson.division,
        lesson.part,
    )


def _key_wanted(wanted: Matched) -> _Key:
    return (
        wanted.school_class.pk,
        wanted.weekday,
        wanted.slot,
        wanted.weeks,
        wanted.subject,
        wanted.teacher.pk,
        wanted.room,
        wanted.sitting.division,
        wanted.sitting.part,
    )

"""Deeds on the timetable: bells, make-up days, one lesson."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from qingshan.access.doing import doing
from qingshan.kit.words import tr
from qingshan.school.models import School
from qingshan.timetable.clashes import Placed, clashes_with, placed
from qingshan.timetable.models import Lesson, MakeUpPlan, Room, Slot

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from qingshan.people.models import Staff
    from qingshan.school.membership import Member
    from qingshan.school.models import SchoolClass, Subject
    from qingshan.timetable.clashes import Clash


class SlotIsUsed(Exception):
    """Lessons are held in it, so it stays."""


class LessonClashes(Exception):
    """The class, the colleague or the room has another lesson then; `clashes` say which."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__("; ".join(clash.sentence for clash in clashes))
        self.clashes = clashes


@dataclass(frozen=True, slots=True)
class Bell:
    """A slot as it is set: `pk` of the one that stands, None for a new one."""

    number: str
    name: str
    starts: dt.time
    ends: dt.time
    pk: int | None = None


@transaction.atomic
def set_bells(*, actor: Member, school: School, bells: Sequence[Bell], gone: Sequence[int]) -> None:
    """Writes the bells of a day; `gone` are keys of those taken out. Raises `SlotIsUsed`."""
    School.objects.select_for_update().get(pk=school.pk)
    held = {slot.pk: slot for slot in Slot.objects.filter(school=school)}
    with doing("set_bells", actor=actor.account):
        for pk in gone:
            try:
                held.pop(pk).delete()
            except ProtectedError as error:
                raise SlotIsUsed from error
        for bell in bells:
            slot = held.get(bell.pk or 0) or Slot(school=school)
            slot.number, slot.name = bell.number, bell.name
            slot.starts, slot.ends = bell.starts, bell.ends
            slot.save()


@transaction.atomic
def plan_make_up_day(*, actor: Member, school: School, day: dt.date, weekday: int) -> MakeUpPlan:
    """The make-up day follows the lessons of `weekday`, 1 for Monday."""
    with doing("plan_make_up_day", actor=actor.account):
        plan, _ = MakeUpPlan.objects.update_or_create(
            school=school, date=day, defaults={"weekday": weekday}
        )
    return plan


@dataclass(frozen=True, slots=True)
class Wanted:
    """A lesson of each week as somebody wants it; `room` is a name, made where it is new."""

    starts_on: dt.date
    ends_on: dt.date
    weekday: int
    slot: Slot
    weeks: str
    school_class: SchoolClass
    subject: Subject
    teacher: Staff
    room: str = ""
    link: str = ""
    division: str = ""
    part: str = ""

    def as_placed(self) -> Placed:
        return Placed(
            self.starts_on,
            self.ends_on,
            self.weekday,
            str(self.slot),
            self.weeks,
            self.school_class.name,
            self.subject.name,
            tr("{teacher}（{number}）").format(
                teacher=self.teacher.name, number=self.teacher.number
            ),
            self.room,
            self.link,
            division=self.division,
            part=self.part,
        )


@transaction.atomic
def keep_lesson(*, actor: Member, wanted: Wanted, lesson: Lesson | None = None) -> Lesson:
    """Writes one lesson, a new one or `lesson` otherwise. Raises `LessonClashes`."""
    school = wanted.school_class.school
    School.objects.select_for_update().get(pk=school.pk)
    others = Lesson.objects.filter(school=school, weekday=wanted.weekday, slot=wanted.slot)
    if lesson is not None:
        others = others.exclude(pk=lesson.pk)
    clashes = list(clashes_with(wanted.as_placed(), placed(others)))
    if clashes:
        raise LessonClashes(clashes)
    kept = lesson or Lesson(school=school)
    for name in ("starts_on", "ends_on", "weekday", "slot", "weeks", "school_class", "link"):
        setattr(kept, name, getattr(wanted, name))
    kept.subject, kept.teacher = wanted.subject, wanted.teacher
    kept.division, kept.part = wanted.division, wanted.part
    with doing("keep_lesson", actor=actor.account):
        kept.room = room_named(school, wanted.room)
        kept.save()
    return kept


@transaction.atomic
def remove_lesson(*, actor: Member, lesson: Lesson) -> None:
    """Takes it out, as if it never had been there; to end it, its last day is changed."""
    with doing("remove_lesson", actor=actor.account):
        lesson.delete()


def room_named(school: School, name: str) -> Room | None:
    """The room of that name, made where it is new; None for no name."""
    if not name:
        return None
    try:
        with transaction.atomic():
            return Room.objects.get_or_create(school=school, name=name)[0]
    except IntegrityError:
        return Room.objects.get(school=school, name=name)

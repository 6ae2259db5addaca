"""Deeds on the lessons of one day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.kit.words import tr
from qingshan.school.models import School
from qingshan.timetable.days import teaching_days
from qingshan.timetable.models import LessonChange
from qingshan.timetable.queries import Held, lessons_between
from qingshan.timetable.services import room_named

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.membership import Member


class CannotBe(Exception):
    """The change would put somebody or something in two places; `sentence` says which."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """What shall be otherwise: `teacher` of a substitute, `to` (day, slot) of a move."""

    kind: str
    teacher: int | None = None
    to: tuple[date, int] | None = None
    room: str = ""
    link: str = ""
    reason: str = ""


@transaction.atomic
def change_lesson_of_a_day(*, actor: Member, lesson: Held, asked: Asked) -> LessonChange:
    """Writes the change, instead of one that the lesson had. Raises `CannotBe`.

    A lesson that is moved to where its class has another changes places with it.
    """
    school = School.objects.select_for_update().get(pk=actor.school.pk if actor.school else 0)
    here = {"school_class": lesson.class_id, "part": lesson.part}
    LessonChange.objects.filter(school=school, date=lesson.day, slot=lesson.slot, **here).delete()
    other = _at_the_goal(school, lesson, asked)
    _mind(school, lesson, asked, other)
    with doing("change_lesson_of_a_day", actor=actor.account):
        if other is not None:
            back = Asked(LessonChange.Kind.MOVE, to=(lesson.day, lesson.slot), reason=asked.reason)
            _write(school, other, back)
        return _write(school, lesson, asked)


@transaction.atomic
def take_back_change(*, actor: Member, change: LessonChange) -> None:
    """The lesson is as the timetable has it; both, where two changed places."""
    with doing("take_back_change", actor=actor.account):
        if change.to_date is not None:
            swapped = LessonChange.objects.filter(
                school_class=change.school_class_id,
                date=change.to_date,
                slot=change.to_slot_id,
                to_date=change.date,
                to_slot=change.slot_id,
            )
            same_part = swapped.filter(part=change.part)
            for other in list(same_part) or list(swapped):
                other.delete()
        change.delete()


def _write(school: School, lesson: Held, asked: Asked) -> LessonChange:
    return LessonChange.objects.create(
        school=school,
        kind=asked.kind,
        date=lesson.day,
        slot_id=lesson.slot,
        school_class_id=lesson.class_id,
        part=lesson.part,
        subject_id=lesson.subject_id,
        planned_id=lesson.planned_id,
        teacher_id=asked.teacher or lesson.planned_id,
        to_date=asked.to[0] if asked.to else None,
        to_slot_id=asked.to[1] if asked.to else None,
        room=room_named(school, asked.room),
        link=asked.link,
        reason=asked.reason,
    )


def _at_the_goal(school: School, lesson: Held, asked: Asked) -> Held | None:
    """The lesson of the same children that is held where this one is to go.

    Raises `CannotBe` where changing places would give a child two lessons.
    """
    if asked.to is None or asked.to == (lesson.day, lesson.slot):
        return None
    there = _with_the_children_of(school, lesson, *asked.to)
    if len(there) > 1:
        raise CannotBe(tr("那个时间这个班分组上课，不好对调，请换一个时间。"))
    if there and _with_the_children_of(school, there[0], lesson.day, lesson.slot, but=lesson):
        raise CannotBe(tr("这一节班里还有别的组在上课，不好和那一节对调，请换一个时间。"))
    return there[0] if there else None


def _with_the_children_of(
    school: School, lesson: Held, day: date, slot: int, but: Held | None = None
) -> list[Held]:
    """Lessons held then in which children of `lesson` sit."""
    return [
        one
        for one in lessons_between(school, day, day)[day]
        if one.held
        and (one.slot, one.class_id) == (slot, lesson.class_id)
        and not one.is_apart_from(lesson)
        and (but is None or one.at != but.at)
    ]


def _mind(school: School, lesson: Held, asked: Asked, other: Held | None) -> None:
    if asked.to is not None:
        if asked.to == (lesson.day, lesson.slot):
            raise CannotBe(tr("调到的还是原来的时间，请换一个。"))
        if not teaching_days(school, asked.to[0], asked.to[0]):
            raise CannotBe(tr("{said}不上课，请换一天。").format(said=_said(asked.to[0])))
        if other is not None and other.lesson is None:
            raise CannotBe(tr("那个时间已经有一节调过来的课，请换一个时间。"))
        _mind_teacher(school, lesson.planned_id, lesson.planned, asked.to, lesson, other)
        if other is not None:
            goal = (lesson.day, lesson.slot)
            _mind_teacher(school, other.teacher_id, other.teacher, goal, lesson, other)
    elif asked.teacher is not None:
        _mind_teacher(school, asked.teacher, "", (lesson.day, lesson.slot), lesson, None)
    _mind_room(school, lesson, asked, other)


def _mind_teacher(
    school: School,
    teacher: int,
    name: str,
    goal: tuple[date, int],
    lesson: Held,
    other: Held | None,
) -> None:
    """The colleague has nothing else then, but for the two lessons that change places."""
    day, slot = goal
    leaving = {lesson.at} | ({other.at} if other else set())
    for one in lessons_between(school, day, day)[day]:
        if one.held and one.slot == slot and one.teacher_id == teacher and one.at not in leaving:
            told = tr("{name}{said}这一节要上{class_words}{subject}").format(
                name=name or one.teacher,
                said=_said(day),
                class_words=one.class_words,
                subject=one.subject,
            )
            raise CannotBe(tr("{told}，请换一个人或时间。").format(told=told))


def _mind_room(school: School, lesson: Held, asked: Asked, other: Held | None) -> None:
    if not asked.room:
        return
    day, slot = asked.to or (lesson.day, lesson.slot)
    leaving = {lesson.at} | ({other.at} if other else set())
    for one in lessons_between(school, day, day)[day]:
        if one.held and one.slot == slot and one.room == asked.room and one.at not in leaving:
            told = tr("{room}{said}这一节有{class_words}{subject}").format(
                room=asked.room, said=_said(day), class_words=one.class_words, subject=one.subject
            )
            raise CannotBe(tr("{told}，请换一间。").format(told=told))


def _said(day: date) -> str:
    return tr("{month}月{day}日").format(month=day.month, day=day.day)

"""One's own lessons of the day, each with the drop before it and where its roll is called."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse

from qingshan.care.attendance.visibility import ROLL_OFFICES
from qingshan.care.models import RollCall
from qingshan.desk.sql import LESSONS, clock, rows
from qingshan.desk.sql import day as as_day
from qingshan.kit.words import tr
from qingshan.school.calendar import in_week, week_number
from qingshan.timetable.days import parity
from qingshan.timetable.models import LessonChange, Slot, with_part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingshan.desk.day import Day
    from qingshan.desk.mine import MyClass
    from qingshan.people.models import Staff
    from qingshan.school.membership import Member

MOVED = "moved"
"""The state of a lesson that was moved to this day."""

Kind = LessonChange.Kind


@dataclass
class MyLesson:
    """A lesson that is one's own today. Of one that somebody else holds, or that is not held,
    `gone` is true; `note` says what is otherwise. `drops` are key, title, told."""

    slot: Slot
    class_id: int
    class_words: str
    subject: str
    room: str
    link: str
    note: str
    gone: bool
    roll: str
    drops: list[tuple[int, str, bool]] = field(default_factory=list)

    @property
    def is_address(self) -> bool:
        return self.link.startswith(("https://", "http://"))


def lessons_today(staff: Staff, member: Member, day: Day, led: Iterable[MyClass]) -> list[MyLesson]:
    """In the order of the bells; none on a day without lessons. One query."""
    term = day.term if day.in_term else None
    asked = {
        "school": staff.school_id,
        "staff": staff.pk,
        "day": day.on,
        "weeks": parity(week_number(day.on, term)) if term else "every",
        "weekday": day.on.isoweekday() if term and in_week(day.on) else 0,
    }
    calls = {each.pk for each in led}
    found: dict[tuple[int, int, str, str], MyLesson] = {}
    of_the_day: set[int] = set()
    for row in rows(LESSONS, asked):
        slot, class_id, part, state = row[0], row[5], row[7], row[11]
        lesson = found.get((slot, class_id, part, state))
        if lesson is None:
            lesson = found[slot, class_id, part, state] = _lesson(row, staff)
            if not lesson.gone:
                lesson.roll = _roll(member, day, row, lesson, calls)
        _add_drop(lesson, row, of_the_day)
    return list(found.values())


def _lesson(row: tuple[Any, ...], staff: Staff) -> MyLesson:
    pk, number, name, starts, ends, class_id, class_name, part = row[:8]
    subject, room, link, state, planned_id, planned, teacher, when = row[8:16]
    given = state == Kind.SUBSTITUTE and planned_id == staff.pk and teacher != ""
    own = state == Kind.SUBSTITUTE and planned_id != staff.pk
    note = {Kind.CANCEL: tr("停上"), Kind.PLACE: tr("改线上") if link else tr("换了地方")}.get(
        state, ""
    )
    moved = as_day(when)
    if own:
        note = tr("代{planned}").format(planned=planned)
    elif given:
        note = tr("{teacher}代").format(teacher=teacher)
    elif moved is not None:
        note = tr("{rest}{month}月{day}日").format(
            rest=tr("从") if state == MOVED else tr("调到"), month=moved.month, day=moved.day
        )
        note += tr("调来") if state == MOVED else ""
    return MyLesson(
        slot=Slot(pk=pk, number=number, name=name, starts=clock(starts), ends=clock(ends)),
        class_id=class_id,
        class_words=with_part(class_name, part),
        subject=subject,
        room=room,
        link=link,
        note=note,
        gone=given or state in {Kind.CANCEL, Kind.MOVE},
        roll="",
    )


def _roll(member: Member, day: Day, row: tuple[Any, ...], lesson: MyLesson, calls: set[int]) -> str:
    """Where the roll is called: of a lesson online its own, else the class's of the morning."""
    when = day.on.isoformat()
    if lesson.link:
        page = reverse("teaching:online_call", args=[when, lesson.slot.pk, lesson.class_id])
        return f"{page}?{urlencode({'part': row[7]})}" if row[7] else page
    if lesson.class_id in calls or member.holds(*ROLL_OFFICES):
        return reverse("care:roll", args=[lesson.class_id, RollCall.Session.MORNING, when])
    return ""


def _add_drop(lesson: MyLesson, row: tuple[Any, ...], of_the_day: set[int]) -> None:
    """A drop without a bell comes before the first of one's lessons in the class."""
    key, slot, title, record = row[16:20]
    if key is None or lesson.gone or (slot is None and key in of_the_day):
        return
    of_the_day.add(key)
    told = (key, title, record is not None)
    if told not in lesson.drops:
        lesson.drops.append(told)

"""The addresses of the timetable; merged into `tests.routes`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.cast import Cast


def a_lesson(cast: Cast) -> list[Any]:
    from tests.timetable.ground import make_ground

    return [make_ground(cast).lesson().pk]


def a_room(cast: Cast) -> list[Any]:
    from qingshan.timetable.models import Room

    return [Room.objects.create(school=cast.school, name="101").pk]


def a_make_up_day(cast: Cast) -> list[Any]:
    from qingshan.school.models import CalendarDay

    day = dt.date(2026, 11, 28)
    CalendarDay.objects.create(school=cast.school, date=day, kind="make_up")
    return [day.isoformat()]


def a_lesson_of_a_day(cast: Cast) -> list[Any]:
    from tests.timetable.ground import TUESDAY, make_ground

    ground = make_ground(cast)
    lesson = ground.lesson()
    return [TUESDAY.isoformat(), lesson.slot_id, lesson.school_class_id]


def a_change(cast: Cast) -> list[Any]:
    from qingshan.timetable.models import LessonChange
    from tests.timetable.ground import TUESDAY, make_ground

    lesson = make_ground(cast).lesson()
    made = LessonChange.objects.create(
        school=cast.school,
        kind="cancel",
        date=TUESDAY,
        slot=lesson.slot,
        school_class=lesson.school_class,
        subject=lesson.subject,
        planned=lesson.teacher,
        teacher=lesson.teacher,
    )
    return [made.pk]


def a_timetable_file(cast: Cast) -> list[Any]:
    from qingshan.timetable.models import TimetableFile
    from tests.timetable.files import FET_TABLE

    made = TimetableFile.objects.create(
        school=cast.school,
        account=cast.accounts["administrator"],
        name="timetable.csv",
        content=FET_TABLE.encode(),
        starts_on=dt.date(2026, 8, 31),
        ends_on=dt.date(2027, 1, 15),
    )
    return [made.pk]

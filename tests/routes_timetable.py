"""The addresses of the timetable; merged into `tests.routes`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests.route import (
    EVERYBODY,
    HEADS,
    HEADS_ANYWHERE,
    POST_ONLY,
    SCHOOL,
    SERVING,
    Route,
    of_class_31,
    of_the_teacher,
)

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


ROWS: dict[str, Route] = {
    "timetable:home": Route(SERVING),
    "timetable:of_class": Route(SCHOOL, of_class_31),
    "timetable:of_teacher": Route(SCHOOL, of_the_teacher),
    "timetable:of_room": Route(SCHOOL, a_room),
    "timetable:bells": Route(HEADS_ANYWHERE | {"student_affairs"}),
    "timetable:make_up": Route(HEADS | {"student_affairs"}, a_make_up_day),
    "timetable:lesson_new": Route(HEADS_ANYWHERE | {"student_affairs"}),
    "timetable:lesson_edit": Route(HEADS | {"student_affairs"}, a_lesson),
    "timetable:lesson_remove": Route(EVERYBODY, a_lesson, **POST_ONLY),
    "timetable:import_new": Route(HEADS_ANYWHERE | {"student_affairs"}),
    "timetable:import_run": Route(HEADS | {"student_affairs"}, a_timetable_file),
    "timetable:import_adopt": Route(EVERYBODY, a_timetable_file, **POST_ONLY),
    "timetable:change_list": Route(SERVING),
    "timetable:change_new": Route(HEADS | {"student_affairs"}, a_lesson_of_a_day),
    "timetable:change_take_back": Route(EVERYBODY, a_change, **POST_ONLY),
}

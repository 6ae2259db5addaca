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

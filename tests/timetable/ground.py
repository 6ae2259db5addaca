"""A small timetable: 吴老师 teaches 三(1)语文 on Tuesdays at the first bell, and so on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.school.models import Subject
from qingshan.timetable.models import Lesson, Slot

if TYPE_CHECKING:
    from tests.cast import Cast

FIRST, LAST = dt.date(2026, 8, 31), dt.date(2027, 1, 15)
TUESDAY = dt.date(2026, 11, 24)  # of the thirteenth week, an odd one
BELLS = (("1", "08:00", "08:40"), ("2", "08:50", "09:30"), ("3", "10:00", "10:40"))


@dataclass
class Ground:
    cast: Cast
    slots: dict[str, Slot]

    def lesson(self, who="teacher", school_class=None, slot="1", weekday=2, **more) -> Lesson:
        subject = more.pop("subject", "语文")
        given = {"starts_on": FIRST, "ends_on": LAST} | more
        return Lesson.objects.get_or_create(
            school=self.cast.school,
            school_class=school_class or self.cast.class_31,
            slot=self.slots[slot],
            weekday=weekday,
            teacher=self.cast.staff[who],
            subject=Subject.objects.get_or_create(school=self.cast.school, name=subject)[0],
            **given,
        )[0]


def make_ground(cast: Cast) -> Ground:
    slots = {
        number: Slot.objects.create(
            school=cast.school,
            number=number,
            starts=dt.time.fromisoformat(starts),
            ends=dt.time.fromisoformat(ends),
        )
        for number, starts, ends in BELLS
    }
    return Ground(cast, slots)

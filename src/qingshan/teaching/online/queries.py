"""Which lessons of a colleague are online, and which of them have a roll."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from qingshan.teaching.models import OnlineRoll
from qingshan.timetable.queries import lessons_between, slots_of

if TYPE_CHECKING:
    from datetime import date

    from qingshan.people.models import Staff
    from qingshan.school.models import School
    from qingshan.timetable.models import Slot
    from qingshan.timetable.queries import Held

BACK = timedelta(days=13)
"""A roll can be called until two weeks later."""


@dataclass(frozen=True, slots=True)
class Online:
    """A lesson online and its roll, None while nobody called it."""

    lesson: Held
    slot: Slot
    roll: OnlineRoll | None


def online_lessons_of(staff: Staff, today: date) -> list[Online]:
    """Those that the colleague holds, today and two weeks back, the latest first."""
    school = staff.school
    days = lessons_between(school, today - BACK, today)
    lessons = [one for held in days.values() for one in held if _is_online(one, staff)]
    if not lessons:
        return []
    slots = {slot.pk: slot for slot in slots_of(school)}
    rolls = OnlineRoll.objects.filter(school=school, date__range=(today - BACK, today))
    called = {(roll.date, roll.slot_id, roll.school_class_id, roll.part): roll for roll in rolls}
    found = [Online(one, slots[one.slot], called.get(one.at)) for one in lessons]
    return sorted(found, key=lambda one: (one.lesson.day, one.slot.starts), reverse=True)


def online_lesson(
    school: School, staff: Staff, *, day: date, slot: int, school_class: int, part: str = ""
) -> Held | None:
    """The lesson online that the colleague holds then; None where there is none."""
    lessons = lessons_between(school, day, day)[day]
    at = (day, slot, school_class, part)
    return next((one for one in lessons if one.at == at and _is_online(one, staff)), None)


def number_called(lesson: Held) -> int | None:
    """How many were on the list of this part of the class when its roll was last called."""
    rolls = OnlineRoll.objects.filter(school_class=lesson.class_id, part=lesson.part)
    return rolls.order_by("-date").values_list("called", flat=True).first()


def _is_online(one: Held, staff: Staff) -> bool:
    return one.held and one.is_online and one.teacher_id == staff.pk

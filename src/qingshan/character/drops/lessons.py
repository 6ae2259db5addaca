"""Before which lessons of a term a class can be told a drop, by its timetable.

Where no timetable stands for a class, it is the school days; and a make-up day of which nobody said
yet whose lessons it has counts as one day.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qingshan.school.calendar import school_days
from qingshan.school.queries import departures_of
from qingshan.timetable.days import teaching_days
from qingshan.timetable.models import Lesson
from qingshan.timetable.queries import lessons_between, slots_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from qingshan.character.drops.laying import When
    from qingshan.character.models import DropSetting
    from qingshan.school.models import Term
    from qingshan.timetable.models import Slot

OF_THE_DAY = 0
"""Which lesson of the day it is where none is known."""


@dataclass(frozen=True)
class Ahead:
    """A class's lessons to come: each with the bell it begins at, None for a day as such."""

    lessons: dict[When, int | None] = field(default_factory=dict)

    @property
    def is_by_days(self) -> bool:
        """Whether there are lessons, and no timetable says when any is."""
        return bool(self.lessons) and not any(self.lessons.values())


class TermAhead:
    """The lessons of a term from a day on, as the setting wants them. Ten queries."""

    def __init__(self, term: Term, setting: DropSetting, since: date) -> None:
        self.setting = setting
        first = max(since, term.starts_on)
        self.slots = slots_of(term.school)
        self.place = {slot.pk: n for n, slot in enumerate(self.slots, start=1)}
        self.days = [day for day in _school_days(term) if first <= day <= term.ends_on]
        self.taught = teaching_days(term.school, first, term.ends_on)
        self.spans: dict[int, set[tuple[date, date]]] = defaultdict(set)
        rows = Lesson.objects.filter(
            school=term.school_id, starts_on__lte=term.ends_on, ends_on__gte=first
        )
        for key, start, end in rows.order_by().values_list("school_class", "starts_on", "ends_on"):
            self.spans[key].add((start, end))
        self.bells: dict[tuple[int, date], set[int]] = defaultdict(set)
        planned = lessons_between(term.school, first, term.ends_on) if self.spans else {}
        for day, lessons in planned.items():
            for one in lessons:
                if one.held:
                    self.bells[one.class_id, day].add(one.slot)

    def of_class(self, key: int) -> Ahead:
        found: dict[When, int | None] = {}
        for day in self.days:
            if not self._has_timetable(key, day):
                if self._is_wanted(day.isoweekday()):
                    found[day, OF_THE_DAY] = None
                continue
            taught = self.taught[day].weekday if day in self.taught else None
            if self._is_wanted(taught or day.isoweekday()):
                for slot in chosen(self.bells[key, day], self.slots, self.setting.lesson):
                    found[day, self.place[slot]] = slot
        return Ahead(found)

    def _has_timetable(self, key: int, day: date) -> bool:
        taught = self.taught.get(day)
        if taught is not None and taught.weekday is None:
            return False
        return any(first <= day <= last for first, last in self.spans[key])

    def _is_wanted(self, weekday: int) -> bool:
        return str(weekday) in self.setting.weekdays


def chosen(bells: Iterable[int], slots: Sequence[Slot], lesson: int) -> list[int]:
    """Of a day's bells those before which a drop comes: all, or the one of this number.

    Where there is no lesson at that bell the next one that day has it, else the last.
    """
    place = {slot.pk: n for n, slot in enumerate(slots)}
    held = sorted(bells, key=lambda slot: place[slot])
    if not held or not lesson:
        return held
    wanted = numbered(slots, lesson)
    later = (slot for slot in held if place[slot] >= wanted)
    return [next(later, held[-1])]


def numbered(slots: Sequence[Slot], lesson: int) -> int:
    """The place of the bell with this number; without numbers, of the so-manieth."""
    by_number: Mapping[str, int] = {slot.number: n for n, slot in enumerate(slots)}
    return by_number.get(str(lesson), min(lesson, len(slots)) - 1)


def _school_days(term: Term) -> list[date]:
    return school_days([term], departures_of(term.school, term.starts_on, term.ends_on))

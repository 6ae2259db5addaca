"""A week of lessons as a page shows it: a line for each bell, a column for each day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from qingshan.kit.words import as_written, tr
from qingshan.school.calendar import in_week
from qingshan.timetable.days import TeachingDay, teaching_days, week_around
from qingshan.timetable.models import LessonChange, Slot, Weekday
from qingshan.timetable.queries import Held, slots_of, week_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from qingshan.school.models import School
    from qingshan.timetable.queries import Whose


@dataclass(frozen=True, slots=True)
class DayHead:
    """The head of a column: `note` says why there is nothing, or whose lessons are held."""

    date: date
    word: str
    note: str
    is_today: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at a bell of a day: a lesson, or two where one was moved away or doubled."""

    date: date
    slot: Slot
    lessons: tuple[Shown, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A lesson in words: `note` is what is otherwise today."""

    lesson: Held
    note: str


@dataclass(frozen=True, slots=True)
class Week:
    """The whole: `rows` are a bell with its cells, in the order of `heads`."""

    heads: list[DayHead]
    rows: list[tuple[Slot, list[Cell]]]
    before: date
    after: date
    day: date

    @property
    def has_lessons(self) -> bool:
        return any(cell.lessons for _, cells in self.rows for cell in cells)


def week_page(whose: Whose, day: date, today: date) -> Week:
    """The week around `day`, which is the one that a phone shows."""
    school = whose.school
    lessons = week_of(whose, day)
    slots = slots_of(school)
    taught = teaching_days(school, *_ends(day))
    columns = [each for each in week_around(day) if in_week(each) or lessons[each] or each == day]
    heads = [
        DayHead(
            each,
            WORDS[each.isoweekday()],
            _note(taught.get(each)),
            is_today=each == today,
            chosen=each == day,
        )
        for each in columns
    ]
    rows = [
        (slot, [_cell(each, slot, lessons[each], slots, chosen=each == day) for each in columns])
        for slot in slots
    ]
    week = timedelta(days=7)
    return Week(heads, rows, day - week, day + week, day)


WORDS: Mapping[int, str] = {value: as_written(label)[-1] for value, label in Weekday.choices}


def in_words(lesson: Held, slots: Mapping[int, Slot]) -> str:
    """What is otherwise with the lesson on its day; "" where nothing is."""
    if lesson.state == LessonChange.Kind.CANCEL:
        return tr("停上")
    if lesson.to is not None:
        return tr("调到{time}").format(time=_time(lesson.to, slots))
    if lesson.moved_from is not None:
        return tr("从{time}调来").format(time=_time(lesson.moved_from, slots))
    if lesson.state == LessonChange.Kind.SUBSTITUTE:
        return tr("{teacher}代{planned}").format(teacher=lesson.teacher, planned=lesson.planned)
    if lesson.state == LessonChange.Kind.PLACE:
        return tr("改线上") if lesson.link else tr("换了地方")
    return ""


def _cell(day: date, slot: Slot, lessons: list[Held], slots: list[Slot], *, chosen: bool) -> Cell:
    known = {each.pk: each for each in slots}
    shown = tuple(
        Shown(lesson, in_words(lesson, known)) for lesson in lessons if lesson.slot == slot.pk
    )
    return Cell(day, slot, shown, chosen)


def _time(when: tuple[date, int], slots: Mapping[int, Slot]) -> str:
    day, slot = when
    return tr("{month}月{day}日{get}").format(month=day.month, day=day.day, get=slots.get(slot, ""))


def _ends(day: date) -> tuple[date, date]:
    week = week_around(day)
    return week[0], week[-1]


def _note(taught: TeachingDay | None) -> str:
    if taught is None:
        return tr("不上课")
    if not taught.made_up:
        return ""
    if taught.weekday is None:
        return tr("补课，还没定按星期几上")
    return tr("补课，上{weekday}的课").format(weekday=Weekday(taught.weekday).label)


def days_to_plan(school: School, first: date, last: date) -> list[date]:
    """Make-up days for which nobody said whose lessons they follow."""
    days = teaching_days(school, first, last).values()
    return [day.date for day in days if day.weekday is None]

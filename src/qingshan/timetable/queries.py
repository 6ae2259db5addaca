"""Which lessons are held: the timetable as the calendar and the changes of a day leave it.

`lessons_on(school, day)` and `week_of(class | colleague | room, day)` are what others ask.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from qingshan.people.models import Staff
from qingshan.school.calendar import days_between
from qingshan.school.models import SchoolClass
from qingshan.timetable.clashes import are_apart
from qingshan.timetable.days import teaching_days, week_around
from qingshan.timetable.models import Lesson, LessonChange, Room, Slot, with_part

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.models import School

    At = tuple[date, int, int, str]
    """Day, bell, class and part of the class."""


@dataclass(frozen=True, slots=True)
class Held:
    """A lesson on a day, told by keys and words. `teacher` holds it, `planned` would have.

    `state` is "" or a `LessonChange.Kind`. A lesson that was moved stands at both its times, and
    is not `held` at the old one; `to` says where it went, `moved_from` where it came from.
    """

    day: date
    slot: int
    class_id: int
    class_name: str
    subject_id: int
    subject: str
    teacher_id: int
    teacher: str
    planned_id: int
    planned: str
    room_id: int | None = None
    room: str = ""
    link: str = ""
    lesson: int | None = None
    change: int | None = None
    state: str = ""
    held: bool = True
    to: tuple[date, int] | None = None
    moved_from: tuple[date, int] | None = None
    reason: str = ""
    division: str = ""
    part: str = ""

    @property
    def is_online(self) -> bool:
        return bool(self.link)

    @property
    def class_words(self) -> str:
        """The class, and which part of it."""
        return with_part(self.class_name, self.part)

    @property
    def at(self) -> At:
        """Day, bell, class and part of it: no two lessons that are held share them."""
        return self.day, self.slot, self.class_id, self.part

    def is_apart_from(self, other: Held) -> bool:
        """Whether the two have no child in common, as parts of one division of their class."""
        return are_apart((self.division, self.part), (other.division, other.part))


Whose = SchoolClass | Staff | Room


def slots_of(school: School) -> list[Slot]:
    """The bells of a day, the earliest first."""
    return list(Slot.objects.filter(school=school))


def lessons_on(school: School, day: date) -> list[Held]:
    """The lessons held on a day, in the order of the bells and classes. Five queries."""
    return [lesson for lesson in lessons_between(school, day, day)[day] if lesson.held]


def week_of(whose: Whose, day: date) -> dict[date, list[Held]]:
    """The lessons of a class, a colleague or a room, Monday to Sunday of the week around `day`.

    Also those that are cancelled, moved away or held by somebody else instead. Five queries.
    """
    week = week_around(day)
    found = lessons_between(whose.school, week[0], week[-1])
    return {each: [one for one in found[each] if concerns(one, whose)] for each in week}


def concerns(lesson: Held, whose: Whose) -> bool:
    """Whether the lesson stands on the timetable of a class, a colleague or a room."""
    if isinstance(whose, SchoolClass):
        return lesson.class_id == whose.pk
    if isinstance(whose, Staff):
        return whose.pk in {lesson.teacher_id, lesson.planned_id}
    return lesson.room_id == whose.pk


def lessons_between(school: School, first: date, last: date) -> dict[date, list[Held]]:
    """Each day from `first` to `last` with its lessons, by bell and class. Five queries."""
    days = teaching_days(school, first, last)
    planned = _planned(school, first, last)
    changes = _changes(school, first, last)
    found: dict[date, list[_Ordered]] = {day: [] for day in days_between(first, last)}
    for day in days.values():
        for row in planned.get(day.weekday or 0, ()):
            if row.starts_on <= day.date <= row.ends_on and row.weeks in day.weeks:
                lesson = replace(row.held, day=day.date)
                change = changes.here.get(lesson.at)
                found[day.date].append((row.order, changed(lesson, change)))
    for change in changes.arriving:
        lesson = replace(arrived(change), division=_division(planned, change))
        found[change["to_date"]].append((_order(change, "to_slot__"), lesson))
    return {
        day: [lesson for _, lesson in sorted(lessons, key=lambda pair: pair[0])]
        for day, lessons in found.items()
    }


def changed(lesson: Held, change: dict[str, Any] | None) -> Held:
    """The lesson as a change of the day leaves it at its own time."""
    if change is None:
        return lesson
    kind = change["kind"]
    lesson = replace(lesson, change=change["pk"], state=kind, reason=change["reason"])
    if kind == LessonChange.Kind.CANCEL:
        return replace(lesson, held=False)
    if kind == LessonChange.Kind.MOVE:
        return replace(lesson, held=False, to=(change["to_date"], change["to_slot"]))
    if kind == LessonChange.Kind.SUBSTITUTE:
        lesson = replace(
            lesson,
            teacher_id=change["teacher"],
            teacher=change["teacher__name"],
            subject_id=change["subject"],
            subject=change["subject__name"],
        )
    return _placed(lesson, change)


def arrived(change: dict[str, Any]) -> Held:
    """A lesson that was moved, at its new time."""
    lesson = Held(
        day=change["to_date"],
        slot=change["to_slot"],
        class_id=change["school_class"],
        class_name=change["school_class__name"],
        subject_id=change["subject"],
        subject=change["subject__name"],
        teacher_id=change["teacher"],
        teacher=change["teacher__name"],
        planned_id=change["planned"],
        planned=change["planned__name"],
        change=change["pk"],
        state=LessonChange.Kind.MOVE,
        moved_from=(change["date"], change["slot"]),
        reason=change["reason"],
        part=change["part"],
    )
    return _placed(lesson, change)


def _placed(lesson: Held, change: dict[str, Any]) -> Held:
    """In the room or online where the change says so; otherwise where it always is."""
    if change["link"]:
        return replace(lesson, link=change["link"], room_id=None, room="")
    if change["room"]:
        return replace(lesson, room_id=change["room"], room=change["room__name"], link="")
    return lesson


_Order = tuple[Any, ...]
_Ordered = tuple[_Order, Held]


@dataclass(frozen=True, slots=True)
class _Planned:
    starts_on: date
    ends_on: date
    weeks: str
    order: _Order
    held: Held


@dataclass(frozen=True, slots=True)
class _Changes:
    """`here` by the time a lesson has in the timetable; `arriving` those moved into the days."""

    here: dict[At, dict[str, Any]]
    arriving: list[dict[str, Any]]


def _planned(school: School, first: date, last: date) -> dict[int, list[_Planned]]:
    """Weekday → its lessons in force on some of the days."""
    rows = Lesson.objects.filter(school=school, starts_on__lte=last, ends_on__gte=first)
    found: dict[int, list[_Planned]] = {}
    for row in rows.order_by().values(
        *("pk", "starts_on", "ends_on", "weekday", "weeks", "slot", "subject", "subject__name"),
        *("teacher", "teacher__name", "room", "room__name", "link", "division", "part"),
        *(*_CLASS, *_BELL),
    ):
        held = Held(
            day=first,
            slot=row["slot"],
            class_id=row["school_class"],
            class_name=row["school_class__name"],
            subject_id=row["subject"],
            subject=row["subject__name"],
            teacher_id=row["teacher"],
            teacher=row["teacher__name"],
            planned_id=row["teacher"],
            planned=row["teacher__name"],
            room_id=row["room"],
            room=row["room__name"] or "",
            link=row["link"],
            lesson=row["pk"],
            division=row["division"],
            part=row["part"],
        )
        planned = _Planned(
            row["starts_on"], row["ends_on"], row["weeks"], _order(row, "slot__"), held
        )
        found.setdefault(row["weekday"], []).append(planned)
    return found


_CLASS = (
    "school_class",
    "school_class__name",
    "school_class__grade_number",
    "school_class__code",
)
_BELL = ("slot__starts", "slot__number")


def _changes(school: School, first: date, last: date) -> _Changes:
    rows = LessonChange.objects.filter(school=school).filter(
        Q(date__range=(first, last)) | Q(to_date__range=(first, last))
    )
    told = list(
        rows.order_by().values(
            *("pk", "kind", "date", "slot", "to_date", "to_slot", "to_slot__starts"),
            *("to_slot__number", "subject", "subject__name", "planned", "planned__name"),
            *("teacher", "teacher__name", "room", "room__name", "link", "reason", "part"),
            *_CLASS,
        )
    )
    return _Changes(
        {(row["date"], row["slot"], row["school_class"], row["part"]): row for row in told},
        [row for row in told if row["to_date"] and first <= row["to_date"] <= last],
    )


def _order(row: dict[str, Any], bell: str) -> _Order:
    return (
        row[f"{bell}starts"],
        row[f"{bell}number"],
        row["school_class__grade_number"],
        row["school_class__code"],
        row["part"],
    )


def _division(planned: dict[int, list[_Planned]], change: dict[str, Any]) -> str:
    """Which division of its class the part of a moved lesson belongs to, by the timetable."""
    if not change["part"]:
        return ""
    of_class = (change["school_class"], change["part"])
    every = (row.held for rows in planned.values() for row in rows)
    return next((one.division for one in every if (one.class_id, one.part) == of_class), "")

"""Lessons that cannot be held at one time: a class, a colleague or a room is asked for twice.

A colleague who has one subject with several classes in one room holds one lesson with all of
them (合班): that is no clash. Nor are two parts of one division of a class (分组), which have no
child in common.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from qingshan.kit.words import tr
from qingshan.timetable.models import Lesson, Weekday, Weeks, with_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Placed:
    """A lesson of each week, as clashes see it; what is the same is compared by its words."""

    starts_on: date
    ends_on: date
    weekday: int
    slot: str
    weeks: str
    school_class: str
    subject: str
    teacher: str
    room: str = ""
    link: str = ""
    line: int = 0
    pk: int | None = None
    division: str = ""
    part: str = ""
    atoms: frozenset[str] = frozenset()
    """The smallest sets of children that a file says the part is made of, where it says so."""

    @property
    def when(self) -> str:
        words = {
            value: tr("（{label}）").format(label=label)
            for value, label in Weeks.choices
            if value != Weeks.EVERY
        }
        return f"{Weekday(self.weekday).label}{self.slot}{words.get(self.weeks, '')}"

    @property
    def what(self) -> str:
        return f"{with_part(self.school_class, self.part)}{self.subject}"

    def is_apart_from(self, other: Placed) -> bool:
        if self.atoms and other.atoms and self.school_class == other.school_class:
            return not self.atoms & other.atoms
        return are_apart((self.division, self.part), (other.division, other.part))


@dataclass(frozen=True, slots=True)
class Clash:
    """Two lessons that meet, in a sentence that says at what."""

    one: Placed
    other: Placed
    sentence: str


def clashes_of(lessons: Iterable[Placed]) -> list[Clash]:
    """Every pair that meets, each told once."""
    at: dict[tuple[int, str], list[Placed]] = defaultdict(list)
    for lesson in lessons:
        at[lesson.weekday, lesson.slot].append(lesson)
    return [
        clash
        for together in at.values()
        for one, other in combinations(together, 2)
        if _meet(one, other) and (clash := _clash(one, other)) is not None
    ]


def clashes_with(lesson: Placed, others: Iterable[Placed]) -> Iterator[Clash]:
    """Those of one lesson that is about to be written."""
    for other in others:
        same_time = (lesson.weekday, lesson.slot) == (other.weekday, other.slot)
        if same_time and _meet(lesson, other) and (clash := _clash(lesson, other)) is not None:
            yield clash


def placed(lessons: QuerySet[Lesson]) -> list[Placed]:
    """Rows of the timetable as clashes see them. One query."""
    rows = lessons.select_related("slot", "school_class", "subject", "teacher", "room")
    return [
        Placed(
            row.starts_on,
            row.ends_on,
            row.weekday,
            str(row.slot),
            row.weeks,
            row.school_class.name,
            row.subject.name,
            tr("{teacher}（{number}）").format(teacher=row.teacher.name, number=row.teacher.number),
            row.room.name if row.room else "",
            row.link,
            pk=row.pk,
            division=row.division,
            part=row.part,
        )
        for row in rows.defer("teacher__id_number", "teacher__phone")
    ]


def are_apart(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two parts of a class, each as division and part, have no child in common.

    Only parts of one division do: how two divisions cross, nobody has said.
    """
    return bool(one[1] and other[1]) and one[0] == other[0] and one[1] != other[1]


def _meet(one: Placed, other: Placed) -> bool:
    """Whether some week holds both."""
    if one.starts_on > other.ends_on or other.starts_on > one.ends_on:
        return False
    return Weeks.EVERY in {one.weeks, other.weeks} or one.weeks == other.weeks


def _clash(one: Placed, other: Placed) -> Clash | None:
    together = (one.subject, one.room, one.link) == (other.subject, other.room, other.link)
    if one.school_class == other.school_class and not one.is_apart_from(other):
        both = tr("{with_teacher}和{with_teacher2}").format(
            with_teacher=_with_teacher(one), with_teacher2=_with_teacher(other)
        )
        told = tr("{when}，{school_class}排了两节：{both}。").format(
            when=one.when, school_class=one.school_class, both=both
        )
        return Clash(one, other, told)
    if one.teacher == other.teacher:
        if together:
            return None
        told = tr("{when}，{teacher}要同时上{what}和{what2}。").format(
            when=one.when, teacher=one.teacher, what=one.what, what2=other.what
        )
        return Clash(one, other, told)
    if one.room and one.room == other.room:
        told = tr("{when}，{room}同时排了{with_teacher}和{with_teacher2}。").format(
            when=one.when,
            room=one.room,
            with_teacher=_with_teacher(one),
            with_teacher2=_with_teacher(other),
        )
        return Clash(one, other, told)
    return None


def _with_teacher(lesson: Placed) -> str:
    return tr("{what}（{partition}）").format(
        what=lesson.what, partition=lesson.teacher.partition("（")[0]
    )

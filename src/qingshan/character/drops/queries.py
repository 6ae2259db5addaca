"""Reading the drops: what is told today, and what a class has met and not met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import get_object_or_404

from qingshan.character.drops.lessons import numbered
from qingshan.character.drops.planning import classes_told
from qingshan.character.drops.visibility import drop_lessons_visible_to, drops_visible_to
from qingshan.character.models import Drop, DropLesson, DropSetting, Theme
from qingshan.people.visibility import classes_bound_to, staff_of
from qingshan.timetable.models import Lesson
from qingshan.timetable.queries import lessons_on, slots_of

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.membership import Member
    from qingshan.school.models import School, SchoolClass, Term
    from qingshan.timetable.queries import Held


@dataclass(frozen=True)
class Cell:
    """Of one theme: how many were told, and how many are still to come."""

    theme: str
    told: int
    waiting: int


@dataclass(frozen=True)
class Line:
    """A class's coverage; `unmet` drops are in use for its grade and were not told this term."""

    school_class: SchoolClass
    cells: tuple[Cell, ...]
    unmet: int

    @property
    def told(self) -> int:
        return sum(cell.told for cell in self.cells)

    @property
    def weakest(self) -> str:
        """The theme that came least often; "" where none was told."""
        if not self.told:
            return ""
        return str(Theme(min(self.cells, key=lambda cell: cell.told).theme).label)


def setting_of(school: School) -> DropSetting:
    """As the school set it, or as it stands until then: every day, before the first lesson."""
    return DropSetting.objects.filter(school=school).first() or DropSetting(school=school)


def drop_seen_by(member: Member, pk: int) -> Drop:
    return get_object_or_404(drops_visible_to(member).select_related("proposed_by"), pk=pk)


def drop_lesson_seen_by(member: Member, pk: int) -> DropLesson:
    rows = drop_lessons_visible_to(member).select_related("drop", "school_class", "record__staff")
    return get_object_or_404(rows, pk=pk)


@dataclass(frozen=True)
class Today:
    """What is laid on a day: before the lessons one holds oneself, for one's classes, for others.

    `lessons` says which lesson it comes before, by key of what is laid: of a divided class one for
    each part; without a timetable it says nothing.
    """

    taught: list[DropLesson]
    bound: list[DropLesson]
    others: list[DropLesson]
    lessons: dict[int, list[Held]]


def told_on(member: Member, school: School, day: date) -> Today:
    """Whoever holds the lesson sees its drop first. As many queries for one class as for thirty."""
    rows = drop_lessons_visible_to(member).filter(date=day)
    rows = rows.select_related("drop", "school_class", "record__staff").order_by(
        "slot__starts", "school_class__grade_number", "school_class__code"
    )
    own = set(classes_bound_to(member).values_list("pk", flat=True))
    staff = staff_of(member)
    day_told = _Day(school, day)
    found = Today([], [], [], {})
    for row in rows:
        lessons = found.lessons[row.pk] = day_told.lessons_after(row)
        if staff is not None and any(one.teacher_id == staff.pk for one in lessons):
            found.taught.append(row)
        else:
            (found.bound if row.school_class_id in own else found.others).append(row)
    return found


class _Day:
    """The lessons of a day by class, as the day's changes leave them."""

    def __init__(self, school: School, day: date) -> None:
        self.slots = slots_of(school)
        self.place = {slot.pk: n for n, slot in enumerate(self.slots)}
        self.lesson = setting_of(school).lesson or 1
        self.of_class: dict[int, list[Held]] = {}
        for one in lessons_on(school, day) if self.slots else ():
            self.of_class.setdefault(one.class_id, []).append(one)

    def lessons_after(self, row: DropLesson) -> list[Held]:
        """The lesson that a drop comes before: at its bell or, where that one is not held, next."""
        held = self.of_class.get(row.school_class_id, [])
        if not held:
            return []
        wanted = self.place.get(row.slot_id or 0, numbered(self.slots, self.lesson))
        later = [self.place[one.slot] for one in held if self.place[one.slot] >= wanted]
        bell = min(later) if later else self.place[held[-1].slot]
        return [one for one in held if self.place[one.slot] == bell]


def not_met_by(drops: QuerySet[Drop], school_class: SchoolClass, term: Term) -> QuerySet[Drop]:
    """Those in use for the class's grade that it was not told this term."""
    grade = school_class.grade_number
    told = DropLesson.objects.filter(
        school_class=school_class, term=term, record__isnull=False, drop=OuterRef("pk")
    )
    return drops.filter(
        ~Exists(told), state=Drop.State.ACCEPTED, from_grade__lte=grade, to_grade__gte=grade
    )


def not_met_by_grade(
    drops: QuerySet[Drop], school: School, grade: int, term: Term
) -> QuerySet[Drop]:
    """Those in use for a grade that none of its classes was told this term."""
    told = DropLesson.objects.filter(
        school=school, school_class__grade_number=grade, term=term, record__isnull=False
    )
    return drops.filter(
        ~Exists(told.filter(drop=OuterRef("pk"))),
        state=Drop.State.ACCEPTED,
        from_grade__lte=grade,
        to_grade__gte=grade,
    )


def coverage_of(school: School, term: Term) -> list[Line]:
    """Each class by theme. Three queries, whatever the number of classes."""
    rows = (
        DropLesson.objects.filter(school=school, term=term)
        .values("school_class", "drop__theme")
        .annotate(told=Count("record"), laid=Count("pk"))
    )
    found = {(row["school_class"], row["drop__theme"]): row for row in rows}
    in_use = list(
        Drop.objects.filter(school=school, state=Drop.State.ACCEPTED).values_list(
            "pk", "from_grade", "to_grade"
        )
    )
    told = _told(school, term)
    lines = []
    for school_class in classes_told(school):
        cells = tuple(_cell(found.get((school_class.pk, theme)), theme) for theme in Theme.values)
        met, grade = told.get(school_class.pk, set()), school_class.grade_number
        unmet = sum(first <= grade <= last and pk not in met for pk, first, last in in_use)
        lines.append(Line(school_class, cells, unmet))
    return lines


def classes_without_timetable(school: School, day: date) -> list[str]:
    """Names of the classes that no timetable says the lessons of, from a day on."""
    taught = set(
        Lesson.objects.filter(school=school, ends_on__gte=day).values_list(
            "school_class", flat=True
        )
    )
    return [one.name for one in classes_told(school) if one.pk not in taught]


def laid_and_told(school: School, term: Term) -> tuple[int, int]:
    rows = DropLesson.objects.filter(school=school, term=term)
    found = rows.aggregate(laid=Count("pk"), told=Count("pk", filter=Q(record__isnull=False)))
    return found["laid"], found["told"]


def _cell(row: Any, theme: str) -> Cell:
    return Cell(theme, row["told"], row["laid"] - row["told"]) if row else Cell(theme, 0, 0)


def _told(school: School, term: Term) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    rows = DropLesson.objects.filter(school=school, term=term, record__isnull=False)
    for school_class, drop in rows.values_list("school_class", "drop"):
        found.setdefault(school_class, set()).add(drop)
    return found

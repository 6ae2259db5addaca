"""Who is free at a time, and what happens to one lesson of a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.kit.words import tr
from qingshan.people.models import Leave, Staff
from qingshan.timetable.models import Lesson, LessonChange, Slot
from qingshan.timetable.queries import Held, lessons_between, slots_of

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.models import School


@dataclass(frozen=True, slots=True)
class Free:
    """A colleague without a lesson at the time. `lessons` are the day's, `knows` the class."""

    pk: int
    name: str
    subject: str
    lessons: int
    same_subject: bool
    knows_class: bool

    @property
    def words(self) -> str:
        told = [
            self.subject or tr("没有任教学科"),
            tr("这天 {lessons} 节").format(lessons=self.lessons),
        ]
        if self.knows_class:
            told.append(tr("教这个班"))
        return tr("，").join(told)


def lesson_at(
    school: School, day: date, slot: int, school_class: int, part: str = ""
) -> Held | None:
    """The lesson of the class, or of a part of it, by the timetable, as the day leaves it."""
    lessons = lessons_between(school, day, day)[day]
    at = (day, slot, school_class, part)
    return next((one for one in lessons if one.lesson and one.at == at), None)


def free_at(school: School, lesson: Held, lessons: list[Held] | None = None) -> list[Free]:
    """Who could hold the lesson: teaches somewhere, is not away, has nothing then.

    Those of the same subject stand first, then those who know the class, then who has least.
    """
    day = lesson.day
    lessons = lessons_between(school, day, day)[day] if lessons is None else lessons
    held = [one for one in lessons if one.held]
    busy = {one.teacher_id for one in held if one.slot == lesson.slot} | {lesson.planned_id}
    number: dict[int, int] = {}
    for one in held:
        number[one.teacher_id] = number.get(one.teacher_id, 0) + 1
    knows = _teachers_of(school, lesson.class_id, day)
    people = Staff.objects.filter(school=school).exclude(post=Staff.Post.SUPPORT)
    rows = people.exclude(pk__in=busy | away_on(school, day)).order_by("number")
    found = [
        Free(
            pk,
            name,
            subject or "",
            number.get(pk, 0),
            same_subject=key == lesson.subject_id,
            knows_class=pk in knows,
        )
        for pk, name, key, subject in rows.values_list("pk", "name", "subject", "subject__name")
    ]
    return sorted(found, key=lambda one: (not one.same_subject, not one.knows_class, one.lessons))


def away_on(school: School, day: date) -> set[int]:
    """Colleagues who are on leave that day."""
    away = Leave.objects.filter(school=school, starts_on__lte=day)
    away = away.filter(Q(ends_on=None) | Q(ends_on__gte=day))
    return set(away.values_list("staff", flat=True))


def waiting_on(school: School, day: date) -> list[tuple[Slot, Held]]:
    """Lessons of the day whose teacher is away and for whom nobody was asked yet."""
    away = away_on(school, day)
    slots = {slot.pk: slot for slot in slots_of(school)}
    lessons = lessons_between(school, day, day)[day] if away else []
    return [(slots[one.slot], one) for one in lessons if one.held and one.teacher_id in away]


def changes_on(school: School, day: date) -> list[LessonChange]:
    rows = LessonChange.objects.filter(Q(date=day) | Q(to_date=day), school=school)
    rows = rows.select_related("slot", "to_slot", "school_class", "subject", "planned", "teacher")
    return list(rows.order_by("slot__starts", "pk"))


def _teachers_of(school: School, school_class: int, day: date) -> set[int]:
    rows = Lesson.objects.filter(
        school=school, school_class=school_class, starts_on__lte=day, ends_on__gte=day
    )
    return set(rows.order_by().values_list("teacher", flat=True))

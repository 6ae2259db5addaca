"""A small school's courses: two slots, three courses, one round."""

from __future__ import annotations

import datetime as dt

from qingshan.character.models import Course, CourseRound, CourseSlot, Offering, Placement
from tests.cast import add_student

TODAY = dt.date(2026, 11, 24)  # a Tuesday
BEGINS, ENDS = dt.time(15, 40), dt.time(16, 40)


def course(cast, name: str, category: str = "体育", **more) -> Course:
    row = {"school": cast.school, "name": name, "category": category, "nature": "school"}
    return Course.objects.create(**row | more)


def slot(cast, name: str = "周二下午", weekdays: str = "2", **more) -> CourseSlot:
    row = {"starts_at": BEGINS, "ends_at": ENDS, "name": name, "weekdays": weekdays}
    return CourseSlot.objects.create(
        school=cast.school, term=cast.year.terms.get(number=1), **row | more
    )


def offering(cast, at: CourseSlot, of: Course, **more) -> Offering:
    row = {"capacity": 2, "five": "运动", "teacher": cast.staff["teacher"]}
    return Offering.objects.create(
        school=cast.school, term=at.term, slot=at, course=of, **row | more
    )


def a_round(cast, *, until: dt.date | None = dt.date(2026, 12, 4)) -> CourseRound:
    term = cast.year.terms.get(number=1)
    return CourseRound.objects.create(school=cast.school, term=term, wishes_until=until)


def ball(cast) -> Offering:
    """The teacher's table tennis on Tuesdays."""
    return offering(cast, slot(cast), course(cast, "乒乓球"))


def placed(cast, child, at: Offering, state: str = "adopted") -> Placement:
    return Placement.objects.create(
        school=cast.school,
        slot=at.slot,
        student=child,
        offering=at,
        state=state,
        rank=1,
        why=f"第一志愿{at.course.name}。",
    )


def classmates(cast, number: int) -> list:
    return [add_student(cast.school, cast.class_31, f"G3{n:03}", f"同学{n}") for n in range(number)]

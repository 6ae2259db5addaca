"""Who left the demonstration school: last summer's ninth grade, and two children who moved away."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from qingshan.demo.names import child
from qingshan.people.derived import derive
from qingshan.people.models import Student
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from qingshan.school.models import School

AUGUST = 8
GRADUATES, LAST_GRADE = 12, 9  # of each class of the grade
MOVED = ((4, 250, "转到青山县实验小学"), (6, 310, "随父母转到外省，在读的学校回了函"))
"""Grade, days ago, where to."""


def let_some_leave(school: School, *, seed: int, today: date) -> None:
    """They are rows of their own, so that nothing that was counted changes."""
    rng = Random(seed + 77)  # noqa: S311 - invented people
    summer = date(today.year - (today.month < AUGUST), 7, 10)  # before this school year
    rooms = SchoolClass.objects.filter(school=school).order_by("grade_number", "code")
    left = [
        _left(rng, room, f"{n}{seat:02}", summer, "graduated", "县高级中学" if seat % 3 else "")
        for n, room in enumerate(rooms.filter(grade_number=LAST_GRADE))
        for seat in range(GRADUATES)
    ]
    for n, (grade, ago, where) in enumerate(MOVED):
        room = rooms.filter(grade_number=grade).first()
        if room is not None:
            day = today - timedelta(days=ago)
            left.append(_left(rng, room, f"9{n:02}", day, "transferred", where))
    Student.objects.bulk_create(left)


def _left(rng: Random, room: SchoolClass, mark: str, day: date, how: str, where: str) -> Student:
    girl = rng.random() < 0.5
    student = Student(
        school_id=room.school_id,
        number=f"GL{day:%Y%m%d}{mark}",
        name=child(rng, girl=girl),
        gender="female" if girl else "male",
        birth_date=date(day.year - 6 - room.grade_number, 3, 1) + timedelta(rng.randrange(300)),
        grade=room.grade,
        school_class=room,
        boarding="boarding" if rng.random() < 0.5 else "day",
        left_behind="none",
        left_on=day,
        left_how=how,
        left_to=where,
        left_noted_on=day,
    )
    derive(student)
    return student

"""Two hundred small schools, each with its own numbers; quick to make, the same each time."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from qingshan.care.models import FundEntry
from qingshan.character.models import Course
from qingshan.growth.models import Title
from qingshan.outcomes.models import Examination, Honour, Inspection
from qingshan.people.models import Staff, Student
from qingshan.records.models import Record
from qingshan.school.models import School, SchoolClass
from qingshan.voice.models import Incident

if TYPE_CHECKING:
    from django.db.models import Model

FIRST_DAY = dt.date(2025, 7, 1)
DAYS = 430
"""Some of them lie behind the day that is counted up to, and count for nothing yet."""


def make(number: int, *, seed: int = 1) -> list[School]:
    drawn = Random(seed)
    schools = School.objects.bulk_create(
        School(code=f"31220{n:05}", name=f"第{n}小学") for n in range(number)
    )
    for model, rows in _rows(drawn, schools):
        model._base_manager.bulk_create(rows, batch_size=2000)
    return schools


def _rows(drawn: Random, schools: list[School]) -> list[tuple[type[Model], list[Any]]]:
    classes = SchoolClass.objects.bulk_create(
        SchoolClass(school=s, code="C1", grade="一年级", grade_number=1, name="一(1)班")
        for s in schools
    )
    staff, students = [], []
    for school, class_ in zip(schools, classes, strict=True):
        staff += [_person(drawn, school, n) for n in range(drawn.randint(1, 6))]
        students += [_child(drawn, school, class_, n) for n in range(drawn.randint(0, 9))]
    staff = Staff.objects.bulk_create(staff, batch_size=2000)
    students = Student.objects.bulk_create(students, batch_size=2000)
    made: dict[type[Model], list[Any]] = {}
    for school in schools:
        grown = [one for one in staff if one.school_id == school.pk]
        small = [one for one in students if one.school_id == school.pk] or [None]
        for model, row in _deeds(drawn, school, grown, small):
            made.setdefault(model, []).append(row)
    return list(made.items())


def _person(drawn: Random, school: School, n: int) -> Staff:
    hired = dt.date(2018, 8, 20) + dt.timedelta(days=drawn.randrange(2000))
    return Staff(
        school=school,
        number=f"T{n:03}",
        name=f"老师{n}",
        gender="female",
        political_status="群众",
        hired_on=hired,
        joined_party_on=_maybe(drawn, hired + dt.timedelta(days=drawn.randint(-9, 2500))),
        applied_party_on=_maybe(drawn, hired + dt.timedelta(days=drawn.randint(0, 2500))),
        post=drawn.choice(Staff.Post.values),
        position=drawn.choice(("中层干部", "校长", "")),
    )


def _child(drawn: Random, school: School, class_: SchoolClass, n: int) -> Student:
    return Student(
        school=school,
        number=f"G{n:04}",
        name=f"学生{n}",
        gender="male",
        birth_date=dt.date(2015, 1, 1),
        grade="一年级",
        school_class=class_,
        boarding=drawn.choice((*Student.Boarding.values, "")),
        left_behind=drawn.choice((*Student.LeftBehind.values, "")),
    )


def _deeds(
    drawn: Random, school: School, staff: list[Staff], students: list[Any]
) -> list[tuple[type[Model], Any]]:
    def some(model: type[Model], most: int, **cells: Any) -> list[tuple[type[Model], Any]]:
        return [
            (
                model,
                model(school=school, **{k: c() if callable(c) else c for k, c in cells.items()}),
            )
            for _ in range(drawn.randint(0, most))
        ]

    def day() -> dt.date:
        return FIRST_DAY + dt.timedelta(days=drawn.randrange(DAYS))

    def teacher() -> Staff:
        return drawn.choice(staff)

    def child() -> Any:
        return drawn.choice(students)

    number = iter(range(1000))
    year = iter(drawn.sample(range(2018, 2030), 12))
    kinds = ("home_visit", "home_teaching", "portrait", "news_reading")
    titles = ("区级骨干教师", "市教学能手", "区人大代表", 'it\'s 100% \\ "quoted"')
    return [
        *some(
            Record,
            30,
            number=lambda: f"R{next(number)}",
            date=day,
            kind=lambda: drawn.choice(kinds),
            staff=teacher,
            student=lambda: _maybe(drawn, child()),
        ),
        *some(
            Title,
            6,
            staff=teacher,
            title=lambda: drawn.choice(titles),
            level="区级",
            awarded_on=day,
        ),
        *(
            row
            for recipient in ("staff", "student", "school")
            for row in _honours(some, drawn, recipient, day, teacher, students)
        ),
        *some(
            Inspection,
            6,
            level="省级",
            content="检查",
            result=lambda: drawn.choice(Inspection.Result.values),
            date=day,
        ),
        *some(
            FundEntry,
            8,
            kind="donation",
            amount=lambda: Decimal(drawn.randint(1, 999_999)) / 100,
            date=day,
        ),
        *some(
            FundEntry,
            8 if students[0] else 0,
            kind="support",
            amount=lambda: Decimal(drawn.randint(1, 99_999)) / 100,
            student=child,
            date=day,
        ),
        *some(
            Course,
            6,
            name=lambda: f"课程{next(number)}",
            category=lambda: drawn.choice(("体育", "艺术", "It's", "")),
            nature=lambda: drawn.choice(Course.Nature.values),
        ),
        *some(
            Incident,
            3,
            kind=lambda: drawn.choice(Incident.Kind.values),
            description="一件事",
            date=day,
        ),
        *(
            (Examination, Examination(school=school, year=next(year), sat=60, **_results(drawn)))
            for _ in range(drawn.randint(0, 4))
        ),
    ]


def _honours(
    some: Any, drawn: Random, recipient: str, day: Any, teacher: Any, students: Any
) -> Any:
    if recipient == "student" and students[0] is None:
        return []
    whose = {
        "staff": {"staff": teacher},
        "student": {"student": lambda: drawn.choice(students)},
        "school": {},
    }
    levels = ("school", "district", "city", "province", "nation")
    return some(
        Honour,
        4,
        recipient=recipient,
        name="一项荣誉",
        level=lambda: drawn.choice(levels),
        date=day,
        **whose[recipient],
    )


def _results(drawn: Random) -> dict[str, int]:
    graduates = drawn.choice((0, 30, 37, 60))
    entered = drawn.choice((graduates, drawn.randint(0, graduates)))
    return {"graduates": graduates, "entered": entered, "full_marks": drawn.randint(0, 5)}


def _maybe(drawn: Random, value: Any) -> Any:
    return value if drawn.random() < 0.7 else None

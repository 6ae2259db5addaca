"""Figures of character: the school's own courses."""

from __future__ import annotations

from django.db.models import Q

from qingshan.character.models import Course
from qingshan.character.visibility import courses_visible_to
from qingshan.kit.figures import Figure, Source
from qingshan.kit.measures import Distinct, HowMany

CHAPTER = "学生素质全面提高"
OWN = Q(nature=Course.Nature.SCHOOL)

COURSES = Source(
    title="课程",
    model=Course,
    owner="school",
    number="name",
    reads=("name", "category"),
    search=("name", "category"),
    label=lambda cells: f"{cells['name']} · {cells['category']}",
    visible=courses_visible_to,
)

FIGURES = (
    Figure(
        key="courses.count",
        title="校本课程",
        unit="门",
        definition="课程性质为校本课程的课程，按课程表现状计。",
        chapter=CHAPTER,
        source=COURSES,
        measure=HowMany(),
        where=OWN,
    ),
    Figure(
        key="courses.categories",
        title="校本课程类别",
        unit="类",
        definition="校本课程的类别，同一类别计一次。",
        chapter=CHAPTER,
        source=COURSES,
        measure=Distinct("category"),
        where=OWN,
    ),
)

"""The sheet of courses."""

from __future__ import annotations

from qingshan.character.models import Course
from qingshan.kit.cells import Text, Whole
from qingshan.kit.choices import Choice, Reference, labels_of
from qingshan.kit.sheets import Column, Sheet

COURSES = Sheet(
    title="课程",
    model=Course,
    place=140,
    help="国家、地方和校本课程，每门一行。",
    columns=(
        Column(
            title="课程名称",
            kind=Text(50),
            field="name",
            required=True,
            key=True,
            example="乒乓球",
        ),
        Column(title="类别", kind=Text(30), field="category", required=True, example="体育"),
        Column(
            title="课程性质",
            kind=Choice(labels_of(Course.Nature.choices)),
            field="nature",
            required=True,
            example="校本课程",
        ),
        Column(title="教师工号", kind=Reference("教职工"), field="teacher", example="T001"),
        Column(title="容量", kind=Whole(), field="capacity", example=20),
        Column(title="年级范围", kind=Text(50), field="grades", example="一年级-九年级"),
    ),
)

SHEETS = (COURSES,)

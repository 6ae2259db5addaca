"""Figures of the rosters: staff and students as they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

from qingshan.access.fields import masked
from qingshan.kit.figures import Figure, Page, Source
from qingshan.kit.measures import Cells, HowMany
from qingshan.people.models import Staff, Student
from qingshan.people.visibility import (
    service_visible_to,
    staff_visible_to,
    students_visible_to,
)

if TYPE_CHECKING:
    from datetime import date


def _staff_label(cells: Cells) -> str:
    words = (cells["name"], Staff.Post(cells["post"]).label, cells["subject__name"])
    return " · ".join(word for word in words if word)


STAFF = Source(
    title="教职工",
    model=Staff,
    owner="school",
    number="number",
    reads=("name", "post", "subject__name"),
    search=("search_key",),
    label=_staff_label,
    visible=staff_visible_to,
    page=lambda cells: Page("people:staff_member", cells["pk"]),
)

PARTY_MATTERS = replace(STAFF, visible=service_visible_to)
"""The same people where it is told who joined or applied: not for every colleague."""

STUDENTS = Source(
    title="学生",
    model=Student,
    owner="school",
    number="number",
    reads=("name", "school_class__name"),
    search=("search_key",),
    label=lambda cells: f"{cells['name']} · {cells['school_class__name']}",
    visible=students_visible_to,
    shown=lambda number: masked(number, tail=4),  # a 学籍号 holds the identity number
    page=lambda cells: Page("people:student", cells["pk"]),
)

SPECIAL_POST = Q(post=Staff.Post.SPECIAL)
ROSTER = "学校概况"
YOUNG_TEACHERS = "青年教师快速成长"


def _joined_party(as_of: date) -> Q:
    return SPECIAL_POST & Q(joined_party_on__gte=F("hired_on"), joined_party_on__lte=as_of)


def _party_applicants(as_of: date) -> Q:
    not_yet = Q(joined_party_on__isnull=True) | Q(joined_party_on__gt=as_of)
    return SPECIAL_POST & Q(applied_party_on__lte=as_of) & not_yet


def _of_staff(key: str, title: str, definition: str, **more: Any) -> Figure:
    return Figure(
        key=f"staff.{key}",
        title=title,
        unit="人",
        definition=definition,
        measure=HowMany(),
        **{"chapter": YOUNG_TEACHERS, "source": STAFF, **more},
    )


def _of_students(key: str, title: str, definition: str, where: Q) -> Figure:
    return Figure(
        key=f"students.{key}",
        title=title,
        unit="人",
        definition=definition,
        chapter=ROSTER,
        source=STUDENTS,
        measure=HowMany(),
        where=where,
    )


FIGURES = (
    _of_staff("total", "教职工", "在册的教职工，按名册现状计。", chapter=ROSTER),
    _of_staff(
        "special_post",
        "特岗教师",
        "岗位类型为特岗教师的在册教职工，按名册现状计。",
        where=SPECIAL_POST,
    ),
    _of_staff(
        "special_post.midlevel",
        "特岗教师中的中层干部",
        "职务为中层干部的特岗教师，按名册现状计。",
        where=SPECIAL_POST & Q(position="中层干部"),
    ),
    _of_staff(
        "special_post.joined_party",
        "入职后入党的特岗教师",
        "入党日期不早于入职日期、且不晚于统计日的特岗教师。",
        where=_joined_party,
        source=PARTY_MATTERS,
        date="joined_party_on",
    ),
    _of_staff(
        "special_post.party_applicants",
        "递交入党申请书的特岗教师",
        "统计日前（含当日）已申请入党、还没有入党的特岗教师。",
        where=_party_applicants,
        source=PARTY_MATTERS,
        date="applied_party_on",
    ),
    _of_students("total", "学生", "在册的学生，按名册现状计。", Q()),
    _of_students(
        "boarding",
        "住校生",
        "就读方式为住校的在册学生，按名册现状计。",
        Q(boarding=Student.Boarding.BOARDING),
    ),
    _of_students(
        "left_behind",
        "留守儿童",
        "单亲或双亲留守的在册学生，按名册现状计。",
        Q(left_behind__in=(Student.LeftBehind.ONE_PARENT, Student.LeftBehind.BOTH_PARENTS)),
    ),
)

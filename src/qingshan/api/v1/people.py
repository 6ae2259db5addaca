"""Colleagues and children, with as much of them as their pages show unasked.

What a page shows only at a click, and leaves a row of the audit log for, a program does not get.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from qingshan.api.v1.asking import Asked, Key, member_of
from qingshan.api.v1.names import Named, maybe_named, named
from qingshan.api.v1.paging import Cursor, Limit, Listing, PageOut
from qingshan.people.models import Guardian, Student
from qingshan.people.roster import on_roster
from qingshan.people.sealed import PHONE, STUDENT_FIELDS
from qingshan.people.students.queries import guardians_of, homeroom_of, student_seen_by
from qingshan.people.students.words import circumstances
from qingshan.people.visibility import staff_visible_to, students_visible_to

router = Router()
STAFF, STUDENTS = Listing("staff"), Listing("students")
SHOWN_OF_STAFF = ("pk", "number", "name", "post", "position", "subject", "group")
SHOWN_OF_STUDENTS = (
    *("pk", "name", "grade", "school_class", "boarding", "left_behind"),
    *("is_orphan", "disability", "has_subsidy", "needs_aid"),
)


class StaffOut(Schema):
    """A colleague as the directory has them."""

    id: int
    number: str
    name: str
    subject: Named | None
    group: Named | None
    post: str
    position: str


class StudentOut(Schema):
    """A child as the list has them; `circumstances` are words such as 住校, 父母都在外."""

    id: int
    name: str
    grade: str
    school_class: Named
    circumstances: list[str]


class GuardianOut(Schema):
    relation: str
    name: str
    phone: str


class ChildOut(StudentOut):
    """One child; number, identity number, telephone and address are masked as on the page."""

    gender: str
    birth_date: dt.date
    seat_number: str
    enrolled_month: str
    ethnicity: str
    number: str
    id_number: str
    phone: str
    address: str
    homeroom: Named | None
    guardians: list[GuardianOut]


@router.get("/staff", response=PageOut[StaffOut], summary="教职工")
def staff_list(request: Asked, cursor: Cursor | None = None, limit: Limit = 50) -> dict[str, Any]:
    rows, following = STAFF.page(_staff(request), cursor, limit)
    return {"items": [_colleague(row) for row in rows], "next": following}


@router.get("/staff/{key}", response=StaffOut, summary="一位教职工")
def staff_one(request: Asked, key: Key) -> StaffOut:
    return _colleague(get_object_or_404(_staff(request), pk=key))


@router.get("/students", response=PageOut[StudentOut], summary="归您看的孩子")
def student_list(
    request: Asked, school_class: Key | None = None, cursor: Cursor | None = None, limit: Limit = 50
) -> dict[str, Any]:
    member = member_of(request)
    here = students_visible_to(member).filter(on_roster(member.today))
    children = here.only(*SHOWN_OF_STUDENTS)
    if school_class:
        children = children.filter(school_class=school_class)
    children = children.annotate(class_name=F("school_class__name"))
    rows, following = STUDENTS.page(children, cursor, limit)
    return {"items": [_listed(row, row.class_name) for row in rows], "next": following}


@router.get("/students/{key}", response=ChildOut, summary="一个孩子")
def student_one(request: Asked, key: Key) -> ChildOut:
    found = student_seen_by(member_of(request), key)
    homeroom = homeroom_of(found)
    hidden: dict[str, Any] = {
        name: mask.over(getattr(found, name)) for name, mask in STUDENT_FIELDS.items()
    }
    return ChildOut(
        **_listed(found, found.school_class.name).dict(),
        **hidden,
        gender=found.gender,
        birth_date=found.birth_date,
        seat_number=found.seat_number,
        enrolled_month=found.enrolled_month,
        ethnicity=found.ethnicity,
        homeroom=named(homeroom.staff, homeroom.name) if homeroom else None,
        guardians=[_guardian(one) for one in guardians_of(found)],
    )


def _staff(request: Asked) -> Any:
    everyone = staff_visible_to(member_of(request)).only(*SHOWN_OF_STAFF)
    return everyone.annotate(subject_name=F("subject__name"), group_name=F("group__name"))


def _colleague(row: Any) -> StaffOut:
    return StaffOut(
        id=row.pk,
        number=row.number,
        name=row.name,
        subject=maybe_named(row.subject_id, row.subject_name),
        group=maybe_named(row.group_id, row.group_name),
        post=row.post,
        position=row.position,
    )


def _listed(child: Student, class_name: str) -> StudentOut:
    return StudentOut(
        id=child.pk,
        name=child.name,
        grade=child.grade,
        school_class=named(child.school_class_id, class_name),
        circumstances=circumstances(child),
    )


def _guardian(one: Guardian) -> GuardianOut:
    return GuardianOut(relation=one.relation, name=one.name, phone=PHONE.over(one.phone))

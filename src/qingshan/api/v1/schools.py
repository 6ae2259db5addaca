"""The school: its years, its days that are otherwise, its classes, the kinds of records."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, F
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from qingshan.api.v1.asking import Asked, Key, member_of, school_of
from qingshan.api.v1.names import Named, maybe_named
from qingshan.api.v1.paging import Cursor, Limit, Listing, PageOut
from qingshan.people.roster import on_roster
from qingshan.people.visibility import classes_visible_to
from qingshan.records.kinds import Kind, all_kinds
from qingshan.school.models import CalendarDay
from qingshan.school.queries import YearSpan, term_caption, years_of

router = Router()
DAYS = Listing("calendar", newest="date")
CLASSES = Listing("classes")


class TermOut(Schema):
    name: str
    number: int
    starts_on: dt.date
    ends_on: dt.date


class YearOut(Schema):
    name: str
    terms: list[TermOut]


class SchoolOut(Schema):
    """`today` is where the school year stands, in words."""

    code: str
    name: str
    today: str
    years: list[YearOut]


class DayOut(Schema):
    """A day on which the school departs from Monday to Friday: `holiday` or `make_up`."""

    date: dt.date
    kind: str


class ClassOut(Schema):
    id: int
    code: str
    name: str
    grade: str
    homeroom: Named | None
    children: int


class PartOut(Schema):
    key: str
    label: str


class KindOut(Schema):
    """A kind of record: whom it is `about`, which fields it `asks` for besides the day."""

    key: str
    label: str
    group: str
    five: str
    about: list[str]
    asks: list[str]
    parts: list[PartOut]


@router.get("/school", response=SchoolOut, summary="学校、学年和学期")
def school(request: Asked) -> SchoolOut:
    held = school_of(request)
    return SchoolOut(
        code=held.code,
        name=held.name,
        today=term_caption(held, member_of(request).today),
        years=[_year(year) for year in years_of(held)],
    )


@router.get("/calendar", response=PageOut[DayOut], summary="放假和补课的日子，近的在前")
def calendar(request: Asked, cursor: Cursor | None = None, limit: Limit = 50) -> dict[str, Any]:
    days = CalendarDay.objects.filter(school=school_of(request))
    rows, following = DAYS.page(days, cursor, limit)
    return {"items": rows, "next": following}


@router.get("/classes", response=PageOut[ClassOut], summary="班级")
def class_list(request: Asked, cursor: Cursor | None = None, limit: Limit = 50) -> dict[str, Any]:
    rows, following = CLASSES.page(_classes(request), cursor, limit)
    return {"items": [_class(row) for row in rows], "next": following}


@router.get("/classes/{key}", response=ClassOut, summary="一个班级")
def class_one(request: Asked, key: Key) -> ClassOut:
    return _class(get_object_or_404(_classes(request), pk=key))


@router.get("/kinds", response=list[KindOut], summary="能记的类型，每一类要填什么")
def kinds(request: Asked) -> list[KindOut]:
    return [_kind(kind) for kind in all_kinds().values()]


def _year(year: YearSpan) -> YearOut:
    return YearOut(name=year.name, terms=[TermOut.from_orm(term) for term in year.terms])


def _classes(request: Asked) -> Any:
    return classes_visible_to(member_of(request)).annotate(
        leader=F("homeroom__staff"),
        leader_name=F("homeroom__staff__name"),
        size=Count("students", filter=on_roster(member_of(request).today, "students__")),
    )


def _class(row: Any) -> ClassOut:
    return ClassOut(
        id=row.pk,
        code=row.code,
        name=row.name,
        grade=row.grade,
        homeroom=maybe_named(row.leader, row.leader_name),
        children=row.size,
    )


def _kind(kind: Kind) -> KindOut:
    return KindOut(
        key=kind.key,
        label=kind.label,
        group=kind.group,
        five=kind.five,
        about=list(kind.about),
        asks=list(kind.asks),
        parts=[PartOut(key=part.key, label=part.label) for part in kind.parts],
    )

"""Oneself: who asks, what one has promised, one's week, one's calendar."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from qingshan.api.v1.asking import Asked, Day, member_of, own_staff, school_of
from qingshan.api.v1.names import Named, named
from qingshan.programmes.standing import Standing, standing_of
from qingshan.reminders.feed import feed_of
from qingshan.timetable.days import week_around
from qingshan.timetable.models import Slot
from qingshan.timetable.queries import Held, slots_of, week_of

router = Router()


class MeOut(Schema):
    """Whose token it is and what it may do; `offices` are keys such as `principal`."""

    account: str
    name: str
    school: str
    offices: list[str]
    staff: Named | None
    scope: str
    expires_on: dt.date


class DutyOut(Schema):
    """A promise and how far it is: in the period of now, and of the year's periods that are over.

    `open` is null where nothing is asked now.
    """

    key: str
    programme: str
    title: str
    cadence: str
    period: str
    starts_on: dt.date | None
    due_on: dt.date | None
    amount: int
    target: int
    unit: str
    open: bool | None
    due: int
    met: int


class BellOut(Schema):
    """A stretch of the school day between two bells."""

    id: int
    name: str
    starts: dt.time
    ends: dt.time


class LessonOut(Schema):
    """A lesson of one's own on a day; not `held` where it was cancelled, moved or given away."""

    day: dt.date
    bell: int
    school_class: Named
    subject: Named
    teacher: Named
    room: str
    link: str
    held: bool
    state: str
    reason: str
    part: str
    """Which part of the class (男生, A组); "" for all of it."""


class WeekOut(Schema):
    first: dt.date
    last: dt.date
    bells: list[BellOut]
    lessons: list[LessonOut]


@router.get("/me", response=MeOut, summary="这个令牌是谁的，能做什么")
def me(request: Asked) -> MeOut:
    member, token, staff = member_of(request), request.auth.token, own_staff(request)
    return MeOut(
        account=member.account.username,
        name=member.account.name,
        school=school_of(request).code,
        offices=sorted(member.offices),
        staff=named(staff.pk, staff.name) if staff else None,
        scope=token.scope,
        expires_on=token.expires_on,
    )


@router.get("/duties", response=list[DutyOut], summary="自己答应做的事，做到哪儿了")
def duties(request: Asked) -> list[DutyOut]:
    staff = own_staff(request)
    today = member_of(request).today
    return [_duty(line) for line in standing_of(staff, today)] if staff else []


@router.get("/timetable", response=WeekOut, summary="自己这一周的课")
def timetable(request: Asked, day: Day | None = None) -> WeekOut:
    staff = own_staff(request)
    week = week_around(day or member_of(request).today)
    held = week_of(staff, week[0]) if staff else {}
    return WeekOut(
        first=week[0],
        last=week[-1],
        bells=[_bell(slot) for slot in slots_of(school_of(request))],
        lessons=[_lesson(lesson) for each in week for lesson in held.get(each, ())],
    )


@router.get(
    "/calendar.ics",
    summary="自己的日历",
    description="iCalendar（RFC 5545）：请自己去的活动，还没做完的承诺。里面没有孩子的名字。",
    openapi_extra={
        "responses": {
            200: {"description": "OK", "content": {"text/calendar": {"schema": {"type": "string"}}}}
        }
    },
    response={200: None},
)
def calendar_file(request: Asked) -> HttpResponse:
    written = feed_of(member_of(request), timezone.now())
    return HttpResponse(written, content_type="text/calendar; charset=utf-8")


def _duty(line: Standing) -> DutyOut:
    return DutyOut(
        key=line.duty.key,
        programme=line.duty.programme,
        title=line.duty.title,
        cadence=line.duty.cadence,
        period=line.round.words,
        starts_on=line.round.starts_on,
        due_on=line.round.due_on,
        amount=line.amount,
        target=line.duty.target,
        unit=line.duty.unit,
        open=None if line.current is None else not line.current,
        due=line.due,
        met=line.met,
    )


def _bell(slot: Slot) -> BellOut:
    return BellOut(id=slot.pk, name=str(slot), starts=slot.starts, ends=slot.ends)


def _lesson(lesson: Held) -> LessonOut:
    return LessonOut(
        day=lesson.day,
        bell=lesson.slot,
        school_class=named(lesson.class_id, lesson.class_name),
        subject=named(lesson.subject_id, lesson.subject),
        teacher=named(lesson.teacher_id, lesson.teacher),
        room=lesson.room,
        link=lesson.link,
        held=lesson.held,
        state=lesson.state,
        reason=lesson.reason,
        part=lesson.part,
    )

"""The courses of the demonstration: three slots, wishes, places adopted, meetings and pieces."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

from django.utils import timezone

from qingshan.character.courses.forms import begun_from
from qingshan.character.courses.placing import adopt_places, propose_places, version
from qingshan.character.models import (
    ClassRole,
    Course,
    CourseAbsence,
    CourseRecord,
    CourseRound,
    CourseSlot,
    CourseTogether,
    CourseWish,
    Offering,
    Placement,
)
from qingshan.people.models import Staff, Student
from qingshan.records.models import Record
from qingshan.school.calendar import school_days
from qingshan.school.membership import member_for
from qingshan.school.queries import departures_of, years_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingshan.access.models import Account
    from qingshan.school.models import School, Term

SLOTS = (("周二下午", "2", 1, 3), ("周三下午", "3", 4, 6), ("周四下午", "4", 7, 9))
BEGINS, ENDS = dt.time(15, 40), dt.time(16, 40)
ROOMS = ("操场", "音乐教室", "美术教室", "科学实验室", "三楼活动室", "图书室", "舞蹈教室")
BRING = {
    "乒乓球": "球拍",
    "书法": "毛笔和墨",
    "轮滑": "护具",
    "剪纸": "小剪刀",
    "国画": "毛笔和颜料",
}
SPARE = 1.1
PIECES = ("第一幅作品", "期中展示", "参加了校园艺术节")
ROLES = (
    ("班长", "文明"),
    ("图书角管理员", "读书"),
    ("领操员", "运动"),
    ("科学角管理员", "科学"),
    ("小广播员", "梦想"),
    ("劳动委员", "文明"),
    ("学习委员", "读书"),
)
MISSED = 0.04
NEWCOMER = "teacher"
"""The account of the young teacher, who has one of the courses."""
BATCH = 1000


def open_courses(school: School, keeper: Account, *, seed: int, today: dt.date) -> None:
    """For the term that runs, or the one last begun. `keeper` adopts the places."""
    rng = Random(seed)  # noqa: S311 - invented rows
    term = next(
        (t for year in years_of(school) for t in reversed(year.terms) if t.starts_on <= today),
        None,
    )
    courses = list(Course.objects.filter(school=school, nature=Course.Nature.SCHOOL))
    if term is None or not courses:
        return
    children = list(Student.objects.filter(school=school).select_related("school_class"))
    offerings = [
        one
        for name, days, first, last in SLOTS
        for one in _offer(rng, term, courses, children, (name, days, first, last))
    ]
    _wish(rng, offerings, children)
    held = CourseRound.objects.create(
        school=school, term=term, wishes_until=term.starts_on + dt.timedelta(days=10)
    )
    actor = member_for(keeper, school_id=school.pk)
    held = propose_places(actor=actor, term=term)
    adopt_places(actor=actor, term=term, seen=version(held))
    decided = dt.datetime.combine(held.wishes_until or today, dt.time(16, 30))
    CourseRound.objects.filter(pk=held.pk).update(adopted_at=timezone.make_aware(decided))
    _meet(rng, term, offerings, today)
    _give_roles(rng, children, term)


def _offer(
    rng: Random,
    term: Term,
    courses: Sequence[Course],
    children: Sequence[Student],
    when: tuple[str, str, int, int],
) -> list[Offering]:
    name, days, first, last = when
    slot = CourseSlot.objects.create(
        school=term.school,
        term=term,
        name=name,
        weekdays=days,
        starts_at=BEGINS,
        ends_at=ENDS,
        first_grade=first,
        last_grade=last,
    )
    waiting = sum(first <= one.school_class.grade_number <= last for one in children)
    made = [begun_from(course, term) for course in courses]
    newcomer = Staff.objects.filter(school=term.school, account__username=NEWCOMER).first()
    made[0].teacher = newcomer or made[0].teacher
    seats = sum(one.capacity for one in made)
    more = max(1.0, waiting * SPARE * 1.4 / seats)
    for one in made:
        one.slot, one.room = slot, rng.choice(ROOMS)
        one.materials = BRING.get(one.course.name, "")
        one.capacity = round(one.capacity * more)
    return Offering.objects.bulk_create(made)


def _wish(rng: Random, offerings: Sequence[Offering], children: Sequence[Student]) -> None:
    """Nearly everyone writes three; a few courses are what most want."""
    liked = {one.pk: 1 / (1 + rng.randrange(6)) for one in offerings}
    rows = []
    for child in children:
        grade = child.school_class.grade_number
        open_to = [
            one
            for one in offerings
            if one.slot.first_grade <= grade <= one.slot.last_grade
            and one.first_grade <= grade <= one.last_grade
        ]
        if len(open_to) < CourseRound.MOST or rng.random() < 0.03:
            continue
        drawn: dict[int, Offering] = {}
        while len(drawn) < CourseRound.MOST:
            one = rng.choices(open_to, [liked[o.pk] for o in open_to])[0]
            drawn[one.pk] = one
        rows += [
            CourseWish(
                school_id=child.school_id,
                student=child,
                slot=one.slot,
                offering=one,
                rank=rank,
            )
            for rank, one in enumerate(drawn.values(), start=1)
        ]
    CourseWish.objects.bulk_create(rows, batch_size=BATCH)
    first, second = children[0], children[1]
    CourseTogether.objects.create(
        school_id=first.school_id, term=offerings[0].term, first=first, second=second
    )


def _meet(rng: Random, term: Term, offerings: Sequence[Offering], today: dt.date) -> None:
    """Every week of the term so far, with a few missing; now and then a child's piece."""
    days = [
        day
        for day in school_days([term], departures_of(term.school, term.starts_on, term.ends_on))
        if term.starts_on + dt.timedelta(days=20) <= day <= today
    ]
    placed: dict[int, list[int]] = {}
    rows = Placement.objects.filter(slot__term=term, offering__isnull=False).order_by("pk")
    for offering, child in rows.values_list("offering", "student"):
        if offering:
            placed.setdefault(offering, []).append(child)
    absences: list[CourseAbsence] = []
    for one in offerings:
        for n, day in enumerate(d for d in days if d.isoweekday() in one.slot.days):
            session = _record(one, day, "course_session", f"第{n + 1}次课", f"S{n}")
            absences += [
                CourseAbsence(
                    school_id=one.school_id,
                    session=session,
                    student_id=child,
                    reason=rng.choice(("sick", "personal", "late")),
                )
                for child in placed.get(one.pk, ())
                if session and rng.random() < MISSED
            ]
        for n, child in enumerate(
            rng.sample(placed.get(one.pk, []), min(2, len(placed.get(one.pk, []))))
        ):
            if days:
                _record(one, rng.choice(days), "course_showing", rng.choice(PIECES), f"P{n}", child)
    CourseAbsence.objects.bulk_create(absences, batch_size=BATCH)


def _record(
    one: Offering, day: dt.date, kind: str, words: str, mark: str, child: int | None = None
) -> CourseRecord | None:
    if one.teacher is None:
        return None
    record = Record.objects.create(
        school_id=one.school_id,
        number=f"K{one.pk:03}{mark}",
        date=day,
        kind=kind,
        staff=one.teacher,
        title=f"{one.course.name}：{words}",
        minutes=one.slot.minutes if kind == "course_session" else None,
        five=one.five,
    )
    return CourseRecord.objects.create(
        school_id=one.school_id,
        record=record,
        offering=one,
        kind="session" if kind == "course_session" else "showing",
        student_id=child,
    )


def _give_roles(rng: Random, children: Sequence[Student], term: Term) -> None:
    by_class: dict[int, list[Student]] = {}
    for child in children:
        by_class.setdefault(child.school_class_id, []).append(child)
    ClassRole.objects.bulk_create(
        ClassRole(
            school_id=child.school_id, student=child, name=name, five=five, since=term.starts_on
        )
        for own in by_class.values()
        for child, (name, five) in zip(
            rng.sample(own, min(len(ROLES), len(own))), ROLES, strict=False
        )
    )

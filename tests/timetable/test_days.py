"""Which lessons are held on a day: the week, the calendar, odd and even weeks, changes."""

from __future__ import annotations

import datetime as dt

import pytest

from qingshan.school.models import CalendarDay
from qingshan.timetable.models import LessonChange, MakeUpPlan, Room
from qingshan.timetable.queries import lessons_on, week_of
from tests.timetable.ground import TUESDAY

pytestmark = [pytest.mark.django_db, pytest.mark.system("A1")]

SATURDAY = dt.date(2026, 11, 28)


def told(lessons):
    return [(one.class_name, one.subject, one.teacher) for one in lessons]


def test_a_weekday_has_its_own_lessons_in_the_order_of_the_bells(ground):
    ground.lesson(slot="2", subject="数学", who="homeroom")
    ground.lesson()
    ground.lesson(weekday=3)
    assert told(lessons_on(ground.cast.school, TUESDAY)) == [
        ("三年级(1)班", "语文", "吴老师"),
        ("三年级(1)班", "数学", "周老师"),
    ]


def test_a_holiday_and_a_sunday_have_none(ground):
    ground.lesson()
    ground.lesson(weekday=7)
    CalendarDay.objects.create(school=ground.cast.school, date=TUESDAY, kind="holiday")
    assert lessons_on(ground.cast.school, TUESDAY) == []
    assert lessons_on(ground.cast.school, dt.date(2026, 11, 29)) == []


def test_a_make_up_day_follows_the_weekday_that_is_said_and_none_before(ground):
    ground.lesson()
    CalendarDay.objects.create(school=ground.cast.school, date=SATURDAY, kind="make_up")
    assert lessons_on(ground.cast.school, SATURDAY) == []
    MakeUpPlan.objects.create(school=ground.cast.school, date=SATURDAY, weekday=2)
    assert told(lessons_on(ground.cast.school, SATURDAY)) == [("三年级(1)班", "语文", "吴老师")]


def test_odd_and_even_weeks_take_turns(ground):
    ground.lesson(weeks="odd")
    ground.lesson(weeks="even", subject="书法")
    this, next_ = (
        [one.subject for one in lessons_on(ground.cast.school, day)]
        for day in (TUESDAY, TUESDAY + dt.timedelta(days=7))
    )
    assert (this, next_) == (["语文"], ["书法"])


def test_outside_its_days_a_lesson_is_not_held(ground):
    ground.lesson(ends_on=TUESDAY - dt.timedelta(days=1))
    ground.lesson(starts_on=TUESDAY, subject="数学")
    assert [one.subject for one in lessons_on(ground.cast.school, TUESDAY)] == ["数学"]


def change(ground, kind, **more):
    given = {
        "school": ground.cast.school,
        "kind": kind,
        "date": TUESDAY,
        "slot": ground.slots["1"],
        "school_class": ground.cast.class_31,
        "subject": ground.cast.staff["teacher"].subject,
        "planned": ground.cast.staff["teacher"],
        "teacher": ground.cast.staff["teacher"],
    }
    return LessonChange.objects.create(**given | more)


def test_a_substitute_holds_the_lesson_and_both_see_it(ground):
    ground.lesson()
    change(ground, "substitute", teacher=ground.cast.staff["homeroom"])
    (held,) = lessons_on(ground.cast.school, TUESDAY)
    assert (held.teacher, held.planned) == ("周老师", "吴老师")
    for who in ("teacher", "homeroom"):
        assert len(week_of(ground.cast.staff[who], TUESDAY)[TUESDAY]) == 1


def test_a_moved_lesson_is_held_at_its_new_time_only(ground):
    ground.lesson()
    thursday = TUESDAY + dt.timedelta(days=2)
    change(ground, "move", to_date=thursday, to_slot=ground.slots["3"])
    assert lessons_on(ground.cast.school, TUESDAY) == []
    (held,) = lessons_on(ground.cast.school, thursday)
    assert (held.slot, held.moved_from) == (ground.slots["3"].pk, (TUESDAY, ground.slots["1"].pk))
    week = week_of(ground.cast.class_31, TUESDAY)
    assert [(len(week[day]), [one.held for one in week[day]]) for day in (TUESDAY, thursday)] == [
        (1, [False]),
        (1, [True]),
    ]


def test_a_lesson_online_is_a_lesson_in_no_room(ground):
    room = Room.objects.create(school=ground.cast.school, name="101")
    ground.lesson(room=room)
    change(ground, "place", link="腾讯会议 123-456")
    (held,) = lessons_on(ground.cast.school, TUESDAY)
    assert held.is_online
    assert held.room_id is None
    assert week_of(room, TUESDAY)[TUESDAY] == []


def test_a_day_costs_the_same_for_one_lesson_and_for_thirty(ground, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (1, 30):
        for n in range(number):
            ground.lesson(starts_on=dt.date(2026, 9, 1) + dt.timedelta(days=n + number))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            lessons_on(ground.cast.school, TUESDAY)
        counts.append(len(asked))
    assert counts[0] == counts[1]

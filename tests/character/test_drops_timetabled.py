"""Drops laid before the lessons that a class really has, and laid again when these change."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from qingshan.character.models import DropLesson
from qingshan.school.models import CalendarDay
from qingshan.timetable.models import Lesson, LessonChange, MakeUpPlan
from tests.routes_moral import made_drop
from tests.timetable.ground import TUESDAY, make_ground

pytestmark = pytest.mark.system("M5")

DROPS = "/character/drops/"
WEEKS = 8  # from this Tuesday to the end of the term
NOON = dt.datetime.combine(TUESDAY, dt.time(9), tzinfo=timezone.get_current_timezone())


@pytest.fixture(autouse=True)
def at_nine_on_that_tuesday(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def ground(cast):
    return make_ground(cast)


@pytest.fixture
def library(cast) -> None:
    for n in range(40):
        made_drop(cast, title=f"第{n}个", theme=("life", "manners", "heart")[n % 3])


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def laid(cast, *weekdays: str, lesson: int = 1):
    asked = {"term": cast.year.terms.get(number=1).pk, "weekdays": weekdays, "lesson": lesson}
    return by(cast, "student_affairs").post(f"{DROPS}plan/", asked, follow=True)


def places(cast) -> list[tuple[dt.date, str]]:
    rows = DropLesson.objects.filter(school_class=cast.class_31).order_by("date", "slot__starts")
    return [(row.date, row.slot.number if row.slot else "") for row in rows]


def by_drop(cast) -> dict[str, tuple[dt.date, str]]:
    rows = DropLesson.objects.filter(school_class=cast.class_31)
    return {row.drop.title: (row.date, row.slot.number if row.slot else "") for row in rows}


def keys_of(cast) -> dict[str, int]:
    rows = DropLesson.objects.filter(school_class=cast.class_31)
    return dict(rows.values_list("drop__title", "pk"))


def tuesdays(first: int = 0) -> list[dt.date]:
    return [TUESDAY + dt.timedelta(days=7 * week) for week in range(first, WEEKS)]


def test_a_drop_comes_before_the_lesson_at_the_bell_or_the_next_the_class_has(
    cast, ground, library
):
    ground.lesson(weekday=3, slot="1")
    ground.lesson(weekday=3, slot="2")
    ground.lesson(weekday=5, slot="3")
    laid(cast, "1", "3", "5")
    found = places(cast)
    assert {number for day, number in found if day.isoweekday() == 3} == {"1"}
    assert {number for day, number in found if day.isoweekday() == 5} == {"3"}
    assert not [day for day, _ in found if day.isoweekday() == 1], "no lesson on Mondays"


def test_before_every_lesson_each_has_its_own_and_none_comes_twice(cast, ground, library):
    for slot in ("1", "3"):
        ground.lesson(weekday=4, slot=slot)
    page = laid(cast, "4", lesson=0).content.decode()
    assert "没有一个班重复" in page
    thursdays = [day + dt.timedelta(days=2) for day in tuesdays()]
    assert places(cast) == [(day, slot) for day in thursdays for slot in ("1", "3")]
    rows = DropLesson.objects.filter(school_class=cast.class_31)
    assert rows.values("drop").distinct().count() == rows.count() == 2 * WEEKS
    assert "每节课前" in by(cast, "teacher").get(DROPS).content.decode()


def test_too_few_for_every_lesson_says_that_one_a_day_would_do(cast, ground):
    for n in range(10):
        made_drop(cast, title=f"第{n}个", theme="life")
    for slot in ("1", "2", "3"):
        ground.lesson(weekday=4, slot=slot)
    told = laid(cast, "4", lesson=0).content.decode()
    assert f"三年级(1)班还要排 {3 * WEEKS} 节" in told
    assert "或者一天只排一节课前。" in told


def test_a_class_without_a_timetable_is_laid_by_school_days_and_that_is_said(cast, ground, library):
    ground.lesson(weekday=3)
    told = laid(cast, "3").content.decode()
    assert "四年级(1)班还没有课表，按上课日排。" in told
    assert "三年级(1)班还没有课表" not in told
    rows = DropLesson.objects.filter(school_class=cast.class_41)
    assert rows.exists()
    assert not rows.filter(slot__isnull=False).exists()


def test_a_lesson_that_is_dropped_or_moved_on_a_day_takes_none(cast, ground, library):
    lesson = ground.lesson(weekday=3)
    gone, moved = (TUESDAY + dt.timedelta(days=days) for days in (1, 8))
    common = {
        "school": cast.school,
        "slot": lesson.slot,
        "school_class": cast.class_31,
        "subject": lesson.subject,
        "planned": lesson.teacher,
        "teacher": lesson.teacher,
    }
    LessonChange.objects.create(kind="cancel", date=gone, **common)
    to = {"to_date": moved + dt.timedelta(days=1), "to_slot": ground.slots["2"]}
    LessonChange.objects.create(kind="move", date=moved, **to, **common)
    laid(cast, "3", "4")
    found = places(cast)
    assert gone not in dict(found)
    assert moved not in dict(found)
    assert (to["to_date"], "2") in found


def test_a_make_up_day_has_the_lessons_of_the_weekday_it_follows(cast, ground, library):
    ground.lesson(weekday=3, slot="2")
    saturday = TUESDAY + dt.timedelta(days=4)
    CalendarDay.objects.create(school=cast.school, date=saturday, kind="make_up")
    MakeUpPlan.objects.create(school=cast.school, date=saturday, weekday=3)
    laid(cast, "3")
    assert (saturday, "2") in places(cast)


def test_after_a_change_of_the_timetable_only_what_has_no_lesson_moves(cast, ground, library):
    for weekday in (2, 3, 4):
        ground.lesson(weekday=weekday)
    laid(cast, "2", "3", "4")
    before = by_drop(cast)
    keys = keys_of(cast)
    first = DropLesson.objects.filter(school_class=cast.class_31, date=TUESDAY).get()
    by(cast, "homeroom").post(f"{DROPS}lessons/{first.pk}/told/")
    officer = by(cast, "student_affairs")
    assert "课表改过" not in officer.get(f"{DROPS}plan/").content.decode()
    changed = dt.date(2026, 12, 7)
    Lesson.objects.filter(weekday=3).update(ends_on=changed - dt.timedelta(days=1))
    ground.lesson(weekday=3, slot="2", starts_on=changed)
    ground.lesson(weekday=5, starts_on=changed)
    Lesson.objects.filter(weekday=4).update(ends_on=changed - dt.timedelta(days=1))
    ahead = [day for day in tuesdays() if day > changed]
    off = 2 * len(ahead)
    assert f"有 {off} 节不在课前了" in officer.get(f"{DROPS}plan/").content.decode()
    page = laid(cast, "2", "3", "4", "5").content.decode()
    after = by_drop(cast)
    stays = {
        title: place
        for title, place in before.items()
        if place[0].isoweekday() == 2 or place[0] < changed
    }
    assert {title: after.get(title) for title in stays} == stays
    wednesdays = {title for title, (day, _) in before.items() if day.isoweekday() == 3}
    assert {after[title][0] for title in wednesdays} == {before[title][0] for title in wednesdays}
    assert {after[title][1] for title in wednesdays if after[title][0] > changed} == {"2"}
    assert DropLesson.objects.get(pk=first.pk).record is not None
    assert all(keys[title] for title in stays)
    same = dict(
        DropLesson.objects.filter(school_class=cast.class_31).values_list("drop__title", "pk")
    )
    assert {title: same[title] for title in stays} == {title: keys[title] for title in stays}
    assert "照旧" in page
    assert "课表改过" not in officer.get(f"{DROPS}plan/").content.decode()
    again = by_drop(cast)
    laid(cast, "2", "3", "4", "5")
    assert by_drop(cast) == again, "laid again without a change nothing moves"


def test_a_lesson_of_today_that_has_begun_keeps_its_drop(cast, ground, library):
    ground.lesson(slot="1")
    ground.lesson(slot="3")
    laid(cast, "2")
    assert places(cast)[0] == (TUESDAY, "1")
    begun = DropLesson.objects.get(school_class=cast.class_31, date=TUESDAY)
    laid(cast, "3")
    begun.refresh_from_db()
    assert (begun.date, begun.slot) == (TUESDAY, ground.slots["1"])
    assert begun.record is None


def test_the_drop_stands_by_the_teacher_of_the_lesson_it_was_laid_on(cast, ground, library):
    ground.lesson(who="teacher", slot="1")
    ground.lesson(who="group_head", slot="3", subject="数学")
    laid(cast, "2", lesson=3)
    assert "你今天要上的课" not in by(cast, "teacher").get(DROPS).content.decode()
    page = by(cast, "group_head").get(DROPS).content.decode()
    assert "郑组长的数学课前" in page.split("你今天要上的课")[1]
    Lesson.objects.filter(slot=ground.slots["3"]).delete()
    assert "吴老师的语文课前" in by(cast, "teacher").get(DROPS).content.decode()


def test_both_teachers_of_a_divided_class_have_the_drop_first(cast, ground, library):
    ground.lesson(who="teacher", part="男生", division="男女")
    ground.lesson(who="group_head", part="女生", division="男女")
    laid(cast, "2")
    for who in ("teacher", "group_head"):
        page = by(cast, who).get(DROPS).content.decode()
        assert "你今天要上的课" in page
        assert "郑组长、吴老师的语文课前" in page
    assert DropLesson.objects.filter(school_class=cast.class_31, date=TUESDAY).count() == 1

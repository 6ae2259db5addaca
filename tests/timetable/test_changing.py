"""Substitutes, moves, other places, lessons dropped: on one day, and taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from qingshan.people.models import Leave
from qingshan.timetable.models import LessonChange
from qingshan.timetable.queries import lessons_on
from tests.timetable.ground import TUESDAY

pytestmark = [pytest.mark.django_db, pytest.mark.system("A1")]

THURSDAY = TUESDAY + dt.timedelta(days=2)


@pytest.fixture
def keeper(client, ground):
    ground.cast.sign_in(client, "student_affairs")
    return client


def address(ground, slot="1", day=TUESDAY):
    args = [day.isoformat(), ground.slots[slot].pk, ground.cast.class_31.pk]
    return reverse("timetable:change_new", args=args)


def change(client, ground, kind, **more):
    told = {"kind": kind, "teacher": "", "to_date": "", "to_slot": "", "room": "", "link": ""}
    return client.post(address(ground), told | more)


def test_who_is_free_is_offered_and_who_is_not_is_not(keeper, ground):
    ground.lesson()
    ground.lesson(who="homeroom", school_class=ground.cast.class_41)
    away = ground.cast.staff["group_head"]
    Leave.objects.create(school=ground.cast.school, staff=away, kind="sick", starts_on=TUESDAY)
    offered = keeper.get(address(ground)).content.decode()
    assert "赵校长" in offered
    for busy in ("周老师　", "郑组长　", "吴老师　"):
        assert busy not in offered


def test_a_substitute_stands_on_the_day_and_is_taken_back(keeper, ground):
    ground.lesson()
    answer = change(keeper, ground, "substitute", teacher=ground.cast.staff["homeroom"].pk)
    assert answer.status_code == 302
    page = keeper.get(answer["Location"]).content.decode()
    assert "周老师代吴老师" in page
    assert [one.teacher for one in lessons_on(ground.cast.school, TUESDAY)] == ["周老师"]
    made = LessonChange.objects.get()
    keeper.post(reverse("timetable:change_take_back", args=[made.pk]))
    assert [one.teacher for one in lessons_on(ground.cast.school, TUESDAY)] == ["吴老师"]


def test_lessons_of_somebody_on_leave_wait_until_somebody_is_asked(keeper, ground):
    ground.lesson()
    staff = ground.cast.staff["teacher"]
    Leave.objects.create(school=ground.cast.school, staff=staff, kind="sick", starts_on=TUESDAY)
    page = reverse("timetable:change_list")
    assert "还没人上" in keeper.get(page).content.decode()
    change(keeper, ground, "substitute", teacher=ground.cast.staff["homeroom"].pk)
    assert "还没人上" not in keeper.get(page).content.decode()
    ground.cast.sign_in(keeper, "secretary")
    assert "请假" not in keeper.get(page).content.decode().partition("<main")[2]


def test_two_lessons_of_a_class_change_places_and_go_back_together(keeper, ground):
    ground.lesson()
    ground.lesson(who="homeroom", subject="数学", weekday=4, slot="2")
    goal = {"to_date": THURSDAY.isoformat(), "to_slot": ground.slots["2"].pk}
    assert change(keeper, ground, "move", **goal).status_code == 302
    school = ground.cast.school
    assert [one.subject for one in lessons_on(school, TUESDAY)] == ["数学"]
    assert [one.subject for one in lessons_on(school, THURSDAY)] == ["语文"]
    keeper.post(
        reverse("timetable:change_take_back", args=[LessonChange.objects.earliest("date").pk])
    )
    assert not LessonChange.objects.exists()


@pytest.mark.parametrize(
    ("kind", "more", "sentence"),
    [
        ("substitute", {}, "请选谁来代"),
        ("substitute", {"teacher": "999999"}, "请从列表里选"),
        ("move", {"to_date": "2026-11-29"}, "请选调到第几节"),
        ("move", {"to_date": "2026-11-29", "to_slot": "1"}, "不上课"),
        ("move", {"to_date": "2026-11-24", "to_slot": "1"}, "还是原来的时间"),
        ("move", {"to_date": "2026-11-24", "to_slot": "2"}, "这一节要上四年级(1)班语文"),
        ("move", {"to_date": "2028-11-24", "to_slot": "2"}, "离得太远"),
        ("place", {}, "换到哪间教室"),
        ("", {}, "请选一样"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(keeper, ground, kind, more, sentence):
    ground.lesson()
    ground.lesson(school_class=ground.cast.class_41, slot="2")
    if more.get("to_slot"):
        more = more | {"to_slot": ground.slots[more["to_slot"]].pk}
    answer = change(keeper, ground, kind, reason="去区里开会", **more)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "去区里开会" in page
    assert not LessonChange.objects.exists()


def test_a_lesson_goes_online_and_another_is_dropped(keeper, ground):
    ground.lesson()
    change(keeper, ground, "place", link="会议 123-456-789")
    (held,) = lessons_on(ground.cast.school, TUESDAY)
    assert held.is_online
    change(keeper, ground, "cancel", link="left over")
    assert lessons_on(ground.cast.school, TUESDAY) == []
    assert LessonChange.objects.count() == 1


def test_a_lesson_that_is_not_there_cannot_be_changed(keeper, ground):
    assert keeper.get(address(ground)).status_code == 404
    assert keeper.get(address(ground).replace("2026-11-24", "someday")).status_code == 404


def test_a_teacher_looks_and_changes_nothing(client, ground):
    ground.lesson()
    ground.cast.sign_in(client, "teacher")
    assert client.get(reverse("timetable:change_list")).status_code == 200
    assert change(client, ground, "cancel").status_code == 404

"""The pages of the timetable: who looks, who changes, and what is said when it cannot be."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from qingshan.school.models import CalendarDay
from qingshan.timetable.models import Lesson, MakeUpPlan, Slot
from tests.timetable.ground import FIRST, LAST, TUESDAY

pytestmark = [pytest.mark.django_db, pytest.mark.system("A1")]


def test_a_teacher_sees_todays_own_lessons_first(client, ground):
    ground.lesson()
    ground.lesson(school_class=ground.cast.class_41, slot="2", who="homeroom")
    ground.cast.sign_in(client, "teacher")
    page = client.get(reverse("timetable:home")).content.decode()
    mine = page.partition("我的课")[2].partition("</section>")[0]
    assert "三年级(1)班 · 语文" in mine
    assert "四年级(1)班" not in mine


@pytest.mark.parametrize("kind", ["of_class", "of_teacher"])
def test_a_week_is_there_for_everybody_of_the_school(client, ground, kind):
    ground.lesson()
    ground.cast.sign_in(client, "teacher")
    whose = ground.cast.class_31 if kind == "of_class" else ground.cast.staff["teacher"]
    page = client.get(reverse(f"timetable:{kind}", args=[whose.pk])).content.decode()
    assert "语文" in page
    assert "08:00" in page


def test_without_bells_it_says_what_to_do_next(client, cast):
    cast.sign_in(client, "administrator")
    assert "节次时间" in client.get(reverse("timetable:home")).content.decode()
    cast.sign_in(client, "teacher")
    assert "请管理员" in client.get(reverse("timetable:home")).content.decode()


def test_a_week_costs_the_same_for_one_lesson_and_for_thirty(client, ground):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ground.cast.sign_in(client, "principal")
    counts = []
    for number in (1, 30):
        for n in range(number):
            ground.lesson(starts_on=dt.date(2026, 9, 1) + dt.timedelta(days=n + number))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("timetable:of_class", args=[ground.cast.class_31.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def bells(**more):
    lines = {
        f"{part}_new{n}": "" for n in range(3) for part in ("number", "name", "starts", "ends")
    }
    return lines | more


def test_bells_are_set_on_one_page(client, cast):
    cast.sign_in(client, "administrator")
    first = bells(number_new0="早读", starts_new0="7:30", ends_new0="7时50")
    second = first | {"number_new1": "1", "starts_new1": "８：00", "ends_new1": "0.3611"}
    assert client.post(reverse("timetable:bells"), second).status_code == 302
    assert [(s.number, f"{s.starts:%H:%M}", f"{s.ends:%H:%M}") for s in Slot.objects.all()] == [
        ("早读", "07:30", "07:50"),
        ("1", "08:00", "08:40"),
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number_new0": "1", "starts_new0": "8:00", "ends_new0": "7:00"}, "下课要比上课晚"),
        ({"number_new0": "1", "starts_new0": "8:00"}, "请写几点下课"),
        ({"starts_new0": "8:00", "ends_new0": "9:00"}, "请写是第几节"),
        ({"number_new0": "1", "starts_new0": "25:00", "ends_new0": "26:00"}, "钟上没有"),
        ({"number_new0": "1", "starts_new0": "早上", "ends_new0": "9:00"}, "不是时间"),
    ],
)
def test_a_wrong_bell_is_told_at_its_box(client, cast, typed, sentence):
    cast.sign_in(client, "administrator")
    answer = client.post(reverse("timetable:bells"), bells(**typed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Slot.objects.exists()


def test_a_bell_with_lessons_stays(client, ground):
    ground.lesson()
    ground.cast.sign_in(client, "administrator")
    lines = bells()
    for slot in ground.slots.values():
        for part in ("number", "name", "starts", "ends"):
            lines[f"{part}_{slot.pk}"] = ""
    answer = client.post(reverse("timetable:bells"), lines)
    assert answer.status_code == 422
    assert "已经排了课" in answer.content.decode()
    assert Slot.objects.count() == 3


def typed(ground, **more):
    cast = ground.cast
    return {
        "school_class": cast.class_31.pk,
        "weekday": 2,
        "slot": ground.slots["1"].pk,
        "subject": cast.staff["teacher"].subject_id,
        "teacher": cast.staff["teacher"].pk,
        "room": "三(1)教室",
        "weeks": "every",
        "link": "",
        "starts_on": FIRST.isoformat(),
        "ends_on": LAST.isoformat(),
    } | more


def test_a_lesson_is_added_changed_and_removed(client, ground):
    ground.cast.sign_in(client, "student_affairs")
    client.post(reverse("timetable:lesson_new"), typed(ground))
    lesson = Lesson.objects.get()
    assert lesson.room.name == "三(1)教室"
    address = reverse("timetable:lesson_edit", args=[lesson.pk])
    client.post(address, typed(ground, slot=ground.slots["2"].pk, room=""))
    lesson.refresh_from_db()
    assert (lesson.slot.number, lesson.room) == ("2", None)
    client.post(reverse("timetable:lesson_remove", args=[lesson.pk]))
    assert not Lesson.objects.exists()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"subject": None}, "三年级(1)班排了两节"),
        ({"school_class": "41"}, "要同时上"),
        ({"school_class": "41", "teacher": "homeroom"}, "同时排了"),
    ],
)
def test_whoever_is_asked_for_twice_is_named(client, ground, more, sentence):
    ground.cast.sign_in(client, "principal")
    client.post(reverse("timetable:lesson_new"), typed(ground))
    other = ground.lesson(weekday=5, subject="数学").subject
    wanted = typed(ground, subject=other.pk)
    if "school_class" in more:
        wanted["school_class"] = ground.cast.class_41.pk
    if "teacher" in more:
        wanted["teacher"] = ground.cast.staff["homeroom"].pk
    answer = client.post(reverse("timetable:lesson_new"), wanted)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Lesson.objects.filter(weekday=2).count() == 1


def test_two_classes_in_one_room_with_one_teacher_are_one_lesson(client, ground):
    ground.cast.sign_in(client, "principal")
    client.post(reverse("timetable:lesson_new"), typed(ground))
    together = typed(ground, school_class=ground.cast.class_41.pk)
    assert client.post(reverse("timetable:lesson_new"), together).status_code == 302


def test_clashes_that_came_with_a_workbook_are_listed_for_those_who_mend_them(client, ground):
    ground.lesson()
    ground.lesson(school_class=ground.cast.class_41, subject="数学")
    ground.cast.sign_in(client, "administrator")
    assert "排重了 1 处" in client.get(reverse("timetable:home")).content.decode()


def test_a_make_up_day_is_asked_about_and_planned(client, ground):
    saturday = TUESDAY + dt.timedelta(days=4)
    CalendarDay.objects.create(school=ground.cast.school, date=saturday, kind="make_up")
    ground.cast.sign_in(client, "student_affairs")
    assert "11月28日补课" in client.get(reverse("timetable:home")).content.decode()
    address = reverse("timetable:make_up", args=["2026-11-28"])
    assert client.post(address, {"weekday": "9"}).status_code == 422
    assert client.post(address, {"weekday": "2"}).status_code == 302
    assert MakeUpPlan.objects.get().weekday == 2
    assert client.get(reverse("timetable:make_up", args=["2026-11-27"])).status_code == 404

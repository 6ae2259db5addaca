"""A lesson online is a lesson: a link, a roll by exception, and who may see who was missing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qingshan.teaching.models import OnlineAbsence, OnlineRoll
from qingshan.teaching.retention import absences_of_lessons_online
from tests.cast import add_student
from tests.routes_teaching import a_roll_of_a_lesson_online
from tests.timetable.ground import TUESDAY

pytestmark = [pytest.mark.django_db, pytest.mark.system("A1")]

LIST = reverse("teaching:online_list")


@pytest.fixture
def lesson(ground):
    return ground.lesson(link="https://class.example/31")


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def call_of(lesson, day=TUESDAY) -> str:
    at = [day.isoformat(), lesson.slot_id, lesson.school_class_id]
    return reverse("teaching:online_call", args=at)


def call(client: Client, lesson, **missing: str):
    told = {"called": "yes"}
    for child, reason in missing.items():
        told |= {f"absent_{child[1:]}": "on", f"reason_{child[1:]}": reason}
    return client.post(call_of(lesson), told)


def test_the_teacher_finds_the_lesson_with_its_link_and_calls_the_roll(cast, lesson):
    teacher = by(cast, "teacher")
    page = teacher.get(LIST).content.decode()
    assert 'href="https://class.example/31"' in page
    assert call_of(lesson) in page
    add_student(cast.school, cast.class_31, "G2009", "孙同学")
    assert call(teacher, lesson, **{f"_{cast.wang.pk}": "no_signal"}).status_code == 302
    roll = OnlineRoll.objects.get()
    assert (roll.absent, roll.teacher) == (1, cast.staff["teacher"])
    assert roll.called == cast.class_31.students.count()
    assert OnlineAbsence.objects.get().reason == "no_signal"
    assert "没来 1 个" in teacher.get(LIST).content.decode()


def test_called_again_it_corrects(cast, lesson):
    teacher = by(cast, "teacher")
    call(teacher, lesson, **{f"_{cast.wang.pk}": "sick"})
    call(teacher, lesson)
    assert OnlineRoll.objects.get().absent == 0
    assert not OnlineAbsence.objects.exists()
    assert "全到" in teacher.get(LIST).content.decode()


def test_only_whoever_holds_it_calls_the_roll_of_a_lesson_that_is_online(cast, ground, lesson):
    assert by(cast, "homeroom").get(call_of(lesson)).status_code == 404
    teacher = by(cast, "teacher")
    in_a_room = ground.lesson(slot="2")
    for address in (
        call_of(in_a_room),
        call_of(lesson, TUESDAY + timedelta(days=7)),
        call_of(lesson, TUESDAY - timedelta(days=21)),
        call_of(lesson, TUESDAY - timedelta(days=1)),
    ):
        assert teacher.get(address).status_code == 404
    assert teacher.get(call_of(lesson, TUESDAY - timedelta(days=7))).status_code == 200


def test_a_wrong_reason_has_its_sentence(cast, lesson):
    answer = call(by(cast, "teacher"), lesson, **{f"_{cast.wang.pk}": "asleep"})
    assert answer.status_code == 422
    assert "请从列出的原因里选一种" in answer.content.decode()


def test_who_was_missing_is_for_the_teacher_the_class_and_those_who_help_all(cast):
    (pk,) = a_roll_of_a_lesson_online(cast)
    for who, sees in (
        ("teacher", True),
        ("homeroom", True),
        ("principal", True),
        ("group_head", False),
        ("secretary", False),
    ):
        page = by(cast, who).get(reverse("teaching:online_roll", args=[pk]))
        assert (page.status_code == 200) is sees, who
        if sees:
            assert cast.wang.name in page.content.decode()
        told = by(cast, who).get(LIST).content.decode()
        assert (f"/teaching/online/{pk}/" in told) is sees


def test_names_go_in_time_and_the_numbers_stay(cast):
    (pk,) = a_roll_of_a_lesson_online(cast)
    assert absences_of_lessons_online(cast.school.pk, TUESDAY, dry_run=False) == 1
    assert OnlineRoll.objects.get().absent == 1
    page = by(cast, "teacher").get(reverse("teaching:online_roll", args=[pk]))
    assert "名字过了保存的时间" in page.content.decode()


def test_the_list_costs_the_same_for_one_lesson_and_for_thirty(cast, ground, lesson):
    teacher = by(cast, "teacher")
    teacher.get(LIST)
    with CaptureQueriesContext(connection) as one:
        teacher.get(LIST)
    for weekday in (1, 2, 3, 4, 5):
        for slot in ("1", "2", "3"):
            ground.lesson(weekday=weekday, slot=slot, link="https://class.example/31")
    with CaptureQueriesContext(connection) as many:
        assert teacher.get(LIST).content.decode().count("进课堂") > 10
    assert len(many) == len(one)

"""Left-behind children: a carer each, talks in time, parents who are reached."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.care.models import CareRhythm
from qingshan.people.models import Pairing, Student
from qingshan.records.models import Record
from qingshan.school import membership
from tests.care.cases_ground import by
from tests.cast import ROLES, add_student

LIST = "/care/left-behind/"
TODAY = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch, cast):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)
    Student.objects.filter(pk=cast.wang.pk).update(left_behind="both_parents")


def paired(cast, child=None) -> None:
    Pairing.objects.create(
        school=cast.school,
        kind="student_support",
        giver=cast.staff["teacher"],
        student=child or cast.wang,
        starts_on=dt.date(2026, 9, 1),
    )


def done(cast, kind: str, days_ago: int) -> None:
    Record.objects.create(
        school=cast.school,
        number=f"L{Record.objects.count()}",
        date=TODAY - dt.timedelta(days=days_ago),
        kind=kind,
        content="密语想妈妈",
        staff=cast.staff["homeroom"],
        student=cast.wang,
    )


def text(cast, who: str, address: str = LIST) -> str:
    return by(cast, who).get(address).content.decode()


@pytest.mark.system("C2")
def test_from_no_carer_to_all_in_time_each_row_leads_to_the_next_step(cast):
    page = text(cast, "secretary")
    assert "1 个还没有结对的老师" in page
    assert f"/people/pairings/new/student_support/?student={cast.wang.pk}" in page
    paired(cast)
    page = text(cast, "secretary")
    assert "还没有结对的老师" not in page
    assert "1 个该谈心了" in page
    assert f"/records/new/heart_talk/?student={cast.wang.pk}" in page
    teacher = by(cast, "teacher")
    told = {"student": cast.wang.pk, "content": "想妈妈了", "date": "2026-11-24"}
    assert "1 个该谈心或联系家长了" in text(cast, "teacher", "/")
    assert teacher.post("/records/new/heart_talk/", told).status_code == 302
    page = text(cast, "secretary")
    assert "心都谈过了" in page
    assert f"/records/new/guardian_contact/?student={cast.wang.pk}" in page
    teacher.post("/records/new/guardian_contact/", told)
    page = text(cast, "secretary")
    assert "家长都联系过了" in page
    assert "眼下都做到了" in page
    assert "该谈心或联系家长了" not in text(cast, "teacher", "/")


@pytest.mark.system("C2")
def test_a_talk_is_due_again_after_as_many_days_as_the_school_has_set(cast):
    paired(cast)
    done(cast, "heart_talk", 20)
    done(cast, "guardian_contact", 20)
    assert "心都谈过了" in text(cast, "homeroom")
    officer = by(cast, "student_affairs")
    bad = officer.post(f"{LIST}rhythm/", {"talk_days": "3", "contact_days": "30"})
    assert bad.status_code == 422
    assert "请写 7 到 60 之间的天数。" in bad.content.decode()
    officer.post(f"{LIST}rhythm/", {"talk_days": "14", "contact_days": "20"})
    assert CareRhythm.objects.get().talk_days == 14
    page = text(cast, "homeroom")
    assert "1 个该谈心了" in page
    assert "家长都联系过了" in page  # on the last day it is in time
    assert "王同学" in text(cast, "homeroom", f"{LIST}?due=talk")
    assert "王同学" not in text(cast, "homeroom", f"{LIST}?due=contact")


@pytest.mark.system("C2")
def test_a_carer_has_the_own_children_on_one_page_and_the_childs_page_says_it_too(cast):
    paired(cast)
    add_student(cast.school, cast.class_31, "G3", "不留守")
    mine = text(cast, "teacher", f"{LIST}mine/")
    for words in ("王同学", "还没有谈过心", "该联系了", "记谈心"):
        assert words in mine
    assert "不留守" not in mine
    page = text(cast, "teacher", f"/people/students/{cast.wang.pk}/")
    assert "吴老师结对" in page
    assert "该谈心了" in page
    Pairing.objects.update(ends_on=TODAY - dt.timedelta(days=1))
    assert "你还没有结对的留守儿童" in text(cast, "teacher", f"{LIST}mine/")


@pytest.mark.system("C2")
@pytest.mark.parametrize("who", ROLES)
def test_everybody_sees_their_own_children_and_nobody_the_words(cast, who):
    done(cast, "heart_talk", 3)
    Student.objects.filter(pk__in=(cast.feng.pk, cast.chu.pk)).update(left_behind="one_parent")
    page = text(cast, who)
    office = who in {"administrator", "principal", "secretary", "student_affairs"}
    assert ("王同学" in page) is (office or who == "homeroom")
    assert ("冯同学" in page) is office
    assert ("褚同学" in page) is (who == "other_school")
    assert "密语" not in page
    assert "密语" not in text(cast, who, f"{LIST}mine/")


@pytest.mark.system("C2")
def test_the_list_costs_the_same_for_one_child_and_for_thirty(cast):
    client = by(cast, "principal")

    def grown(number: int) -> int:
        for n in range(number):
            child = add_student(cast.school, cast.class_31, f"H{n}-{number}", f"丁{n}")
            Student.objects.filter(pk=child.pk).update(left_behind="one_parent")
            paired(cast, child)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    client.get(LIST)
    assert grown(1) == grown(30)

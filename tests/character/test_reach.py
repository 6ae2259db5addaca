"""No child left out: the live list of those whom nothing has reached this term."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.outcomes.models import Honour, Level
from qingshan.people.models import Student
from qingshan.people.reaching import reaches_children
from qingshan.records.models import Record
from qingshan.school import membership
from qingshan.school.models import SchoolYear, Term
from tests.cast import ROLES

LIST = "/character/reach/"
TODAY = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


def text(cast, who: str, asked: str = "") -> str:
    answer = cast.sign_in(Client(), who).get(f"{LIST}{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


def deed(cast, kind: str, day: dt.date = TODAY, child: Student | None = None) -> Record:
    return Record.objects.create(
        school=cast.school,
        number=f"R{Record.objects.count()}",
        date=day,
        kind=kind,
        staff=cast.staff["homeroom"],
        student=child or cast.wang,
    )


@pytest.mark.system("M2")
def test_a_child_leaves_the_list_with_the_first_thing_that_reaches_it(cast):
    shown = text(cast, "principal")
    assert "2 个孩子里，还有 <b>2</b> 个没有被任何事触及" in shown
    assert cast.wang.name in shown
    deed(cast, "heart_talk")
    shown = text(cast, "principal")
    assert cast.wang.name not in shown
    assert cast.feng.name in shown
    Honour.objects.create(
        school=cast.school,
        recipient=Honour.Recipient.STUDENT,
        student=cast.feng,
        name="美德少年",
        level=Level.SCHOOL,
        date=TODAY,
    )
    assert "一个也没有落下" in text(cast, "principal")


@pytest.mark.system("M2")
def test_each_child_leads_to_the_next_step_with_the_child_filled_in(cast):
    shown = text(cast, "homeroom")
    for kind in ("heart_talk", "home_visit"):
        address = f"/records/new/{kind}/?student={cast.wang.pk}"
        assert f'href="{address}"' in shown
        sheet = cast.sign_in(Client(), "homeroom").get(address)
        assert cast.wang.name in sheet.content.decode()


@pytest.mark.system("M2")
def test_what_was_before_the_term_does_not_count_but_is_told(cast):
    before = Term.objects.get(school=cast.school, number=1).starts_on - dt.timedelta(days=60)
    deed(cast, "home_visit", before)
    shown = text(cast, "homeroom")
    assert cast.wang.name in shown
    assert f"家访 {before}" in shown


@pytest.mark.system("M2")
def test_writing_down_a_worry_reaches_nobody(cast):
    deed(cast, "concern")
    assert cast.wang.name in text(cast, "homeroom")


@pytest.mark.system("M2")
def test_the_list_can_ask_for_one_thing_alone(cast):
    deed(cast, "heart_talk")
    assert cast.wang.name not in text(cast, "principal", "?way=deeds")
    assert cast.wang.name in text(cast, "principal", "?way=visits")
    assert cast.wang.name in text(cast, "principal", "?way=honours")
    assert cast.wang.name not in text(cast, "principal", "?way=nonsense&term=x")


@pytest.mark.system("M2")
def test_each_sees_the_children_they_may_open(cast):
    ours = Term.objects.get(school=cast.school, number=1)
    year = SchoolYear.objects.create(school=cast.other_school, name="2026-2027")
    Term.objects.create(
        school=cast.other_school,
        year=year,
        number=1,
        name="第一学期",
        starts_on=ours.starts_on,
        ends_on=ours.ends_on,
    )
    named = {
        who: [
            child.name
            for child in (cast.wang, cast.feng, cast.chu)
            if child.name in cast.sign_in(Client(), who).get(LIST).content.decode()
        ]
        for who in ROLES
    }
    school = [cast.wang.name, cast.feng.name]
    for who in ("administrator", "principal", "secretary", "student_affairs"):
        assert named[who] == school
    assert named["homeroom"] == [cast.wang.name]
    assert named["other_school"] == [cast.chu.name]
    for who in ("teacher", "group_head", "county_officer", "stranger"):
        assert named[who] == []


@pytest.mark.system("M2")
def test_before_the_first_term_the_page_says_what_to_do(cast):
    Term.objects.filter(school=cast.school).delete()
    assert "先在" in text(cast, "principal")


@pytest.mark.system("M2")
def test_the_list_costs_as_much_for_thirty_children_as_for_one(cast):
    client = cast.sign_in(Client(), "principal")
    client.get(LIST)
    with CaptureQueriesContext(connection) as for_few:
        client.get(LIST)
    Student.objects.bulk_create(
        Student(
            school=cast.school,
            number=f"G2208{n:014}",
            name=f"孩子{n}",
            gender="female",
            birth_date=dt.date(2017, 5, 5),
            grade="三年级",
            school_class=cast.class_31,
        )
        for n in range(30)
    )
    with CaptureQueriesContext(connection) as for_many:
        answer = client.get(LIST)
    assert "还有 <b>32</b> 个" in answer.content.decode()
    assert len(for_many) == len(for_few)


def test_two_ways_cannot_take_one_place():
    with pytest.raises(ValueError, match="place 10 is taken"):
        reaches_children("again", "再来", place=10)(lambda first, last: Record.objects.none())

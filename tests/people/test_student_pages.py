"""The list of children and the page of one: who sees whom, and how much of them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.care.models import FundEntry
from qingshan.outcomes.models import Honour
from qingshan.people.models import Guardian, Pairing, Student
from qingshan.records.models import Record
from tests.cast import add_student

LIST = "/people/students/"
OFFICES = ("administrator", "principal", "secretary", "student_affairs")


def page_of(child: Student) -> str:
    return f"{LIST}{child.pk}/"


def pair(cast, who: str, since: dt.date = dt.date(2026, 9, 1), **more) -> Pairing:
    return Pairing.objects.create(
        school=cast.school, giver=cast.staff[who], starts_on=since, **more
    )


def support(cast, who: str, child: Student, **more) -> Pairing:
    return pair(cast, who, kind=Pairing.Kind.STUDENT_SUPPORT, student=child, **more)


def seen_in(page: str) -> set[str]:
    return {name for name in ("王同学", "冯同学", "褚同学") if name in page}


@pytest.mark.parametrize("who", OFFICES)
def test_the_offices_see_every_child_of_their_school(client, cast, who):
    page = cast.sign_in(client, who).get(LIST).content.decode()
    assert seen_in(page) == {"王同学", "冯同学"}


def test_a_homeroom_teacher_sees_the_own_class(client, cast):
    cast.sign_in(client, "homeroom")
    assert seen_in(client.get(LIST).content.decode()) == {"王同学"}
    assert client.get(page_of(cast.wang)).status_code == 200
    assert client.get(page_of(cast.feng)).status_code == 404


@pytest.mark.system("F2")
def test_a_teacher_sees_the_child_they_support_as_long_as_they_do(client, cast):
    cast.sign_in(client, "teacher")
    assert client.get(page_of(cast.wang)).status_code == 404
    pairing = support(cast, "teacher", cast.wang)
    assert client.get(page_of(cast.wang)).status_code == 200
    pairing.ends_on = pairing.starts_on
    pairing.save()
    assert client.get(page_of(cast.wang)).status_code == 404


def test_a_teacher_without_children_is_told_how_they_come(client, cast):
    page = cast.sign_in(client, "teacher").get(LIST).content.decode()
    assert seen_in(page) == set()
    assert "结对帮扶以后" in page


@pytest.mark.parametrize("who", ["county_officer", "other_school"])
def test_a_child_does_not_exist_outside_its_school(client, cast, who):
    cast.sign_in(client, who)
    assert client.get(page_of(cast.wang)).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=王", {"王同学"}),
        ("q=g2002", {"冯同学"}),
        ("grade=三年级", {"王同学"}),
        ("boarding=boarding", {"冯同学"}),
        ("circumstance=left_behind", {"王同学"}),
        ("circumstance=both_parents", {"王同学"}),
        ("circumstance=one_parent", set()),
        ("circumstance=orphan", {"冯同学"}),
        ("circumstance=disability", {"冯同学"}),
        ("circumstance=aid", {"王同学"}),
        ("circumstance=subsidy", {"冯同学"}),
        ("grade=九年级&circumstance=x&boarding=y", {"王同学", "冯同学"}),
    ],
)
def test_the_list_is_narrowed(client, cast, query, found):
    Student.objects.filter(pk=cast.wang.pk).update(
        left_behind=Student.LeftBehind.BOTH_PARENTS, needs_aid=True, disability="无残疾"
    )
    Student.objects.filter(pk=cast.feng.pk).update(
        boarding=Student.Boarding.BOARDING,
        is_orphan=True,
        has_subsidy=True,
        disability="听力残疾",
    )
    page = cast.sign_in(client, "principal").get(f"{LIST}?{query}").content.decode()
    assert seen_in(page) == found


def test_the_list_is_narrowed_to_a_class(client, cast):
    cast.sign_in(client, "principal")
    page = client.get(f"{LIST}?class={cast.class_41.pk}").content.decode()
    assert seen_in(page) == {"冯同学"}


def test_the_list_costs_the_same_for_few_and_for_many(client, cast):
    for who in ("principal", "homeroom"):
        cast.sign_in(client, who)
        client.get(LIST)
        with CaptureQueriesContext(connection) as few:
            client.get(LIST)
        for n in range(30):
            add_student(cast.school, cast.class_31, f"G3{who[0]}{n:02}", f"孩子{n}")
        with CaptureQueriesContext(connection) as many:
            client.get(LIST)
        assert len(many) == len(few)


def test_the_list_decrypts_nothing(client, cast, monkeypatch):
    monkeypatch.setattr("qingshan.access.fields.unseal", None)
    cast.sign_in(client, "principal")
    assert client.get(LIST).status_code == 200


def test_the_page_says_how_a_child_lives(client, cast):
    Student.objects.filter(pk=cast.wang.pk).update(
        boarding=Student.Boarding.BOARDING,
        left_behind=Student.LeftBehind.BOTH_PARENTS,
        is_orphan=False,
    )
    support(cast, "teacher", cast.wang)
    support(cast, "secretary", cast.wang, since=dt.date(2024, 9, 1), ends_on=dt.date(2025, 7, 1))
    pair(cast, "group_head", kind=Pairing.Kind.CLASS_CONTACT, school_class=cast.class_31)
    page = cast.sign_in(client, "homeroom").get(page_of(cast.wang)).content.decode()
    for told in (
        "住校",
        "父母都在外",
        "周老师",
        "吴老师",
        "郑组长",
        "联系这个班",
        "以前帮扶过：钱书记",
    ):
        assert told in page
    assert "还没登记：是否需要资助" in page


def test_the_page_shows_what_the_apps_above_know(client, cast):
    day = dt.date(2026, 11, 2)
    school, teacher = cast.school, cast.staff["teacher"]
    Record.objects.create(
        school=school, number="R1", date=day, kind="home_visit", staff=teacher, student=cast.wang
    )
    Honour.objects.create(
        school=school,
        recipient="student",
        student=cast.wang,
        name="跳绳第一",
        level="city",
        date=day,
    )
    FundEntry.objects.create(
        school=school, date=day, kind="support", amount="300", student=cast.wang, handler=teacher
    )
    page = cast.sign_in(client, "homeroom").get(page_of(cast.wang)).content.decode()
    for told in ("家访", "跳绳第一", "300.00 元"):
        assert told in page
    elsewhere = cast.sign_in(client, "principal").get(page_of(cast.feng)).content.decode()
    assert "跳绳第一" not in elsewhere
    assert "300.00" not in elsewhere


def test_the_page_costs_the_same_for_few_and_for_many(client, cast):
    def fill(start: int, stop: int) -> None:
        for n in range(start, stop):
            day = dt.date(2026, 1, 1) + dt.timedelta(days=n)
            Record.objects.create(
                school=cast.school,
                number=f"R{n}",
                date=day,
                kind="home_visit",
                staff=cast.staff["teacher"],
                student=cast.wang,
            )
            support(cast, "teacher", cast.wang, since=day)
            Guardian.objects.create(
                school=cast.school, student=cast.wang, order=n + 1, name="家人", phone="18664657376"
            )

    cast.sign_in(client, "homeroom")
    fill(0, 1)
    client.get(page_of(cast.wang))
    with CaptureQueriesContext(connection) as few:
        client.get(page_of(cast.wang))
    fill(1, 31)
    with CaptureQueriesContext(connection) as many:
        client.get(page_of(cast.wang))
    assert len(many) == len(few)


def test_pages_of_a_child_are_not_kept_by_a_browser(client, cast):
    answer = cast.sign_in(client, "homeroom").get(page_of(cast.wang))
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("who", ["homeroom", "teacher", "secretary", "student_affairs"])
def test_only_the_keepers_add_and_change_children(client, cast, who):
    cast.sign_in(client, who)
    for address in (f"{LIST}new/", f"{page_of(cast.wang)}edit/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"name": "别人"}).status_code == 404
    cast.wang.refresh_from_db()
    assert cast.wang.name == "王同学"

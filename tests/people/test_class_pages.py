"""The classes, the page of one, and keeping them."""

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from qingshan.people.models import HomeroomTeacher, Pairing, Student
from qingshan.school.models import SchoolClass
from tests.cast import add_student

LIST = "/people/classes/"
NEW = f"{LIST}new/"


def page_of(school_class: SchoolClass) -> str:
    return f"{LIST}{school_class.pk}/"


def sheet(**changed: str) -> dict[str, str]:
    return {"name": "五年级(1)班", "grade": "五年级", "code": "C51", "homeroom": ""} | changed


@pytest.mark.parametrize("who", ["teacher", "principal"])
def test_everybody_sees_the_classes_in_the_order_of_grades(client, cast, who):
    page = cast.sign_in(client, who).get(LIST).content.decode()
    assert page.index("三年级(1)班") < page.index("四年级(1)班")
    assert "班主任 周老师" in page
    assert "还没有班主任" in page


def test_the_list_costs_the_same_for_few_and_for_many(client, cast):
    cast.sign_in(client, "teacher")
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for n in range(30):
        made = SchoolClass.objects.create(
            school=cast.school, code=f"X{n}", grade="五年级", grade_number=5, name=f"五年级({n})班"
        )
        add_student(cast.school, made, f"G4{n}", f"孩子{n}")
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)


def test_who_leads_the_class_sees_its_children(client, cast):
    page = cast.sign_in(client, "homeroom").get(page_of(cast.class_31)).content.decode()
    assert "王同学" in page
    assert f"?class={cast.class_31.pk}&amp;circumstance=left_behind" in page


def test_others_see_how_many_and_not_who(client, cast):
    Student.objects.filter(pk=cast.wang.pk).update(is_orphan=True, left_behind="one_parent")
    page = cast.sign_in(client, "teacher").get(page_of(cast.class_31)).content.decode()
    assert "1 个孩子" in page
    assert "周老师" in page
    for hidden in ("王同学", "孤儿", "circumstance="):
        assert hidden not in page


def test_who_supports_one_child_sees_that_one(client, cast):
    other = add_student(cast.school, cast.class_31, "G2009", "何同学")
    Pairing.objects.create(
        school=cast.school,
        kind=Pairing.Kind.STUDENT_SUPPORT,
        giver=cast.staff["teacher"],
        student=cast.wang,
        starts_on=dt.date(2026, 9, 1),
    )
    page = cast.sign_in(client, "teacher").get(page_of(cast.class_31)).content.decode()
    assert "王同学" in page
    assert other.name not in page


@pytest.mark.system("F2")
def test_who_keeps_contact_with_the_class_is_named_and_sees_it(client, cast):
    Pairing.objects.create(
        school=cast.school,
        kind=Pairing.Kind.CLASS_CONTACT,
        giver=cast.staff["teacher"],
        school_class=cast.class_31,
        starts_on=dt.date(2026, 9, 1),
    )
    page = cast.sign_in(client, "teacher").get(page_of(cast.class_31)).content.decode()
    assert "联系这个班" in page
    assert "王同学" in page


def test_the_page_costs_the_same_for_few_and_for_many(client, cast):
    cast.sign_in(client, "homeroom")
    client.get(page_of(cast.class_31))
    with CaptureQueriesContext(connection) as few:
        client.get(page_of(cast.class_31))
    for n in range(30):
        add_student(cast.school, cast.class_31, f"G5{n}", f"孩子{n}")
    with CaptureQueriesContext(connection) as many:
        client.get(page_of(cast.class_31))
    assert len(many) == len(few)


@pytest.mark.parametrize("who", ["other_school", "county_officer"])
def test_a_class_does_not_exist_outside_its_school(client, cast, who):
    cast.sign_in(client, who)
    assert client.get(page_of(cast.class_31)).status_code == 404


@pytest.mark.parametrize("who", ["administrator", "principal"])
def test_a_class_is_added_with_its_teacher(client, cast, who):
    cast.sign_in(client, who)
    answer = client.post(NEW, sheet(homeroom=str(cast.staff["teacher"].pk)))
    made = SchoolClass.objects.get(code="C51")
    assert answer["Location"] == page_of(made)
    assert (made.school, made.grade_number) == (cast.school, 5)
    assert made.homeroom.staff == cast.staff["teacher"]
    assert LogEntry.objects.filter(additional_data__deed="add_class").count() == 2


def test_a_change_of_teacher_and_grade_goes_along_to_the_children(client, cast):
    cast.sign_in(client, "administrator")
    filled = sheet(name="四年级(2)班", grade="四年级", code="C31")
    client.post(f"{page_of(cast.class_31)}edit/", filled | {"homeroom": cast.staff["teacher"].pk})
    cast.class_31.refresh_from_db()
    cast.wang.refresh_from_db()
    assert (cast.class_31.name, cast.class_31.grade_number) == ("四年级(2)班", 4)
    assert cast.wang.grade == "四年级"
    leads = HomeroomTeacher.objects.get(school_class=cast.class_31)
    assert leads.staff == cast.staff["teacher"]
    assert (
        cast.sign_in(client, "homeroom").get("/people/students/").content.decode().count("王同学")
        == 0
    )


def test_a_class_may_be_left_without_a_teacher(client, cast):
    cast.sign_in(client, "administrator")
    client.post(f"{page_of(cast.class_31)}edit/", sheet(code="C31"))
    assert not HomeroomTeacher.objects.filter(school_class=cast.class_31).exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "请写班级名称"),
        ({"grade": " "}, "请写年级"),
        ({"code": ""}, "请写班级编号。"),
        ({"code": "C41"}, "编号 C41 已经是四年级(1)班的了"),
        ({"homeroom": "0"}, "请从列表里选一位老师。"),
        ({"homeroom": "²"}, "请从列表里选一位老师。"),
        ({"name": "班" * 51}, "最多 50 个"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(client, cast, changed, sentence):
    cast.sign_in(client, "administrator")
    for address in (NEW, f"{page_of(cast.class_31)}edit/"):
        answer = client.post(address, sheet(**changed))
        assert answer.status_code == 422
        assert sentence in answer.content.decode()


def test_two_who_add_the_same_code_at_once_are_told(client, cast, monkeypatch):
    def clash(self: SchoolClass, *args: object, **kwargs: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(SchoolClass, "save", clash)
    cast.sign_in(client, "administrator")
    for address in (NEW, f"{page_of(cast.class_31)}edit/"):
        assert "刚刚被登记过了" in client.post(address, sheet()).content.decode()


@pytest.mark.parametrize("who", ["homeroom", "secretary", "student_affairs", "other_school"])
def test_only_the_keepers_add_and_change_classes(client, cast, who):
    cast.sign_in(client, who)
    assert client.post(f"{page_of(cast.class_31)}edit/", sheet()).status_code == 404
    if who != "other_school":
        assert client.post(NEW, sheet()).status_code == 404

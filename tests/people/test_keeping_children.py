"""Adding a child, changing one, and how the family is reached."""

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from qingshan.access.fields import lookup_hash
from qingshan.people.models import Guardian, Student
from tests.cast import make_cast

NEW = "/people/students/new/"
SOUND = "220802201703041713"
OF_WANG = "220802201605062190"
FIELDS = (
    "name",
    "gender",
    "birth_date",
    "number",
    "id_type",
    "id_number",
    "school_class",
    "seat_number",
    "enrolled_month",
    "is_orphan",
    "phone",
    "address",
    "phone_1",
)


@pytest.fixture(autouse=True)
def _a_sound_number(request):
    """王同学 gets a number whose check digit is right."""
    if "cast" in request.fixturenames:
        wang = request.getfixturevalue("cast").wang
        wang.id_number, wang.id_number_hash = OF_WANG, lookup_hash(OF_WANG)
        wang.save()


def sheet(cast, **changed: str) -> dict[str, str]:
    filled = {
        "name": "单小宇",
        "gender": "male",
        "birth_date": "2017-03-04",
        "number": "G2003",
        "id_type": "居民身份证",
        "id_number": SOUND,
        "ethnicity": "汉族",
        "school_class": str(cast.class_31.pk),
        "seat_number": "12",
        "enrolled_month": "2023-09",
        "boarding": "boarding",
        "left_behind": "both_parents",
        "is_orphan": "False",
        "has_subsidy": "",
        "needs_aid": "True",
        "disability": "无残疾",
    }
    return filled | changed


def edit_sheet(cast, **changed: str) -> dict[str, str]:
    """What the edit form of 王同学 holds when nothing is touched: sealed fields are empty."""
    return sheet(
        cast, name="王同学", birth_date="2016-05-06", number="", id_number="", id_type="", **changed
    )


def edit(child: Student) -> str:
    return f"/people/students/{child.pk}/edit/"


def contacts(child: Student) -> str:
    return f"/people/students/{child.pk}/contacts/"


@pytest.mark.parametrize("who", ["administrator", "principal"])
def test_a_child_is_added_and_found(client, cast, who):
    cast.sign_in(client, who)
    answer = client.post(NEW, sheet(cast))
    child = Student.objects.get(number="G2003")
    assert answer["Location"] == contacts(child)
    assert (child.school, child.grade, child.needs_aid) == (cast.school, "三年级", True)
    assert (child.is_orphan, child.has_subsidy) == (False, None)
    assert child.id_number_hash == lookup_hash(SOUND)
    assert "单小宇" in client.get("/people/students/?q=sxy").content.decode()


def test_adding_leaves_one_audit_row_without_what_is_sealed(client, cast):
    cast.sign_in(client, "administrator").post(NEW, sheet(cast))
    [row] = LogEntry.objects.filter(additional_data__deed="add_student")
    assert row.actor == cast.accounts["administrator"]
    assert row.additional_data["school"] == cast.school.pk
    assert SOUND not in str(row.changes)
    assert "search_key" not in row.changes


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "　"}, "请写姓名。"),
        ({"number": ""}, "请写学籍号。"),
        ({"number": "G2002"}, "这个学籍号已经是冯同学的了"),
        ({"birth_date": "2017年13月4日"}, "日历上没有"),
        ({"birth_date": "哪天"}, "不是日期"),
        ({"birth_date": "2017-03-05"}, "与身份证号里的 2017-03-04 不同"),
        ({"id_number": "220802201703041710"}, "对不上校验码"),
        ({"id_number": "22080220170304171"}, "身份证号有 17 位"),
        (
            {"id_number": "220802201605062190", "birth_date": "2016-05-06"},
            "登记在三年级(1)班的王同学",
        ),
        ({"school_class": "0"}, "请从列表里选一个班。"),
        ({"gender": "?"}, "请从列表里选一个。"),
        ({"enrolled_month": "去年"}, "不是年月"),
        ({"name": "名" * 51}, "最多 50 个"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(client, cast, changed, sentence):
    answer = cast.sign_in(client, "administrator").post(NEW, sheet(cast, **changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="12"' in page, "what was typed is kept"
    assert Student.objects.filter(school=cast.school).count() == 2


def test_another_document_is_not_judged_as_a_card(client, cast):
    cast.sign_in(client, "administrator")
    assert client.post(NEW, sheet(cast, id_type="护照", id_number="E12345678")).status_code == 302


def test_a_class_of_another_school_is_none(client, cast):
    far = cast.chu.school_class_id
    answer = cast.sign_in(client, "administrator").post(NEW, sheet(cast, school_class=str(far)))
    assert "请从列表里选一个班。" in answer.content.decode()


def test_an_untouched_sheet_changes_nothing_sealed(client, cast):
    client = cast.sign_in(client, "administrator")
    assert client.post(edit(cast.wang), edit_sheet(cast, seat_number="7")).status_code == 302
    child = Student.objects.get(pk=cast.wang.pk)
    assert child.seat_number == "7"
    assert (child.number, child.id_number) == ("G2001", OF_WANG)
    assert (child.phone, child.address) == ("18664657376", "青山镇南河村5组")


def test_moving_to_another_class_moves_the_grade(client, cast):
    client = cast.sign_in(client, "principal")
    client.post(edit(cast.wang), edit_sheet(cast, school_class=str(cast.class_41.pk)))
    cast.wang.refresh_from_db()
    assert (cast.wang.school_class, cast.wang.grade) == (cast.class_41, "四年级")


def test_a_birth_date_is_held_against_the_number_that_is_there(client, cast):
    client = cast.sign_in(client, "principal")
    changed = edit_sheet(cast) | {"birth_date": "2016-05-07"}
    answer = client.post(edit(cast.wang), changed)
    assert "与身份证号里的 2016-05-06 不同" in answer.content.decode()


def test_a_sealed_number_can_be_taken_off(client, cast):
    client = cast.sign_in(client, "principal")
    client.post(edit(cast.wang), edit_sheet(cast) | {"id_number": "无"})
    cast.wang.refresh_from_db()
    assert (cast.wang.id_number, cast.wang.id_number_hash) == ("", "")


def test_the_roster_number_cannot_be_taken_off(client, cast):
    client = cast.sign_in(client, "principal")
    answer = client.post(edit(cast.wang), edit_sheet(cast) | {"number": "无"})
    assert "每个孩子都要有学籍号。" in answer.content.decode()


def test_two_who_add_the_same_number_at_once_are_told(client, cast, monkeypatch):
    def clash(self: Student, *args: object, **kwargs: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(Student, "save", clash)
    cast.sign_in(client, "administrator")
    assert "刚刚被登记过了" in client.post(NEW, sheet(cast)).content.decode()
    answer = client.post(edit(cast.wang), edit_sheet(cast))
    assert "刚刚被登记过了" in answer.content.decode()


def family(**changed: str) -> dict[str, str]:
    fields = ("address", "phone", "name_1", "relation_1", "phone_1")
    return dict.fromkeys((*fields, "name_2", "relation_2", "phone_2"), "") | changed


@pytest.mark.parametrize("who", ["administrator", "principal", "homeroom"])
def test_the_homeroom_teacher_keeps_how_the_family_is_reached(client, cast, who):
    cast.sign_in(client, who)
    filled = family(
        phone="13900002222", name_1="王妈妈", relation_1="母亲", phone_1="139 0000 1111"
    )
    assert client.post(contacts(cast.wang), filled).status_code == 302
    cast.wang.refresh_from_db()
    mother = Guardian.objects.get(student=cast.wang)
    assert (cast.wang.phone, cast.wang.address) == ("13900002222", "青山镇南河村5组")
    assert (mother.name, mother.phone, mother.order) == ("王妈妈", "139 0000 1111", 1)
    deeds = LogEntry.objects.filter(additional_data__deed="change_contacts")
    assert deeds.count() == 2
    assert not any("13900002222" in str(row.changes) for row in deeds)


def test_an_empty_guardian_is_taken_off_and_an_untouched_phone_stays(client, cast):
    for order, name in ((1, "王妈妈"), (2, "外婆")):
        Guardian.objects.create(
            school=cast.school, student=cast.wang, order=order, name=name, phone="13900001111"
        )
    cast.sign_in(client, "homeroom")
    client.post(contacts(cast.wang), family(name_1="王妈妈", phone_2="无"))
    assert [(g.name, g.phone) for g in Guardian.objects.filter(student=cast.wang)] == [
        ("王妈妈", "13900001111")
    ]


@pytest.mark.parametrize("phone", ["12345", "没有电话", "1" * 41])
def test_what_is_no_telephone_number_is_refused(client, cast, phone):
    answer = cast.sign_in(client, "homeroom").post(contacts(cast.wang), family(phone=phone))
    assert answer.status_code == 422
    assert phone in answer.content.decode()


@pytest.mark.parametrize("who", ["teacher", "secretary", "student_affairs", "other_school"])
def test_nobody_else_changes_how_a_family_is_reached(client, cast, who):
    cast.sign_in(client, who)
    assert client.get(contacts(cast.wang)).status_code == 404
    assert client.post(contacts(cast.wang), family(phone="13900002222")).status_code == 404
    cast.wang.refresh_from_db()
    assert cast.wang.phone == "18664657376"


def test_a_homeroom_teacher_keeps_only_the_own_class(client, cast):
    cast.sign_in(client, "homeroom")
    assert client.get(contacts(cast.feng)).status_code == 404


class WildSheets(TestCase):
    """Whatever is sent, the form answers with a sentence or a child, never with an error."""

    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = self.cast.sign_in(Client(), "administrator")

    @settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.dictionaries(
            st.sampled_from(FIELDS),
            st.one_of(
                st.text(max_size=60),
                st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)).map(str),
                st.integers().map(str),
                st.sampled_from(
                    ["无", "\0", "9" * 40, "²", "1.0", "220802201703041713", "x" * 5000]
                ),
            ),
        )
    )
    def test_never_an_error(self, wild: dict[str, str]) -> None:
        for address, base in (
            (NEW, sheet(self.cast)),
            (edit(self.cast.wang), edit_sheet(self.cast)),
            (contacts(self.cast.wang), family()),
        ):
            assert self.client.post(address, base | wild).status_code in {302, 422}

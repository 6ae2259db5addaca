"""Sealed fields: masked by default, shown one at a time, and each look is known."""

from __future__ import annotations

import pytest
from auditlog.models import LogEntry

from qingshan.people.models import Guardian

ID_OF_WANG = "220802201605062191"
PHONE_OF_WANG = "18664657376"
ADDRESS = "青山镇南河村5组"
PHONE_OF_STAFF = "15117776315"
ID_OF_STAFF = "220802199702039717"


@pytest.fixture
def mother(cast) -> Guardian:
    return Guardian.objects.create(
        school=cast.school, student=cast.wang, name="王妈妈", relation="母亲", phone="13900001111"
    )


def looks() -> list[tuple[str, str]]:
    rows = LogEntry.objects.filter(additional_data__deed="reveal_field").order_by("pk")
    return [(row.actor.username, row.additional_data["field"]) for row in rows]


def test_nothing_sealed_stands_on_a_page(client, cast, mother):
    cast.sign_in(client, "principal")
    pages = [
        f"/people/students/{cast.wang.pk}/",
        f"/people/students/{cast.wang.pk}/edit/",
        f"/people/students/{cast.wang.pk}/contacts/",
        f"/people/staff/{cast.staff['teacher'].pk}/",
        f"/people/staff/{cast.staff['teacher'].pk}/edit/",
        "/people/students/?per=1000",
        "/people/staff/",
    ]
    for address in pages:
        page = client.get(address).content.decode()
        for secret in (
            ID_OF_WANG,
            PHONE_OF_WANG,
            ADDRESS,
            mother.phone,
            ID_OF_STAFF,
            PHONE_OF_STAFF,
        ):
            assert secret not in page, address
    assert looks() == []


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [
        ("id_number", ID_OF_WANG, "身份证件号"),
        ("phone", PHONE_OF_WANG, "电话"),
        ("address", ADDRESS, "现住址"),
        ("number", "G2001", "学籍号"),
    ],
)
def test_a_field_is_shown_once_and_the_look_is_known(client, cast, field, value, label):
    cast.sign_in(client, "homeroom")
    address = f"/people/students/{cast.wang.pk}/reveal/{field}/"
    answer = client.post(address)
    assert value in answer.content.decode()
    assert "<h1>王同学</h1>" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert looks() == [("homeroom", label)]
    assert value not in client.get(f"/people/students/{cast.wang.pk}/").content.decode()


def test_a_fragment_holds_the_field_alone(client, cast):
    cast.sign_in(client, "homeroom")
    address = f"/people/students/{cast.wang.pk}/reveal/phone/"
    page = client.post(address, headers={"HX-Request": "true"}).content.decode()
    assert PHONE_OF_WANG in page
    assert "<h1>" not in page


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_guardian_is_reached_in_the_same_way(client, cast, mother, headers):
    cast.sign_in(client, "homeroom")
    page = client.post(f"/people/students/guardians/{mother.pk}/reveal/", headers=headers)
    assert "13900001111" in page.content.decode()
    assert looks() == [("homeroom", "电话")]


@pytest.mark.parametrize("who", ["teacher", "group_head", "other_school", "county_officer"])
def test_who_may_not_open_the_child_sees_nothing(client, cast, mother, who):
    cast.sign_in(client, who)
    for address in (
        f"/people/students/{cast.wang.pk}/reveal/phone/",
        f"/people/students/guardians/{mother.pk}/reveal/",
    ):
        assert client.post(address).status_code == 404
    assert looks() == []


@pytest.mark.parametrize("who", ["administrator", "principal", "teacher"])
def test_a_colleagues_number_is_for_the_keepers_and_oneself(client, cast, who):
    cast.sign_in(client, who)
    address = f"/people/staff/{cast.staff['teacher'].pk}/reveal/phone/"
    assert PHONE_OF_STAFF in client.post(address).content.decode()
    fragment = client.post(address, headers={"HX-Request": "true"}).content.decode()
    assert PHONE_OF_STAFF in fragment
    assert looks() == [(who, "电话")] * 2


@pytest.mark.parametrize("who", ["secretary", "student_affairs", "homeroom", "county_officer"])
def test_a_colleagues_number_is_for_nobody_else(client, cast, who):
    cast.sign_in(client, who)
    address = f"/people/staff/{cast.staff['teacher'].pk}/reveal/phone/"
    assert client.post(address).status_code == 404
    assert looks() == []


@pytest.mark.parametrize("field", ["name", "search_key", "id_number_hash", "school_id"])
def test_only_masked_fields_are_revealed(client, cast, field):
    cast.sign_in(client, "principal")
    child, colleague = cast.wang.pk, cast.staff["teacher"].pk
    assert client.post(f"/people/students/{child}/reveal/{field}/").status_code == 404
    assert client.post(f"/people/staff/{colleague}/reveal/{field}/").status_code == 404


def test_a_look_is_never_a_link(client, cast):
    cast.sign_in(client, "principal")
    assert client.get(f"/people/students/{cast.wang.pk}/reveal/phone/").status_code == 405
    assert looks() == []

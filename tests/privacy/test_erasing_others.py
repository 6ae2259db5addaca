"""Erasing somebody takes nothing of others: their names, numbers, sentences and doors stay."""

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.access.models import Account
from qingshan.people.models import Guardian, Pairing, Staff, Student
from qingshan.privacy.erasing.emptying import empty
from qingshan.privacy.erasing.services import ask_erasure, erase
from qingshan.privacy.models import AuditOpening
from qingshan.privacy.subjects.person import Person
from qingshan.records.models import Record
from qingshan.school.membership import member_for
from qingshan.school.models import Appointment
from tests.privacy.test_erasing import LEFT
from tests.walls.ground import TODAY, make_ground


@pytest.fixture
def ground(db):
    made = make_ground()
    AuditOpening.objects.all().delete()  # the ground has a row of every table
    return made


def erase_child(ground, **told: str) -> None:
    Student.objects.filter(pk=ground.cast.wang.pk).update(**told)
    erase_person(ground, Person(Student.objects.get(pk=ground.cast.wang.pk)))


def erase_person(ground, person: Person, left_on: dt.date = LEFT) -> None:
    actors = ground.cast.accounts
    asked = ask_erasure(actor=actors["principal"], person=person, left_on=left_on, why="离开了学校")
    erase(actor=actors["administrator"], erasure=asked)


def written(ground, content: str, **of: object) -> Record:
    """A record about somebody else, with these words."""
    return Record.objects.create(
        school=ground.cast.school,
        number=f"记-{content[:20]}",
        date=TODAY,
        kind="home_visit",
        staff=ground.cast.staff["homeroom"],
        student=ground.cast.feng,
        content=content,
        **of,
    )


@pytest.mark.parametrize(
    ("told", "before", "after"),
    [
        ({"name": "王芳"}, "和王芳坐在一起", "和○○坐在一起"),
        ({"name": "文明"}, "三班得了文明班级", "三班得了文明班级"),
        ({"name": "安全"}, "讲了防溺水安全", "讲了防溺水安全"),
        ({"name": "科学"}, "科学课很专心", "科学课很专心"),
        ({"number": "12"}, "12月12日家访，12人在场", "12月12日家访，12人在场"),
        ({"number": "G20260012"}, "补G20260012的卡", "补○○的卡"),
        ({"number": "20260012"}, "单号9920260012已付", "单号9920260012已付"),
        ({"id_number": "220801201501011234"}, "证件220801201501011234", "证件○○"),
    ],
)
def test_what_tells_of_the_person_alone_is_covered(ground, told, before, after):
    record = written(ground, before)
    erase_child(ground, **told)
    record.refresh_from_db()
    assert record.content == after
    assert record.kind == "home_visit"


def test_what_was_never_filled_in_a_row_that_stays_is_filled_with_nothing(ground):
    told = {"giver": ground.cast.staff["teacher"], "kind": "student_support", "starts_on": LEFT}
    of_wang, of_feng = (
        Pairing.objects.create(
            school=ground.cast.school, student=child, own_end=["", "王同学转走"], **told
        )
        for child in (ground.cast.wang, ground.cast.feng)
    )
    empty(Pairing, [of_wang.pk])
    of_wang.refresh_from_db()
    of_feng.refresh_from_db()
    assert (of_wang.own_end, of_feng.own_end) == (None, ["", "王同学转走"])


def test_a_longer_name_of_another_child_stays_whole(ground):
    Student.objects.filter(pk=ground.cast.feng.pk).update(name="王芳芳")
    record = written(ground, "王芳芳今天很好")
    erase_child(ground, name="王芳")
    record.refresh_from_db()
    assert record.content == "王芳芳今天很好"
    assert Student.objects.get(pk=ground.cast.feng.pk).name == "王芳芳"


def test_a_name_to_sign_in_with_that_is_a_key_of_the_house_changes_no_row(ground):
    person = Person(Staff.objects.get(pk=ground.cast.staff["teacher"].pk))
    Account.objects.filter(pk=person.row.account_id).update(username="home_visit")
    record = written(ground, "说到 home_visit")
    erase_person(ground, Person(Staff.objects.get(pk=person.row.pk)))
    record.refresh_from_db()
    assert record.kind == "home_visit"


def test_neighbours_keep_the_address_and_the_telephone_they_share(ground):
    cast = ground.cast
    Student.objects.filter(pk=cast.feng.pk).update(address="光明村三组", phone="13904360001")
    Guardian.objects.create(
        school=cast.school, student=cast.feng, name="奶奶", phone="13904360001", order=7
    )
    record = written(ground, "光明村三组，电话13904360001")
    erase_child(ground, address="光明村三组", phone="13904360001")
    record.refresh_from_db()
    feng = Student.objects.get(pk=cast.feng.pk)
    assert (feng.address, feng.phone) == ("光明村三组", "13904360001")
    assert Guardian.objects.get(student=feng, order=7).phone == "13904360001"
    assert record.content == "光明村三组，电话13904360001"


def test_another_schools_log_keeps_a_person_of_the_same_name(ground):
    cast = ground.cast
    actor = cast.accounts["other_school"]
    elsewhere = Appointment.objects.get(account=actor).school
    row = note(
        actor=actor, deed="reveal_field", subject=elsewhere, school_id=elsewhere.pk, said="王同学"
    )
    erase_child(ground)
    assert LogEntry.objects.get(pk=row.pk).additional_data["said"] == "王同学"


@pytest.fixture
def serving_elsewhere(ground):
    """The colleague of the ground, who is a principal at the other school as well."""
    cast = ground.cast
    staff = Staff.objects.get(pk=cast.staff["teacher"].pk)
    elsewhere = Appointment.objects.get(account=cast.accounts["other_school"]).school
    Appointment.objects.create(
        account=staff.account, school=elsewhere, role="principal", since=TODAY.replace(year=2020)
    )
    return staff, elsewhere


def test_who_serves_at_another_school_goes_on_there(ground, client, serving_elsewhere):
    staff, elsewhere = serving_elsewhere
    account = staff.account
    there = Staff.objects.create(
        school=elsewhere,
        number="T900",
        name=staff.name,
        account=None,
        hired_on=TODAY.replace(year=2020),
        political_status="群众",
        post="permanent",
    )
    kept = Record.objects.create(
        school=elsewhere,
        number="别校一条",
        date=TODAY,
        kind="home_visit",
        staff=there,
        content="在",
    )
    erase_person(ground, Person(staff))
    now = Account.objects.get(pk=account.pk)
    assert (now.username, now.name, now.is_active) == (account.username, account.name, True)
    assert not Appointment.objects.filter(
        account=account, school=ground.cast.school, until__isnull=True
    ).exists()
    assert Appointment.objects.filter(account=account, school=elsewhere, until=None).exists()
    assert Staff.objects.get(pk=staff.pk).account is None
    assert Record.objects.filter(pk=kept.pk).exists()
    client.force_login(now)
    assert client.get("/").status_code == 200
    assert client.get(f"/people/students/{ground.cast.feng.pk}/").status_code == 404


@pytest.mark.parametrize("ago", [0, 1, 200])
def test_who_is_erased_holds_no_office_here_from_that_moment_on(
    ground, client, serving_elsewhere, ago
):
    staff, elsewhere = serving_elsewhere
    here, today = ground.cast.school, timezone.localdate()
    Appointment.objects.create(
        account=staff.account, school=here, role="secretary", since=today - dt.timedelta(days=30)
    )
    Appointment.objects.create(
        account=staff.account, school=here, role="principal", since=today + dt.timedelta(days=5)
    )
    account = staff.account
    erase_person(ground, Person(staff), left_on=today - dt.timedelta(days=ago))
    offices = Appointment.objects.filter(account=account, school=here)
    assert {one.until is not None and one.until < today for one in offices} <= {True}
    assert not offices.filter(role="principal").exists()
    assert member_for(account).schools == (elsewhere,)


def test_the_rehearsal_says_that_the_account_goes_on(ground, client, serving_elsewhere):
    staff, _ = serving_elsewhere
    page = f"/privacy/of/colleague/{staff.pk}/erase/"
    told = ground.cast.sign_in(client, "principal").get(page).content.decode()
    assert "这个账号在别的学校还在用" in told

"""Homes by village, those not yet reached, who goes where, and a plan that becomes one record."""

from __future__ import annotations

import datetime as dt
import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.care.models import VisitPlan
from qingshan.people.households import household_of, village_of
from qingshan.people.models import Student
from qingshan.records.models import Record
from qingshan.school import membership
from tests.cast import add_student

TODAY = dt.date(2026, 11, 24)
VISITS = "/care/visits/"
HOMES = "/care/visits/homes/"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


@pytest.fixture
def officer(cast) -> Client:
    return cast.sign_in(Client(), "student_affairs")


def at_home(child: Student, address: str, phone: str = "") -> Student:
    child.address, child.phone = address, phone
    child.village, child.household = village_of(address), household_of(address, phone)
    child.save()
    return child


def visited(cast, child: Student, day: dt.date = TODAY) -> Record:
    number = f"R{Record.objects.count() + 100}"
    who = cast.staff["homeroom"]
    return Record.objects.create(
        school=cast.school, number=number, date=day, kind="home_visit", staff=who, student=child
    )


@pytest.mark.parametrize(
    ("address", "village"),
    [
        ("青山镇南河村5组", "南河村"),
        ("青山镇南河村 ５ 组", "南河村"),
        ("吉林省白城市洮北区青山镇南河村民委员会3组", "南河村"),
        ("南河村二社", "南河村"),
        ("镇南村5组", "镇南村"),
        ("青山镇镇南村5组", "镇南村"),
        ("青山镇街里", "青山镇"),
        ("青山镇中学家属院", "青山镇"),
        ("洮北区幸福街道光明社区3-2-101", "光明社区"),
        ("科右前旗哈拉黑苏木红星嘎查", "红星嘎查"),
        ("三楼302", ""),
        ("", ""),
    ],
)
def test_the_village_is_read_from_the_address_as_people_write_it(address, village):
    assert village_of(address) == village


def test_a_village_group_is_no_home_and_a_door_or_a_telephone_is():
    group, door = "青山镇南河村5组", "青山镇南河村5组12号"
    assert household_of(group, "") == household_of("", "") == ""
    assert household_of(door, "") == household_of("青山镇南河村 5组１２号", "") != ""
    assert household_of(group, "13904361234") == household_of("南河村", "139-0436-1234")
    assert household_of(group, "13904361234") != household_of(group, "13904361235")
    assert household_of(group, "13904361234") != household_of("青山镇北甸村5组", "13904361234")


@pytest.mark.system("C5")
def test_a_home_is_reached_with_any_child_of_it_and_the_rest_is_listed(cast, officer):
    at_home(cast.wang, "青山镇南河村5组", "139 0436 1234")
    at_home(cast.feng, "南河村", "13904361234")  # the same home, written otherwise
    lone = at_home(add_student(cast.school, cast.class_41, "G2003", "钱同学"), "青山镇北甸村1组")
    nowhere = at_home(add_student(cast.school, cast.class_41, "G2004", "金同学"), "")
    assert "孩子们住在 3 户" in officer.get(VISITS).content.decode()
    listed = officer.get(HOMES).content.decode()
    assert cast.wang.name in listed
    assert "另有 1 个" in listed
    assert cast.feng.name not in listed  # told with the elder one, the home once
    visited(cast, cast.feng)
    shown = officer.get(VISITS).content.decode()
    assert "走到了 <a" in shown
    assert "1 户</a>" in shown
    listed = officer.get(HOMES).content.decode()
    assert cast.wang.name not in listed
    assert lone.name in listed
    assert nowhere.name in listed
    assert cast.wang.name in officer.get(HOMES, {"reached": "yes"}).content.decode()
    only = officer.get(HOMES, {"village": "北甸村"}).content.decode()
    assert lone.name in only
    assert nowhere.name not in only


def test_a_visit_of_the_term_before_reached_nobody_this_term(cast, officer):
    at_home(cast.wang, "青山镇南河村5组")
    visited(cast, cast.wang, dt.date(2026, 7, 1))
    listed = officer.get(HOMES).content.decode()
    assert cast.wang.name in listed
    assert "2026-07-01 周老师" in listed


@pytest.mark.system("C5")
def test_a_planned_visit_is_written_down_once_wherever_it_is(cast):
    phone = cast.sign_in(Client(), "homeroom")
    planned = phone.post(
        f"{VISITS}plan/{cast.wang.pk}/", {"date": "2026-11-26", "words": "带上申请表"}, follow=True
    )
    assert "带上申请表" in planned.content.decode()
    (coming,) = phone.get("/records/offline/bundle/").json()["coming"]
    assert coming["student"] == str(cast.wang.pk)
    fields = {"student": coming["student"], "date": "2026-11-24", "content": "路上遇到了奶奶"}
    sheet = coming | {
        "edition": "",
        "fields": fields,
        "owner": str(cast.accounts["homeroom"].pk),
    }
    answer = phone.post(
        "/records/offline/send/", json.dumps(sheet), content_type="application/json"
    )
    assert answer.json()["state"] == "saved"
    # The same visit from the entry sheet that the plan opens: it stands already.
    address = f"/records/new/home_visit/?student={cast.wang.pk}&once={coming['id']}"
    assert f'name="once" value="{coming["id"]}"' in phone.get(address).content.decode()
    again = phone.post(address, fields | {"once": coming["id"]}, follow=True)
    assert "没有再记一次" in again.content.decode()
    assert Record.objects.count() == 1
    assert phone.get("/records/offline/bundle/").json()["coming"] == []
    assert "还没有安排" in phone.get(VISITS).content.decode()


@pytest.mark.system("C5")
def test_who_answers_for_all_children_sends_a_colleague_who_may_then_write_it_down(cast, officer):
    teacher = cast.sign_in(Client(), "teacher")
    fields = {"student": cast.wang.pk, "date": "2026-11-24", "content": "去过了"}
    sheet = "/records/new/home_visit/"
    assert teacher.post(sheet, fields | {"once": uuid4()}).status_code == 422
    chosen = cast.staff["teacher"].pk
    told = {"staff": chosen, "date": "2026-11-25", "words": ""}
    assert officer.post(f"{VISITS}plan/{cast.wang.pk}/", told).status_code == 302
    assert cast.wang.name in teacher.get(VISITS).content.decode()
    once = VisitPlan.objects.get().once
    assert teacher.post(sheet, fields | {"once": once}).status_code == 302
    assert teacher.get(f"/people/students/{cast.wang.pk}/").status_code == 404


def test_a_day_that_is_over_and_one_too_far_have_their_sentence(cast, officer):
    address = f"{VISITS}plan/{cast.wang.pk}/"
    for day, said in (("2026-11-23", "已经过去了"), ("2028-01-01", "太远了"), ("", "请写哪天去")):
        answer = officer.post(
            address, {"staff": cast.staff["teacher"].pk, "date": day, "words": "问冬衣"}
        )
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert "问冬衣" in answer.content.decode()
    assert not VisitPlan.objects.exists()


def test_a_plan_is_let_go_by_who_goes_or_made_it_and_by_nobody_else(cast, officer):
    told = {"staff": cast.staff["teacher"].pk, "date": "2026-11-25"}
    officer.post(f"{VISITS}plan/{cast.wang.pk}/", told)
    plan = VisitPlan.objects.get()
    homeroom = cast.sign_in(Client(), "homeroom")
    assert homeroom.post(f"{VISITS}plan/{plan.pk}/drop/").status_code == 404
    teacher = cast.sign_in(Client(), "teacher")
    assert teacher.post(f"{VISITS}plan/{plan.pk}/drop/").status_code == 302
    assert not VisitPlan.objects.exists()


def test_the_lists_cost_the_same_for_one_home_and_for_thirty(cast, officer):
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            officer.get(address)
        return len(counted)

    at_home(cast.wang, "青山镇南河村1组")
    officer.get(VISITS)
    before = [asked(VISITS), asked(HOMES)]
    for number in range(30):
        child = add_student(cast.school, cast.class_31, f"G30{number:02}", f"孩子{number}")
        at_home(child, f"青山镇第{number}村")
    assert [asked(VISITS), asked(HOMES)] == before

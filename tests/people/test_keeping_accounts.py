from __future__ import annotations

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from qingshan.access.models import Account
from qingshan.access.roles import Role
from qingshan.school.models import Appointment
from tests.cast import LONG_AGO, PASSWORD


@pytest.fixture
def page_of(cast):
    return lambda who, rest="": f"/people/accounts/{cast.accounts[who].pk}/{rest}"


def test_the_list_shows_the_schools_people_and_their_offices(client, cast):
    page = cast.sign_in(client, "administrator").get("/people/accounts/").content.decode()
    assert "赵校长" in page
    assert "党支部书记" in page
    assert "白水的陈校长" not in page
    assert "县里的何科长" not in page


@pytest.mark.parametrize("query", ["role=secretary", "q=钱", "q=t003"])
def test_the_list_is_narrowed(client, cast, query):
    page = cast.sign_in(client, "administrator").get(f"/people/accounts/?{query}").content.decode()
    assert "钱书记" in page
    assert "赵校长" not in page


def test_the_list_costs_the_same_for_few_and_for_many(client, cast):
    cast.sign_in(client, "administrator")
    client.get("/people/accounts/")
    with CaptureQueriesContext(connection) as few:
        client.get("/people/accounts/")
    for n in range(30):
        account = Account.objects.create(username=f"x{n}", name=f"老师{n}")
        Appointment.objects.create(
            account=account, school=cast.school, role=Role.TEACHER, since=LONG_AGO
        )
    with CaptureQueriesContext(connection) as many:
        client.get("/people/accounts/")
    assert len(many) == len(few)


def test_the_principal_looks_and_changes_nothing(client, cast, page_of):
    cast.sign_in(client, "principal")
    assert "<form" not in client.get(page_of("teacher")).content.decode().split("<main", 1)[1]
    for deed in ("offices/", "password/", "second-step/", "state/"):
        assert client.post(page_of("teacher", deed)).status_code == 404


@pytest.mark.parametrize("who", ["other_school", "county_officer"])
def test_an_account_of_another_school_does_not_exist(client, cast, page_of, who):
    cast.sign_in(client, "administrator")
    for deed in ("", "offices/", "password/", "second-step/", "state/"):
        ask = client.post if deed else client.get
        assert ask(page_of(who, deed)).status_code == 404


def test_an_office_is_given_from_a_day_on(client, cast, page_of):
    cast.sign_in(client, "administrator")
    client.post(page_of("teacher", "offices/"), {"role": "student_affairs", "since": "2026-09-01"})
    held = Appointment.objects.get(account=cast.accounts["teacher"], role="student_affairs")
    assert held.since == dt.date(2026, 9, 1)
    page = client.get(page_of("teacher")).content.decode()
    assert "记下了：吴老师，学生事务主任。" in page
    assert page.count("<h1") == 1


def test_an_office_held_already_is_not_given_twice(client, cast, page_of):
    cast.sign_in(client, "administrator")
    answer = client.post(
        page_of("teacher", "offices/"), {"role": "teacher", "since": "2026-09-01"}, follow=True
    )
    assert "已经是教师了" in answer.content.decode()


@pytest.mark.parametrize("role", ["county_officer", "homeroom", "king", ""])
def test_an_office_that_is_not_the_administrators_to_give_is_refused(client, cast, page_of, role):
    cast.sign_in(client, "administrator")
    answer = client.post(page_of("teacher", "offices/"), {"role": role, "since": "2026-09-01"})
    assert answer.status_code == 422


def test_an_office_ended_today_is_held_no_more(client, cast, page_of):
    held = Appointment.objects.get(account=cast.accounts["student_affairs"])
    cast.sign_in(client, "administrator")
    client.post(page_of("student_affairs", f"offices/{held.pk}/end/"))
    held.refresh_from_db()
    assert held.until == timezone.localdate() - dt.timedelta(days=1)
    cast.sign_in(client, "student_affairs")
    assert "还没有职责" in client.get("/access/me/").content.decode()


def test_the_last_administrator_stays(client, cast, page_of):
    held = Appointment.objects.get(account=cast.accounts["administrator"])
    cast.sign_in(client, "administrator")
    for answer in (
        client.post(page_of("administrator", f"offices/{held.pk}/end/"), follow=True),
        client.post(page_of("administrator", "state/"), follow=True),
    ):
        assert "学校总要有一位管理员" in answer.content.decode()
    held.refresh_from_db()
    assert held.until is None


def test_a_reset_password_is_shown_once_and_voids_the_old_one(client, cast, page_of):
    page = cast.sign_in(client, "administrator").post(page_of("teacher", "password/"))
    password = re.search(r'class="secret">([^<]+)<', page.content.decode())[1]
    client.logout()
    wrong = client.post("/account/login/", {"login": "teacher", "password": PASSWORD})
    assert wrong.status_code == 200
    right = client.post("/account/login/", {"login": "teacher", "password": password})
    assert right.status_code == 302


def test_open_sessions_end_with_the_old_password(client, cast, page_of):
    teacher = cast.sign_in(Client(), "teacher")
    assert teacher.get("/access/me/").status_code == 200
    cast.sign_in(client, "administrator").post(page_of("teacher", "password/"))
    assert teacher.get("/access/me/").status_code == 302


def test_whoever_serves_elsewhere_too_is_not_ours_to_reset(client, cast, page_of):
    """Else one school's administrator could walk into another school."""
    Appointment.objects.create(
        account=cast.accounts["teacher"], school=cast.other_school, role="principal", since=LONG_AGO
    )
    cast.sign_in(client, "administrator")
    for deed in ("password/", "state/", "second-step/"):
        answer = client.post(page_of("teacher", deed), follow=True)
        assert "还在别处任职" in answer.content.decode()
    cast.accounts["teacher"].refresh_from_db()
    assert cast.accounts["teacher"].check_password(PASSWORD)


def test_a_lost_telephone_is_mended(client, cast, page_of):
    Authenticator.objects.create(user=cast.accounts["teacher"], type="totp", data={"secret": "x"})
    cast.sign_in(client, "administrator").post(page_of("teacher", "second-step/"))
    assert not Authenticator.objects.exists()


def test_an_account_is_closed_and_opened_again(client, cast, page_of):
    cast.sign_in(client, "administrator")
    client.post(page_of("teacher", "state/"))
    assert not Account.objects.get(username="teacher").is_active
    client.post(page_of("teacher", "state/"), {"open": "yes"})
    assert Account.objects.get(username="teacher").is_active

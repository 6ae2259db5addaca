from __future__ import annotations

import datetime as dt
import io
import re

import openpyxl
import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.access.models import Account
from qingshan.access.roles import Role
from qingshan.people.models import Staff
from qingshan.school.models import Appointment


def hire(school, number: str, name: str, position: str = "") -> Staff:
    return Staff.objects.create(
        school=school,
        number=number,
        name=name,
        gender="male",
        political_status="群众",
        hired_on=dt.date(2026, 8, 20),
        post=Staff.Post.PERMANENT,
        position=position,
    )


@pytest.fixture
def newcomers(cast) -> list[Staff]:
    return [
        hire(cast.school, "T101", "=1+1"),
        hire(cast.school, "T102", "新校长", "校长、党支部书记"),
    ]


def test_everyone_without_an_account_gets_one_and_a_slip(client, cast, newcomers):
    page = cast.sign_in(client, "administrator").post("/people/accounts/open/", {"as": "page"})
    text = page.content.decode()
    assert text.count('class="slip"') == 2
    assert "no-store" in page["Cache-Control"]
    account = Account.objects.get(username="T101")
    newcomers[0].refresh_from_db()
    assert newcomers[0].account == account
    assert account.must_change_password


def test_the_password_on_the_slip_opens_the_door_once(client, cast, newcomers):
    page = cast.sign_in(client, "administrator").post("/people/accounts/open/")
    password = re.findall(r'class="secret">([^<]+)<', page.content.decode())[0]
    assert len(password) >= 10
    client.logout()
    client.post("/account/login/", {"login": "T101", "password": password})
    assert client.get("/access/me/")["Location"] == "/access/me/password/"


def test_the_offices_follow_from_the_position(client, cast, newcomers):
    cast.sign_in(client, "administrator").post("/people/accounts/open/")
    held = Appointment.objects.filter(account__username="T102").values_list("role", flat=True)
    assert set(held) == {Role.PRINCIPAL, Role.SECRETARY}
    assert Appointment.objects.get(account__username="T101").role == Role.TEACHER


def test_the_slips_come_as_a_workbook_of_plain_text(client, cast, newcomers):
    answer = cast.sign_in(client, "administrator").post("/people/accounts/open/", {"as": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type == "s"
    assert sheet["B3"].value == "T102"


def test_a_number_somebody_has_already_gets_the_schools_code_before_it(client, cast, newcomers):
    Account.objects.create_user(username="T101", name="别校的老师")
    cast.sign_in(client, "administrator").post("/people/accounts/open/")
    newcomers[0].refresh_from_db()
    assert newcomers[0].account.username == "3122000220-T101"


def test_a_second_press_opens_nothing(client, cast, newcomers):
    cast.sign_in(client, "administrator").post("/people/accounts/open/")
    before = Account.objects.count()
    answer = client.post("/people/accounts/open/", follow=True)
    assert Account.objects.count() == before
    assert "都已经有账号" in answer.content.decode()


def test_no_password_is_kept_anywhere(client, cast, newcomers):
    page = cast.sign_in(client, "administrator").post("/people/accounts/open/").content.decode()
    row = LogEntry.objects.get(additional_data__deed="open_accounts")
    for password in re.findall(r'class="secret">([^<]+)<', page):
        assert password not in str(row.additional_data)
    assert row.actor == cast.accounts["administrator"]


@pytest.mark.parametrize("who", ["principal", "teacher", "county_officer", "other_school"])
def test_only_the_administrator_opens_accounts(client, cast, newcomers, who):
    assert cast.sign_in(client, who).post("/people/accounts/open/").status_code == 404
    assert not Account.objects.filter(username="T101").exists()


def test_the_cost_does_not_grow_with_the_number(client, cast, newcomers):
    cast.sign_in(client, "administrator").post("/people/accounts/open/")
    costs = []
    for number in (1, 30):
        for n in range(number):
            hire(cast.school, f"T{number}-{n}", f"老师{n}")
        with CaptureQueriesContext(connection) as queries:
            client.post("/people/accounts/open/")
        costs.append(len(queries))
    assert costs[0] == costs[1]

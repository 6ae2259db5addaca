"""A county comes to a server by a command, its schools and its officer with it."""

from __future__ import annotations

import importlib

import pytest
from typer.testing import CliRunner

from qingshan.access.models import Account
from qingshan.config.cli.app import app
from qingshan.school.models import Appointment, County, School

for module in ("counties", "accounts"):
    importlib.import_module(f"qingshan.config.cli.{module}")


@pytest.fixture
def run(db):
    School.objects.create(code="3122000001", name="东岭村小学")
    return lambda *words: CliRunner().invoke(app, words)


def test_it_is_registered_with_its_schools_and_an_officer_sees_them(run, client):
    assert run("county", "220802", "--name", "青山县", "--school", "3122000001").exit_code == 0
    opened = run("account", "xian01", "--role", "county_officer", "--county", "220802")
    assert opened.exit_code == 0
    office = Appointment.objects.get(account__username="xian01")
    assert (office.county.name, office.school) == ("青山县", None)
    account = office.account
    assert not account.is_superuser
    account.must_change_password = False
    account.save()
    client.force_login(account)
    page = client.get("/county/").content.decode()
    assert "青山县" in page
    assert "东岭村小学" in page


def test_a_county_without_a_school_here_has_an_officer_too(run):
    run("county", "220803", "--name", "白水县")
    assert run("account", "xian02", "--role", "county_officer", "--county", "220803").exit_code == 0


def test_it_is_renamed_and_keeps_its_schools(run):
    run("county", "220802", "--name", "青山县", "--school", "3122000001")
    assert run("county", "220802", "--name", "青山区").exit_code == 0
    assert School.objects.get().county.name == "青山区"


@pytest.mark.parametrize(
    "words",
    [
        ("county", "220802"),
        ("county", "不是数", "--name", "青山县"),
        ("county", "220802", "--name", "青" * 51),
        ("county", "220802", "--name", "青山县", "--school", "9"),
        ("account", "xian", "--role", "county_officer", "--county", "1"),
        ("account", "xian", "--role", "county_officer"),
        ("account", "xian", "--role", "teacher", "--county", "220802"),
    ],
)
def test_what_is_not_possible_is_told_and_nothing_written(run, words):
    assert run(*words).exit_code == 2
    assert not County.objects.exists()
    assert not Account.objects.exists()

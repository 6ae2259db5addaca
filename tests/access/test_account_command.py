from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from qingshan.access.models import Account
from qingshan.config.cli import accounts  # noqa: F401 - brings its command
from qingshan.config.cli.app import app
from qingshan.school.models import Appointment, School


@pytest.fixture
def run(db, monkeypatch):
    monkeypatch.setattr("qingshan.config.cli.accounts.prepare", lambda: None)
    return lambda *words: CliRunner().invoke(app, ["account", *words])


def test_before_there_is_a_school_it_opens_a_superuser(run):
    done = run("root", "--name", "管服务器的人", "--json")
    told = json.loads(done.stdout)
    account = Account.objects.get(username="root")
    assert account.is_superuser
    assert account.must_change_password
    assert account.check_password(told["password"])


def test_at_the_only_school_it_opens_an_administrator(run):
    School.objects.create(code="1", name="青山镇学校")
    assert run("boss").exit_code == 0
    held = Appointment.objects.get(account__username="boss")
    assert (held.role, held.school.code) == ("administrator", "1")
    assert not held.account.is_superuser


def test_whoever_came_before_the_school_is_given_an_office_in_it(run):
    run("root")
    School.objects.create(code="1", name="青山镇学校")
    assert run("root").exit_code == 0
    assert Appointment.objects.get(account__username="root").role == "administrator"
    assert run("root").exit_code == 2


def test_among_several_schools_it_asks_which(run):
    School.objects.create(code="1", name="青山镇学校")
    School.objects.create(code="2", name="白水镇学校")
    done = run("boss")
    assert done.exit_code == 2
    assert "--school" in done.output
    assert run("boss", "--school", "2", "--role", "principal").exit_code == 0
    assert Appointment.objects.get(account__username="boss").school.code == "2"


@pytest.mark.parametrize("words", [["--role", "king"], ["--school", "9"], ["--reset"]])
def test_what_is_not_possible_is_told_and_nothing_written(run, words):
    assert run("boss", *words).exit_code == 2
    assert not Account.objects.exists()


def test_a_forgotten_password_is_reset(run, cast):
    done = run("teacher", "--reset", "--json")
    account = Account.objects.get(username="teacher")
    assert account.check_password(json.loads(done.stdout)["password"])
    assert account.must_change_password


def test_the_county_officer_serves_the_county_of_the_school(run, cast):
    done = run("officer", "--role", "county_officer", "--school", cast.school.code)
    assert done.exit_code == 0
    assert Appointment.objects.get(account__username="officer").county == cast.county
    cast.school.county = None
    cast.school.save()
    done = run("second", "--role", "county_officer", "--school", cast.school.code)
    assert done.exit_code == 2
    assert not Account.objects.filter(username="second").exists()

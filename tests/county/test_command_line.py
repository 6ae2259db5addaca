"""`qingshan package`: make, verify and load without a browser; `qingshan demo --county`."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.urls import reverse
from typer.testing import CliRunner

from qingshan.access.models import Account
from qingshan.config.cli import packaging  # noqa: F401 - brings its commands
from qingshan.config.cli.app import app
from qingshan.county.models import Return
from qingshan.county.package.encoding import take_apart
from qingshan.county.package.keys import read_text
from qingshan.demo.county import HERE, SENDING, make_demo_county
from qingshan.people.models import Student
from qingshan.school.models import School


@pytest.fixture
def run(cast, monkeypatch, settings, tmp_path):
    settings.QINGSHAN_HOME = tmp_path
    monkeypatch.setattr("qingshan.config.cli.packaging.prepare", lambda: None)
    return lambda *words: CliRunner().invoke(app, ["package", *map(str, words)])


@pytest.fixture
def taken(officer, far, run, tmp_path):
    """A package of a school that the county knows, as a file."""
    far.hand_over_key(officer)
    file = tmp_path / "october.qsp"
    file.write_bytes(far.package())
    return file


def test_a_school_says_once_where_it_sends_and_signs_its_month(run, cast, tmp_path):
    own, file = ("--school", cast.school.code), tmp_path / "made.qsp"
    assert run("key", *own).exit_code == 2
    assert run("make", "-o", file, *own).exit_code == 2
    where = ("--county", "220802", "--county-name", "洮北区")
    assert run("make", "-o", file, *own, *where).exit_code == 0
    sealed = take_apart(file.read_bytes())
    assert sealed.content().school == cast.school.code
    text = read_text(run("key", *own).stdout.split()[0])
    assert sealed.fingerprint.startswith(text.fingerprint.replace(" ", ""))


def test_verifying_writes_nothing_and_loading_twice_is_once(run, taken):
    told = json.loads(run("verify", taken, "--json").stdout)["packages"]
    assert [(one["school"], one["serial"]) for one in told] == [("3122000555", 1)]
    assert not Return.objects.exists()
    assert run("load", taken).exit_code == 0
    assert "没有再收一次" in run("load", taken).output
    assert Return.objects.count() == 1


def test_of_several_files_with_a_bad_one_none_is_loaded(run, taken, tmp_path):
    spoiled = tmp_path / "spoiled.qsp"
    raw = bytearray(taken.read_bytes())
    raw[100] ^= 1
    spoiled.write_bytes(raw)
    done = run("load", taken, spoiled)
    assert done.exit_code == 2
    assert "spoiled.qsp" in done.output
    assert not Return.objects.exists()
    assert run("load", tmp_path / "nothing.qsp").exit_code == 3
    assert run("verify", taken, "--county", "999999").exit_code == 2


def test_the_demonstrations_county_is_alive_and_made_once(cast, officer):
    account = Account.objects.get(username="county_officer")
    today = dt.date(2026, 11, 24)
    for _ in range(2):
        make_demo_county(cast.county, officer=account, seed=1, today=today)
    assert School.objects.filter(county=cast.county).count() == 2 + len(HERE) + len(SENDING)
    page = officer.get(reverse("county:overview")).content.decode()
    for small in (*HERE, *SENDING):
        assert small.name in page
    assert not any(name in page for name in Student.objects.values_list("name", flat=True))

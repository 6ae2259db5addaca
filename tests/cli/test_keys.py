"""Keys are exchanged under a running house; lost ones are told before anything is written."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing

import pytest

from tests.cli.ground import AS_THE_HOUSE, ROOT

WORKS_ON = """
import sys
from pathlib import Path
import django
django.setup()
from qingshan.people.models import Guardian, Student
from qingshan.school.models import School
started, stop = map(Path, sys.argv[1:])
school, rounds = School.objects.first(), 0
while rounds < 20 or not stop.exists():
    student = Student.objects.order_by("pk")[rounds % 2]
    phone = f"1390000{rounds:04}"
    Guardian.objects.update_or_create(
        school=school, student=student, order=2, defaults={"name": "家长", "phone": phone})
    assert Guardian.objects.get(student=student, order=2).phone == phone
    list(Student.objects.all())
    rounds += 1
    started.touch()
print(rounds)
"""
ALL_IN_THE_CLEAR = """
import django
django.setup()
from qingshan.people.models import Guardian, Staff, Student
print([(s.name, s.id_number, s.phone, s.address) for s in Student.objects.order_by("pk")])
print([(s.name, s.id_number, s.phone) for s in Staff.objects.order_by("pk")])
print([g.phone for g in Guardian.objects.order_by("pk")])
"""


def keys_of(installation):
    return json.loads((installation.home / "keys.json").read_text())


def everything(installation):
    with closing(sqlite3.connect(installation.home / "qingshan.sqlite3")) as database:
        return list(database.iterdump())


@pytest.fixture
def other_keys(installation, laid_once):
    """Somebody put the key file of another house in the place."""
    shutil.copy(laid_once.home / "keys.json", installation.home / "keys.json")
    return installation


def test_a_new_key_takes_the_place_of_the_old_and_everything_is_still_read(installation):
    before, held = installation.script(ALL_IN_THE_CLEAR), keys_of(installation)
    listed = installation.json("keys", "list")["keys"]
    assert [one["seals"] for one in listed] == [True]
    assert listed[0]["values"] > 0
    done = installation.run("keys", "rotate")
    assert done.returncode == 0, done.stderr
    assert installation.script(ALL_IN_THE_CLEAR) == before
    now = installation.json("keys", "list")["keys"]
    assert [one["values"] for one in now] == [listed[0]["values"]]
    assert now[0]["key"] != listed[0]["key"]
    assert keys_of(installation)["sealing"] != held["sealing"]
    assert len(keys_of(installation)["sealing"]) == 1
    assert installation.run("doctor").returncode == 0


def test_nothing_of_a_key_is_shown(installation):
    held = keys_of(installation)
    told = installation.run("keys", "list")
    for secret in (*held["sealing"], held["lookup"], held["session"]):
        assert secret not in told.stdout + told.stderr
        assert secret not in json.dumps(installation.json("keys", "list"))


def test_rows_are_written_and_read_while_the_key_is_exchanged(installation, tmp_path):
    exchange_under_work(installation, tmp_path)


def test_rows_are_written_and_read_while_the_key_is_exchanged_on_postgresql(on_postgres, tmp_path):
    exchange_under_work(on_postgres, tmp_path)


def exchange_under_work(installation, tmp_path):
    started, stop = tmp_path / "started", tmp_path / "stop"
    words = [sys.executable, "-c", AS_THE_HOUSE + WORKS_ON, str(started), str(stop)]
    with subprocess.Popen(
        words, env=installation.env, cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as work:
        while not started.exists():
            assert work.poll() is None, work.stderr.read()
        try:
            done = [installation.run("keys", "rotate") for _ in range(2)]
        finally:
            stop.touch()
        told = work.communicate()[1]
    assert [one.returncode for one in done] == [0, 0], [one.stderr for one in done]
    assert work.returncode == 0, told
    listed = installation.json("keys", "list")
    assert len(listed["keys"]) == 1
    assert listed["unreadable"] == 0
    installation.script(ALL_IN_THE_CLEAR)


BREAKS_OFF = """
import django
django.setup()
from qingshan.config import rotating
rotating.BATCH = 1
def tell(table, moved):
    raise SystemExit("the light went out")
rotating.rotate(tell=tell)
"""


def test_a_run_that_breaks_off_is_gone_on_with(installation):
    before = installation.script(ALL_IN_THE_CLEAR)
    assert installation.python("-c", BREAKS_OFF).returncode == 1
    held = keys_of(installation)
    assert len(held["sealing"]) == 2
    assert installation.script(ALL_IN_THE_CLEAR) == before
    listed = installation.json("keys", "list")["keys"]
    assert all(one["values"] for one in listed), "some under each"
    assert installation.run("keys", "rotate").returncode == 0
    assert keys_of(installation)["sealing"] == held["sealing"][:1], "no third key"
    assert installation.script(ALL_IN_THE_CLEAR) == before


@pytest.mark.parametrize("words", [("account", "somebody"), ("keys", "rotate")], ids=" ".join)
def test_other_keys_are_told_before_anything_is_written(other_keys, words):
    before = everything(other_keys)
    done = other_keys.run(*words)
    assert done.returncode == 2
    assert "不是这个数据库的那一份" in done.stderr
    assert everything(other_keys) == before


SEALS = """
import django
django.setup()
from qingshan.people.models import Student
Student.objects.update(phone="13900001111")
"""


def test_not_even_a_shell_seals_with_other_keys(other_keys):
    before = everything(other_keys)
    done = other_keys.python("-c", SEALS)
    assert done.returncode == 1
    assert "KeysLost" in done.stderr
    assert everything(other_keys) == before


def test_a_lost_key_file_is_told_and_no_new_one_is_made(installation):
    (installation.home / "keys.json").unlink()
    before = everything(installation)
    done = installation.run("serve")
    assert done.returncode == 2
    assert "不见了" in done.stderr
    assert not (installation.home / "keys.json").exists()
    assert everything(installation) == before
    found = {one["check"]: one for one in installation.json("doctor")["findings"]}
    assert not found["keys"]["ok"]
    assert not found["sealed"]["ok"]


def test_a_lost_key_file_is_told_on_postgresql(on_postgres):
    assert on_postgres.run("scrub").returncode == 0
    (on_postgres.home / "keys.json").unlink()
    done = on_postgres.run("scrub")
    assert done.returncode == 2
    assert "不见了" in done.stderr
    assert not (on_postgres.home / "keys.json").exists()


def test_a_house_from_before_there_was_a_word_is_told_too(other_keys):
    with closing(sqlite3.connect(other_keys.home / "qingshan.sqlite3")) as database:
        database.execute("DELETE FROM access_keycheck")
        database.commit()
    assert other_keys.run("scrub").returncode == 2


def test_signing_keys_that_others_can_read_are_told(installation):
    (installation.home / "signing/one.txt").chmod(0o644)
    found = {one["check"]: one for one in installation.json("doctor")["findings"]}
    assert not found["signing"]["ok"]
    assert "chmod" in found["signing"]["mend"]


SENDS = """
import django
django.setup()
from qingshan.county.models import Destination
from qingshan.school.models import School
Destination.objects.create(school=School.objects.first(), county_code="1", county_name="县")
"""


def test_a_signing_key_that_is_gone_is_told(installation):
    installation.script(SENDS)
    found = {one["check"]: one for one in installation.json("doctor")["findings"]}
    assert "不见了" in found["signing"]["sentence"]


def test_a_copy_without_keys_says_which_it_needs(installation, tmp_path, empty):
    copy = tmp_path / "copy.zip"
    name = installation.json("keys", "list")["keys"][0]["key"]
    done = installation.run("backup", copy, "--without-keys")
    assert done.returncode == 0, done.stderr
    assert name in done.stderr
    with zipfile.ZipFile(copy) as archive:
        assert not [n for n in archive.namelist() if n.startswith(("keys", "signing"))]
        assert list(json.loads(archive.read("manifest.json"))["keys"]) == [name]
    before = installation.script(ALL_IN_THE_CLEAR)
    done = empty.run("restore", copy)
    assert done.returncode == 2
    assert name in done.stderr
    assert "什么都没有改" in done.stderr
    shutil.copy(installation.home / "keys.json", empty.home / "keys.json")
    done = empty.run("restore", copy, "--force")
    assert done.returncode == 0, done.stderr
    assert empty.script(ALL_IN_THE_CLEAR) == before


def test_a_copy_from_before_the_exchange_still_opens(installation, tmp_path):
    copy = tmp_path / "copy.zip"
    assert installation.run("backup", copy).returncode == 0
    before = installation.script(ALL_IN_THE_CLEAR)
    assert installation.run("keys", "rotate").returncode == 0
    assert installation.run("restore", copy, "--force").returncode == 0
    assert installation.script(ALL_IN_THE_CLEAR) == before
    assert installation.run("doctor").returncode == 0


def test_a_copy_brings_lost_keys_back(installation, tmp_path):
    copy = tmp_path / "copy.zip"
    assert installation.run("backup", copy).returncode == 0
    before = installation.script(ALL_IN_THE_CLEAR)
    (installation.home / "keys.json").unlink()
    done = installation.run("restore", copy, "--force")
    assert done.returncode == 0, done.stderr
    assert installation.script(ALL_IN_THE_CLEAR) == before

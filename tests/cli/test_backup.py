"""A whole copy comes back whole; a damaged one changes nothing."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import zipfile
from contextlib import closing

import pytest

NAMES = """
import django
django.setup()
from qingshan.people.models import Student
print(sorted((s.name, s.id_number) for s in Student.objects.all()))
"""
LOSE_EVERYTHING = """
import django
django.setup()
from qingshan.people.models import Student
Student.objects.all().delete()
"""


def students(installation):
    """What is in the file, without starting anything."""
    with closing(sqlite3.connect(installation.home / "qingshan.sqlite3")) as database:
        return database.execute("SELECT name, id_number FROM people_student").fetchall()


def contents(home):
    return {
        file.relative_to(home).as_posix(): file.read_bytes()
        for file in home.rglob("*")
        if file.is_file() and "sqlite3" not in file.name
    }


@pytest.fixture(scope="module")
def copied(made_once, tmp_path_factory):
    """A copy of the school, to be read only."""
    copy = tmp_path_factory.mktemp("copied") / "copy.zip"
    assert made_once.run("backup", copy).returncode == 0
    return copy


def round_trip(installation, copy):
    before = installation.script(NAMES), contents(installation.home)
    assert "王同学" in before[0]
    done = installation.run("backup", copy)
    assert done.returncode == 0, done.stderr
    installation.script(LOSE_EVERYTHING)
    (installation.home / "evidence/2026/11/one.txt").unlink()
    (installation.home / "templates/two.txt").write_text("新的")
    done = installation.run("restore", copy, "--force")
    assert done.returncode == 0, done.stderr
    assert (installation.script(NAMES), contents(installation.home)) == before


def test_what_was_lost_comes_back(installation, tmp_path):
    round_trip(installation, tmp_path / "copy.zip")


def test_what_was_lost_comes_back_on_postgresql(on_postgres, tmp_path):
    round_trip(on_postgres, tmp_path / "copy.zip")


def test_a_copy_moves_to_an_empty_home_with_its_keys(made_once, copied, empty):
    done = empty.run("restore", copied)
    assert done.returncode == 0, done.stderr
    assert empty.script(NAMES) == made_once.script(NAMES)
    assert [p.name for p in empty.home.iterdir() if p.name.startswith(".restore")] == []
    if os.name == "posix":  # the key that a school signs with is its owner's alone
        assert stat.S_IMODE((empty.home / "signing/one.txt").stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_copy_is_for_its_owners_eyes_only(copied):
    assert stat.S_IMODE(copied.stat().st_mode) == 0o600


def test_restore_asks_before_it_replaces_a_school(installation, copied):
    done = installation.run("restore", copied)
    assert done.returncode == 2
    assert "--force" in done.stderr


def damaged(copy, made, how):
    """The copy with one of its parts changed."""
    with zipfile.ZipFile(copy) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == how.get("change"):
                data = data[:-20] + b"x" * 20
            if name != how.get("drop"):
                new.writestr(name, data)
        if "add" in how:
            told = json.loads(old.read("manifest.json"))
            told["files"][how["add"]] = {"sha256": "0", "size": 1}
            new.writestr(how["add"], b"x")
            new.writestr("manifest.json", json.dumps(told))
    return made


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "how",
    [
        {"change": "database.sqlite3"},
        {"change": "keys.json"},
        {"change": "manifest.json"},
        {"change": "evidence/2026/11/one.txt"},
        {"drop": "database.sqlite3"},
        {"drop": "manifest.json"},
        {"drop": "templates/one.txt"},
        {"add": "../outside.txt"},
        {"add": "somewhere/else.txt"},
    ],
    ids=str,
)
def test_a_damaged_copy_changes_nothing(installation, copied, tmp_path, how):
    before = students(installation), contents(installation.home)
    file = damaged(copied, tmp_path / "damaged.zip", how)
    done = installation.run("restore", file, "--force")
    assert done.returncode == 3, done.stderr
    assert "什么都没有改" in done.stderr
    assert (students(installation), contents(installation.home)) == before
    assert not (tmp_path / "outside.txt").exists()


@pytest.mark.parametrize("held", [b"", b"PK\x03\x04 not really", b"hello " * 1000])
def test_a_file_that_is_no_copy_is_told_so(installation, tmp_path, held):
    other = tmp_path / "other.zip"
    other.write_bytes(held)
    done = installation.run("restore", other, "--force")
    assert done.returncode == 3
    assert "备份" in done.stderr


def test_a_truncated_copy_is_told_so(installation, copied, tmp_path):
    copy = tmp_path / "copy.zip"
    copy.write_bytes(copied.read_bytes()[:-500])
    assert installation.run("restore", copy, "--force").returncode == 3


def test_a_running_installation_is_not_replaced(installation, copied):
    with closing(sqlite3.connect(installation.home / "qingshan.sqlite3")) as in_use:
        in_use.execute("SELECT count(*) FROM people_student").fetchone()
        done = installation.run("restore", copied, "--force")
    assert done.returncode == 2
    assert "正在运行" in done.stderr


def test_a_backup_into_a_folder_that_is_not_there_says_so(installation, tmp_path):
    done = installation.run("backup", tmp_path / "nowhere" / "copy.zip")
    assert done.returncode == 2
    assert "文件夹" in done.stderr


def test_a_backup_leaves_no_scraps(copied):
    assert [file.name for file in copied.parent.iterdir()] == ["copy.zip"]

"""`qingshan extract` and `qingshan figures`, in processes of their own."""

from __future__ import annotations

import json
import os

import pytest

from tests.cli.ground import sqlite_at

FILL = """
import django
django.setup()
from types import SimpleNamespace
from qingshan.people.models import Staff, Student
from qingshan.school.models import School
from tests.indicators import small_school
school, other = School.objects.order_by("code")
who = {"T001": "administrator", "T002": "principal", "T003": "secretary", "T006": "homeroom",
       "T007": "teacher"}
cast = SimpleNamespace(
    school=school, other_school=other,
    staff={who[s.number]: s for s in Staff.objects.filter(number__in=who, school=school)},
    wang=Student.objects.get(name="王同学"), feng=Student.objects.get(name="冯同学"),
    chu=Student.objects.get(name="褚同学"),
)
small_school.fill(cast)
"""
BROKEN_OFF = """
import os, signal, sys
import django
django.setup()
from pathlib import Path
from qingshan.extract.writing import extract
from qingshan.school.models import School
extract(
    Path(sys.argv[1]), list(School.objects.all()),
    tell=lambda *_: os.kill(os.getpid(), signal.SIGKILL),
)
"""
NO_ROOM = """
import resource, sys
from qingshan.config.cli.app import app, prepare
import qingshan.config.cli.extracting
prepare()
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
app(["extract", sys.argv[1]])
"""
OURS, OTHERS = "3122000220", "3122000999"
DAY = ["--as-of", "2026-07-15"]


@pytest.fixture
def filled(installation):
    installation.script(FILL)
    return installation


def left_in(folder):
    return [place.name for place in folder.iterdir()]


def agrees(installation, folder):
    done = installation.run("extract", folder)
    assert done.returncode == 0, done.stderr
    for code in (OURS, OTHERS):
        from_rows = installation.run("indicators", *DAY, "--school", code, "--json").stdout
        from_data = installation.run("figures", "--from", folder, *DAY, "--school", code, "--json")
        assert from_data.returncode == 0, from_data.stderr
        assert from_data.stdout == from_rows
    assert json.loads(from_data.stdout)["indicators"]["inspections.total"]["value"] == 1


def test_figures_are_letter_for_letter_those_of_the_database(filled, tmp_path):
    agrees(filled, tmp_path / "data")


def test_so_they_are_on_postgresql(on_postgres, tmp_path):
    on_postgres.script(FILL)
    agrees(on_postgres, tmp_path / "data")


def test_figures_need_no_database(filled, tmp_path):
    data = tmp_path / "data"
    filled.run("extract", data, "--school", OURS)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    stranger = sqlite_at(elsewhere)
    found = stranger.json("figures", "--from", data, *DAY)
    assert found["indicators"]["care.visits"]["value"] == 4
    assert not (elsewhere / "qingshan.sqlite3").exists()


def test_several_schools_are_told_each_under_its_code(filled, tmp_path):
    filled.run("extract", tmp_path / "data")
    found = filled.json("figures", "--from", tmp_path / "data", *DAY)
    assert list(found) == ["as_of", "schools"]
    assert list(found["schools"]) == [OURS, OTHERS]
    lines = filled.run("figures", "--from", tmp_path / "data", *DAY).stdout
    assert f"# {OURS}\n" in lines
    assert "走访\t4 次" in lines


def test_a_school_that_is_not_there_is_told(filled, tmp_path):
    done = filled.run("extract", tmp_path / "data", "--school", "1")
    assert (done.returncode, left_in(tmp_path)) == (2, ["home"])
    filled.run("extract", tmp_path / "data", "--school", OURS)
    done = filled.run("figures", "--from", tmp_path / "data", *DAY, "--school", OTHERS)
    assert done.returncode == 2
    assert OTHERS in done.stderr


def test_a_house_without_a_school_has_nothing_to_write(without_school, tmp_path):
    done = without_school.run("extract", tmp_path / "data")
    assert done.returncode == 2
    assert "还没有学校" in done.stderr


def test_a_foreign_folder_is_refused_both_ways(filled, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/one.txt").write_text("一封信")
    done = filled.run("extract", tmp_path / "letters")
    assert (done.returncode, left_in(tmp_path / "letters")) == (2, ["one.txt"])
    assert "没有动它" in done.stderr
    done = filled.run("figures", "--from", tmp_path / "letters", *DAY, "--json")
    assert (done.returncode, done.stdout) == (3, "")
    assert "不是 qingshan extract 写的数据集" in done.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills as POSIX does")
def test_a_killed_run_leaves_no_half_data_set_and_the_next_one_cleans_up(filled, tmp_path):
    data = tmp_path / "data"
    killed = filled.python("-c", BROKEN_OFF, str(data))
    assert killed.returncode == -9
    assert not data.exists()
    assert len(left_in(tmp_path)) == 2  # the home, and what was begun
    assert filled.run("extract", data).returncode == 0
    assert sorted(left_in(tmp_path)) == ["data", "home"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits as POSIX does")
def test_a_full_disk_says_so_and_leaves_nothing(filled, tmp_path):
    done = filled.python("-c", NO_ROOM, str(tmp_path / "data"))
    assert done.returncode == 2, done.stderr
    assert "磁盘满了" in done.stderr
    assert left_in(tmp_path) == ["home"]

"""What moves a whole school is killed: a workbook's load, an upgrade, a copy that is put back."""

from __future__ import annotations

import datetime as dt
import signal
from contextlib import contextmanager

import pytest
import requests

from qingshan.demo.workbook import make_workbook, write_workbook
from tests.faults import books, older
from tests.faults.conftest import copy_of
from tests.faults.killing import killed_after, moment, taken
from tests.faults.served import GONE, Served

TODAY = dt.date(2026, 11, 24)


LOG = "auditlog_logentry"
WORD = "access_keycheck"  # kept by whatever command comes first, before it begins


def sizes(installation) -> dict[str, int]:
    """Rows of each table."""
    return {
        table: books.rows(installation, f'SELECT count(*) FROM "{table}"')[0][0]
        for table in older.tables(installation)
        if table != WORD
    }


@pytest.mark.trust("kill-load")
def test_a_load_that_is_killed_leaves_all_of_the_school_or_nothing(
    made, rounds, chance, tmp_path, figures
):
    book = tmp_path / "school.xlsx"
    write_workbook(make_workbook(seed=7, today=TODAY), book)
    another = contextmanager(copy_of)
    with another(made, tmp_path / "whole") as house:
        nothing = sizes(house)
        long = taken(house, "load", book)
        everything = sizes(house)
    assert everything["people_student"] > nothing["people_student"] + 300
    blows, through = 0, 0
    for number in range(rounds):
        with another(made, tmp_path / f"round-{number}") as house:
            blows += killed_after(house, moment(chance, long), "load", book)
            found = sizes(house)
            assert found in (nothing, everything)
            through += found == everything
            books.mind_the_file(house)
            assert house.run("load", book).returncode == 0
            again = sizes(house)  # one that was there already is noted once more
            assert again[LOG] == everything[LOG] + (found == everything)
            assert again | {LOG: 0} == everything | {LOG: 0}
    figures(rounds=rounds, killed_before_the_end=blows, whole_before_the_blow=through)


@pytest.mark.trust("upgrade")
def test_an_upgrade_that_is_killed_is_ended_by_the_next_start(house, rounds, chance, figures):
    older.step_back(house, len(older.CAME_LATER))
    before = older.everything(house)
    long = taken(house, "template", house.home / "empty.xlsx")
    blows, half = 0, 0
    for _ in range(rounds):
        older.step_back(house, len(older.CAME_LATER))
        blows += killed_after(house, moment(chance, long), "template", house.home / "empty.xlsx")
        half += older.waiting(house)
        assert house.run("template", house.home / "empty.xlsx").returncode == 0
        assert not older.waiting(house)
        assert older.lost(house, before) == []
        books.mind_the_file(house)
    figures(rounds=rounds, killed_before_the_end=blows, ended_by_the_next_start=half)


CHANGE = """
import django
django.setup()
from pathlib import Path
from django.conf import settings
from qingshan.people.models import Student
from qingshan.care.models import FundEntry
Student.objects.all().delete()
FundEntry.objects.all().delete()
place = Path(settings.QINGSHAN_HOME) / "templates"
(place / "one.txt").unlink()
(place / "two.txt").write_text("后来的", encoding="utf-8")
"""


class States:
    """The school as the copy holds it, and as it stood before the copy was put back."""

    def __init__(self, house, tmp_path) -> None:
        self.house, self.copy = house, tmp_path / "copy.zip"
        assert house.run("backup", self.copy).returncode == 0
        self.kept = older.everything(house)
        self.change()
        self.changed = older.everything(house)

    def change(self) -> None:
        self.house.script(CHANGE)

    def is_back(self) -> bool:
        """Whether the copy is in its place; one of the two is there, whole, or this fails."""
        place = self.house.home / "templates"
        files = sorted(one.name for one in place.iterdir())
        back = files == ["one.txt"]
        assert back or files == ["two.txt"]
        assert older.lost(self.house, self.kept if back else self.changed) == []
        assert older.tables(self.house) == sorted(self.kept)
        found = {one["check"]: one["ok"] for one in self.house.json("doctor")["findings"]}
        assert found["keys"]
        assert found["restored"]
        assert list(self.house.home.glob(".restor*")) == []
        return back

    def start_again(self) -> None:
        assert self.house.run("backup", self.copy.with_name("another.zip")).returncode == 0


@pytest.mark.trust("kill-restore")
def test_a_restore_that_is_killed_leaves_the_copy_or_what_was_there(
    house, rounds, chance, tmp_path, figures
):
    states = States(house, tmp_path)
    long = taken(house, "restore", states.copy, "--force")
    blows, back = 0, 0
    for _ in range(rounds):
        if states.is_back():
            states.change()
        blows += killed_after(house, moment(chance, long), "restore", states.copy, "--force")
        states.start_again()
        back += states.is_back()
    figures(rounds=rounds, killed_before_the_end=blows, copy_in_its_place=back)


KILLED_AT = """
import os, signal, sys
from qingshan.config import placing
left = int(sys.argv.pop(1))
really = placing._move

def move(what, to):
    global left
    if what.exists():
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    really(what, to)

placing._move = move
from qingshan.config.cli import main
sys.argv[0] = "qingshan"
main()
"""
"""The restore, killed just before the n-th thing is moved."""


@pytest.mark.trust("kill-restore")
def test_wherever_it_is_killed_the_next_start_puts_the_copy_in_its_place(house, tmp_path, figures):
    states = States(house, tmp_path)
    for move in range(1, 40):
        done = house.python("-c", KILLED_AT, str(move), "restore", str(states.copy), "--force")
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        told = {one["check"]: one["ok"] for one in house.json("doctor")["findings"]}
        assert not told["restored"]
        states.start_again()
        assert states.is_back()
        states.change()
    else:
        raise AssertionError("it never came to its end")
    assert move > 5
    figures(places=move - 1)


def test_a_server_that_first_ends_a_restore_is_stopped_as_any_other(house, tmp_path):
    states = States(house, tmp_path)
    done = house.python("-c", KILLED_AT, "3", "restore", str(states.copy), "--force")
    assert done.returncode == -signal.SIGKILL, done.stderr
    served = Served(house, workers=1)
    try:
        served.start()
        assert "先把它做完" in served.log.read_text()
        served.process.terminate()
        served.process.wait(timeout=60)
        with pytest.raises(GONE):
            requests.get(served.address, timeout=10)
    finally:
        served.kill()

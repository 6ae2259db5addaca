"""What moves a whole school is killed: a workbook's load, an upgrade, a copy that is put back."""

from __future__ import annotations

import datetime as dt
import signal

import pytest
import requests

from qingshan.demo.workbook import make_workbook, write_workbook
from tests.faults import books, older
from tests.faults.conftest import become, copy_of
from tests.faults.killing import killed_after, moment, taken
from tests.faults.served import GONE, Served

TODAY = dt.date(2026, 11, 24)


LOG = "auditlog_logentry"


def sizes(house) -> dict[str, int]:
    """Rows of each table."""
    with books.reading(house) as ask:
        names = older.columns_of(house, ask)
        counts = (f"SELECT '{name}', count(*) FROM \"{name}\"" for name in names)
        return dict(ask(" UNION ALL ".join(counts)))


@pytest.mark.trust("kill-load")
def test_a_load_that_is_killed_leaves_all_of_the_school_or_nothing(
    made, house, rounds, chance, tmp_path, figures
):
    """It is begun again and again, also on what the killed one left, until all is there."""
    book = tmp_path / "school.xlsx"
    write_workbook(make_workbook(seed=7, today=TODAY), book)
    nothing = sizes(house)
    long = taken(house, "load", book)
    everything = sizes(house)
    assert everything["people_student"] > nothing["people_student"] + 300
    become(house, made)
    blows, through = 0, 0
    for _ in range(rounds):
        blows += killed_after(house, moment(chance, long), "load", book)
        books.wait_until_alone(house)
        books.mind_the_file(house)
        found = sizes(house)
        assert found in (nothing, everything)
        if found == everything:
            through += 1
            assert house.run("load", book).returncode == 0
            # what was there already is noted once more, and nothing else
            assert sizes(house) == everything | {LOG: everything[LOG] + 1}
            become(house, made)
    assert house.anew.run("load", book).returncode == 0
    assert sizes(house) == everything
    figures(rounds=rounds, killed_before_the_end=blows, whole_before_the_blow=through)


@pytest.mark.trust("upgrade")
def test_an_upgrade_that_is_killed_is_ended_by_a_later_start(
    made, house, rounds, chance, tmp_path, figures
):
    """Each start may be killed as well; the tables are the old or the new, and hold every value."""
    with copy_of(made, tmp_path / "old") as old:
        older.step_back(old, older.FEW)
        before, behind = older.everything(old), older.applied(old)
        upgrading = ("template", house.home / "empty.xlsx")
        become(house, old)
        long = taken(house, *upgrading)
        through = older.applied(house)
        assert through > behind
        become(house, old)
        blows, done = 0, 0
        for _ in range(rounds):
            blows += killed_after(house, moment(chance, long), *upgrading)
            books.wait_until_alone(house)
            books.mind_the_file(house)
            found = older.applied(house)
            assert found in (behind, through)
            assert older.lost(house, before) == []
            if found == through:
                done += 1
                assert not older.waiting(house)
                become(house, old)
        assert house.anew.run(*upgrading).returncode == 0
        assert not older.waiting(house)
        assert older.lost(house, before) == []
    figures(rounds=rounds, killed_before_the_end=blows, through_before_the_blow=done)


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
        assert sum(rows.total() for _, rows in self.kept.values()) > 50
        self.change()

    def change(self) -> None:
        self.house.script(CHANGE)
        self.changed = older.everything(self.house)  # the log notes each change anew

    def is_back(self) -> bool:
        """Whether the copy is in its place; one of the two is there, whole, or this fails."""
        place = self.house.home / "templates"
        files = sorted(one.name for one in place.iterdir())
        back = files == ["one.txt"]
        assert back or files == ["two.txt"]
        wanted = self.kept if back else self.changed
        assert older.lost(self.house, wanted) == []
        assert older.tables(self.house) == sorted(wanted)
        found = {one["check"]: one["ok"] for one in self.house.json("doctor")["findings"]}
        assert found["keys"]
        assert found["restored"]
        left = [one for one in self.house.home.glob(".restor*") if any(one.iterdir())]
        assert left == []
        return back

    def start_again(self) -> None:
        """From nothing: which keys there are is read before anything else is done."""
        books.wait_until_alone(self.house)
        done = self.house.anew.run("backup", self.copy.with_name("another.zip"))
        assert done.returncode == 0, done.stderr


@pytest.mark.trust("kill-restore")
def test_a_restore_that_is_killed_leaves_the_copy_or_what_was_there(
    house, rounds, chance, tmp_path, figures
):
    states = States(house, tmp_path)
    long = taken(house, "restore", states.copy, "--force")
    assert states.is_back()
    blows, back, here = 0, 0, True
    for _ in range(rounds):
        if here:
            states.change()
        blows += killed_after(house, moment(chance, long), "restore", states.copy, "--force")
        states.start_again()
        here = states.is_back()
        back += here
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
def test_wherever_it_is_killed_the_next_start_puts_the_copy_in_its_place(
    house, rounds, tmp_path, figures
):
    """A single round strikes at every fourth place only."""
    states, struck = States(house, tmp_path), 0
    for move in range(1, 40, 4 if rounds == 1 else 1):
        done = house.python("-c", KILLED_AT, str(move), "restore", str(states.copy), "--force")
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        told = {one["check"]: one["ok"] for one in house.json("doctor")["findings"]}
        assert not told["restored"]
        states.start_again()
        assert states.is_back()
        states.change()
        struck += 1
    else:
        raise AssertionError("it never came to its end")
    assert move > 5
    figures(places=struck)


def test_a_server_that_first_ends_a_restore_is_stopped_as_any_other(house, tmp_path):
    states = States(house, tmp_path)
    done = house.python("-c", KILLED_AT, "3", "restore", str(states.copy), "--force")
    assert done.returncode == -signal.SIGKILL, done.stderr
    served = Served(house, workers=1)
    try:
        served.start()
        assert "先把它做完" in served.log.read_text()
        served.begun.stop()
        assert served.begun.wait(60) is not None
        with pytest.raises(GONE):
            requests.get(served.address, timeout=10)
    finally:
        served.kill()

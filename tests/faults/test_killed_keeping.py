"""A backup that is killed: the copy of before is whole, or the new one is; no scraps for long."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from contextlib import closing
from uuid import uuid4

import pytest

from tests.faults import books, older
from tests.faults.deeds import Crew
from tests.faults.killing import killed_after, moment, taken
from tests.faults.served import Served, sessions_of


def whole(copy) -> dict[str, int]:
    """What a copy says is in it, once every part has its sum; read without the product."""
    with zipfile.ZipFile(copy) as archive:
        told = json.loads(archive.read("manifest.json"))
        for name, entry in told["files"].items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == entry["sha256"], name
        return told["rows"]


def scraps(folder) -> list:
    """Rooms with anything in them."""
    return [one for one in folder.glob(".backup-*") if any(one.iterdir())]


@pytest.mark.trust("kill-backup")
def test_a_backup_that_is_killed_leaves_a_whole_copy(house, rounds, chance, tmp_path, figures):
    """While people write things down: what was acknowledged before it began is in the new one."""
    served = Served(house, workers=1)
    (child,) = books.rows(house, "SELECT id FROM people_student WHERE number = 'G2001'")
    crew = Crew(served, sessions_of(house), child[0])
    copies, blows, replaced = tmp_path / "copies", 0, 0
    copies.mkdir()
    copy = copies / "copy.zip"
    long = taken(house, "backup", copy)
    before = whole(copy)["records_record"]
    try:
        served.start()
        for _ in range(rounds):
            assert crew.capture(crew.person("homeroom"), {"once": str(uuid4())})
            written = len(crew.ledger.told["capture"])
            blows += killed_after(house, moment(chance, long), "backup", copy)
            found = whole(copy)["records_record"]
            assert found in {before, written}
            replaced += found == written
            before = found
            assert len(scraps(copies)) <= 1
        assert house.run("backup", copy).returncode == 0
    finally:
        served.kill()
    assert whole(copy)["records_record"] == written
    assert scraps(copies) == []
    figures(rounds=rounds, killed_before_the_end=blows, done_before_the_blow=replaced)


@pytest.mark.trust("restore")
def test_a_restored_school_has_every_row_and_the_report_says_so(house, tmp_path, figures):
    copy = tmp_path / "copy.zip"
    done = house.run("backup", copy)
    assert done.returncode == 0, done.stderr
    before = older.everything(house)
    told = whole(copy)
    assert {table: rows.total() for table, (_, rows) in before.items()}.items() <= told.items()
    house.script(LOSE)
    assert older.lost(house, before)
    back = house.run("restore", copy, "--force")
    assert back.returncode == 0, back.stderr
    assert older.lost(house, before) == []
    for report in (done.stderr, back.stderr):
        assert "学校 2 所" in report
        assert f"共 {len(told)} 张表 {sum(told.values()):,} 行" in report
    figures(tables_compared=len(told), rows_compared=sum(told.values()))


LOSE = """
import django
django.setup()
from qingshan.people.models import Student
from qingshan.care.models import FundEntry
Student.objects.all().delete()
FundEntry.objects.all().delete()
"""


@pytest.mark.trust("restore")
@pytest.mark.parametrize("made", ["sqlite"], indirect=True)  # a dump has a sum of its own
def test_a_copy_with_another_number_of_rows_than_it_says_changes_nothing(house, tmp_path):
    copy, other = tmp_path / "copy.zip", tmp_path / "other.zip"
    assert house.run("backup", copy).returncode == 0
    with zipfile.ZipFile(copy) as old, zipfile.ZipFile(other, "w") as new:
        told = json.loads(old.read("manifest.json"))
        told["rows"]["people_student"] += 1
        for name in old.namelist():
            data = json.dumps(told).encode() if name == "manifest.json" else old.read(name)
            new.writestr(name, data)
    done = house.run("restore", other, "--force")
    assert done.returncode == 3
    assert "行数" in done.stderr
    with closing(sqlite3.connect(house.home / "qingshan.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM people_student").fetchone() == (3,)

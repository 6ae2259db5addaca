"""An installation of any earlier version comes up to this one, and not a value is lost."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.cli.ground import ROOT
from tests.faults import older
from tests.faults.conftest import become, copy_of

BEGUN_WITH = {"0001_initial", "0002_protect_audit_log", "0002_guard_complaints"}


MANY = 10  # rounds from which on no earlier version is left out


def test_every_migration_that_came_later_is_named():
    named = {(app, name) for app, name, _ in older.CAME_LATER}
    there = {
        (file.parts[-3], file.stem)
        for file in (ROOT / "src" / "qingshan").glob("*/migrations/0*.py")
        if file.stem not in BEGUN_WITH or file.parts[-3] == "county"
    }
    assert there == named


@pytest.mark.trust("upgrade")
def test_a_database_of_any_earlier_version_comes_up_whole(made, house, rounds, tmp_path, figures):
    """Few rounds take the oldest only."""
    everyone = len(older.CAME_LATER)
    compared = 0
    with copy_of(made, tmp_path / "old") as old:
        for back in range(1 if rounds >= MANY else everyone, everyone + 1):
            older.step_back(old, back)
            before = older.everything(old)
            become(house, old)
            assert older.waiting(house)
            assert house.run("template", house.home / "empty.xlsx").returncode == 0
            assert not older.waiting(house)
            assert older.lost(house, before) == []
            compared += sum(rows.total() for _, rows in before.values())
    assert compared > 50
    figures(states_upgraded=everyone if rounds >= MANY else 1, rows_compared=compared)


@pytest.mark.trust("upgrade")
def test_two_that_start_at_once_upgrade_once(house, figures):
    older.step_back(house, 2)
    before = older.everything(house)

    def start(number: int) -> subprocess.CompletedProcess[str]:
        return house.anew.run("template", house.home / f"empty-{number}.xlsx")

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(start, range(2)))
    assert [one.returncode for one in done] == [0, 0], done
    assert not older.waiting(house)
    assert older.lost(house, before) == []
    figures(at_once=2)

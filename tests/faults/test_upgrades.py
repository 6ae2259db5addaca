"""An installation of any earlier version comes up to this one, and not a value is lost."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.cli.ground import ROOT
from tests.faults import older

BEGUN_WITH = {"0001_initial", "0002_protect_audit_log", "0002_guard_complaints"}


def test_every_migration_that_came_later_is_named():
    named = {(app, name) for app, name, _ in older.CAME_LATER}
    there = {
        (file.parts[-3], file.stem)
        for file in (ROOT / "src" / "qingshan").glob("*/migrations/0*.py")
        if file.stem not in BEGUN_WITH or file.parts[-3] == "county"
    }
    assert there == named


@pytest.mark.trust("upgrade")
@pytest.mark.parametrize("back", range(len(older.CAME_LATER), 0, -1))
def test_a_database_of_an_earlier_version_comes_up_whole(house, rounds, figures, back):
    """Few rounds take the oldest only."""
    if back < len(older.CAME_LATER) and rounds < 10:
        figures(states=0)
        return
    older.step_back(house, back)
    assert older.waiting(house)
    before = older.everything(house)
    assert sum(rows.total() for _, rows in before.values()) > 50
    assert house.run("template", house.home / "empty.xlsx").returncode == 0
    assert not older.waiting(house)
    assert older.lost(house, before) == []
    figures(states=1, rows_compared=sum(rows.total() for _, rows in before.values()))


@pytest.mark.trust("upgrade")
def test_two_that_start_at_once_upgrade_once(house, figures):
    older.step_back(house, len(older.CAME_LATER))
    before = older.everything(house)

    def start(number: int) -> subprocess.CompletedProcess[str]:
        return house.run("template", house.home / f"empty-{number}.xlsx")

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(start, range(2)))
    assert [one.returncode for one in done] == [0, 0], done
    assert not older.waiting(house)
    assert older.lost(house, before) == []
    figures(at_once=2)

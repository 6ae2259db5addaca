"""A page of the database file that a disk has spoiled is told by doctor."""

from __future__ import annotations

import shutil

import pytest

from tests.cli.ground import sqlite_at
from tests.faults import books

PAGE = 4096


@pytest.mark.trust("corrupt-page")
@pytest.mark.parametrize("made", ["sqlite"], indirect=True)  # a server minds its own pages
def test_any_page_that_is_spoiled_is_told(house, rounds, chance, tmp_path, figures):
    books.tidy(house)  # a free page holds nothing, and nobody misses it
    whole = (house.home / "qingshan.sqlite3").read_bytes()
    pages = len(whole) // PAGE
    for number in range(rounds):
        home = tmp_path / f"spoiled-{number}"
        shutil.copytree(house.home, home)
        at = chance.randrange(pages) * PAGE
        spoiled = whole[:at] + chance.randbytes(PAGE) + whole[at + PAGE :]
        (home / "qingshan.sqlite3").write_bytes(spoiled)
        told = sqlite_at(home).run("doctor", "--json")
        assert told.returncode == 1, f"page {at // PAGE + 1} of {pages}: {told.stdout}"
        assert "restore" in told.stdout
        shutil.rmtree(home)
    figures(pages_spoiled=rounds)

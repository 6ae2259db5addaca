"""No room on the disk: told in a sentence, nothing half, and work goes on once there is room."""

from __future__ import annotations

import os
from uuid import uuid4

import pytest

from tests.faults import books
from tests.faults.deeds import Crew
from tests.faults.served import Served, sessions_of

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits of a process are POSIX's")


@pytest.mark.trust("disk-full")
def test_nothing_half_is_kept_and_work_goes_on_once_there_is_room(house, figures):
    """A file may not grow past a limit: to a program this is a disk that takes no more."""
    (child,) = books.rows(house, "SELECT id FROM people_student WHERE number = 'G2001'")
    served = Served(house)
    crew = Crew(served, sessions_of(house), child[0])
    person, refused, sheets = crew.person("homeroom"), 0, []
    try:
        served.start()  # lays out what it serves
        served.kill()
        served.start(largest_file=room_left(house))
        for _ in range(200):
            sheets.append({"once": str(uuid4())})
            if not crew.capture(person, sheets[-1]):
                refused += 1
            if refused == 3:
                break
        assert refused == 3, "there was room for everything"
        odd = [words for words in crew.ledger.wrong if not words.startswith("507 ")]
        assert odd == []
        assert person.get("/records/").status_code == 200
        served.kill()
        told = crew.ledger.told["capture"]
        assert books.records(house) == dict.fromkeys(told, 1)
        books.mind_the_evidence(house)
        books.mind_the_log(house)
        books.mind_the_file(house)
        served.start()
        for sheet in sheets[-3:]:
            assert crew.capture(person, sheet)
    finally:
        served.kill()
    assert books.records(house) == dict.fromkeys(crew.ledger.told["capture"], 1)
    figures(written=len(told), refused=refused)


def room_left(house) -> int:
    """Bytes: on SQLite a few dozen deeds, elsewhere less than one photograph."""
    if books.is_sqlite(house):
        return (house.home / "qingshan.sqlite3").stat().st_size + 100_000
    return 2000


@pytest.mark.trust("disk-full")
def test_a_command_tells_it_in_a_sentence(house, tmp_path):
    copy = tmp_path / "copy.zip"
    done = house.limited(20_000, "backup", copy)
    assert done.returncode not in {0, -25}, done.stderr
    assert "Traceback" not in done.stderr
    assert "写不" in done.stderr or "没有做成" in done.stderr
    assert not copy.exists()

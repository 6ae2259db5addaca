"""A room that nobody works in any more goes; one that is in use, or has just been made, stays."""

from __future__ import annotations

import pytest

from qingshan.config.rooms import LOCK, clear_away, room_in

PREFIX = ".work-"
fcntl = pytest.importorskip("fcntl", reason="where there are no locks, only age tells")


def room(folder, name, *files):
    made = folder / f"{PREFIX}{name}"
    made.mkdir()
    for file in files:
        (made / file).write_text("")
    return made


def test_what_was_left_by_a_killed_process_goes(tmp_path):
    working = room(tmp_path, "killed-at-work", LOCK, "school.sqlite3")
    clearing = room(tmp_path, "killed-while-clearing", "school.sqlite3")
    clear_away(tmp_path, PREFIX)
    assert not working.exists()
    assert not clearing.exists()


def test_what_is_in_use_or_has_just_been_made_stays(tmp_path):
    with room_in(tmp_path, PREFIX) as used:
        just_made = room(tmp_path, "just-made")
        clear_away(tmp_path, PREFIX)
        assert used.exists()
        assert just_made.exists()

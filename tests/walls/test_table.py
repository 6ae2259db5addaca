"""docs/who-sees-what.md says what the policies say. `QINGSHAN_WRITE_TABLE=1` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qingshan.school import membership
from tests.walls.filling import house_models
from tests.walls.ground import PEOPLE, TODAY, make_ground
from tests.walls.policies import answers, doors, sees
from tests.walls.table import cells_of, table_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "who-sees-what.md"


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda *_: TODAY)


def test_the_table_is_what_the_policies_say(db):
    ground = make_ground()
    assert set(ground.rows) == set(house_models()), "a table without a row proves nothing"
    assert cells_of(ground) == len(PEOPLE) * (len(doors()) + len(answers()))
    told = table_of(ground)
    if os.environ.get("QINGSHAN_WRITE_TABLE"):
        PAGE.write_text(told, encoding="utf-8")
    lines, held = told.splitlines(), PAGE.read_text("utf-8").splitlines()
    changed = [line for line in lines if line not in held]
    gone = [line for line in held if line not in lines]
    assert (changed, gone) == ([], [])


@pytest.mark.parametrize("who", ["other_school", "county_officer"])
def test_from_outside_no_door_opens_to_a_child(db, who):
    from qingshan.school.membership import member_for

    ground = make_ground()
    member = member_for(ground.cast.accounts[who])
    opened = {door.short for door in doors() if sees(door, member, ground.rows[door.model])}
    county = {"county.keys_seen_by", "county.returns_seen_by", "county.schools_seen_by"}
    assert opened == (county if who == "county_officer" else set())

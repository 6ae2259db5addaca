"""Words come out where a policy lets them, tried at every address that somebody finds.

In the short form a few of the people go through the house, and what they find is tried as each of
them; `QINGSHAN_ROUNDS` (`run.py trust`) asks for all. docs/outlets.md has what came out.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.apps import apps

from qingshan.school import membership
from qingshan.school.membership import member_for
from tests.walls.ground import PEOPLE, TODAY, make_ground
from tests.walls.outlets import Shown, shown_to_all
from tests.walls.policies import doors_to, sees

PAGE = Path(__file__).resolve().parents[2] / "docs" / "outlets.md"
FEW = ("principal", "teacher", "colleague", "other_school", "county_officer")
ALL = "QINGSHAN_ROUNDS" in os.environ
OUTSIDE = {"other_school", "county_officer"}

BY_ANOTHER_ROW = {
    "character.Drop": "a drop that was laid on a lesson is read by whoever holds the lesson",
    "outcomes.Honour.category": "the categories of awards are the school's, not a child's",
    "records.Record.title": "a review shows the lessons it is about",
    "care.FundEntry.note": "a case shows what was paid for its child",
    "access.Account.username": "one's own",
    "people.Student.village": "who is to visit a child sees where it lives",
    "teaching.LessonDesign.title": "the log says on what a deed was done",
}
"""Shown without a door of its own to the row, because another row that is open tells it."""


@pytest.fixture
def shown(db, monkeypatch) -> Shown:
    monkeypatch.setattr(membership.timezone, "localdate", lambda *_: TODAY)
    return shown_to_all(make_ground(), PEOPLE if ALL else FEW)


@pytest.mark.trust("who-sees-what")
def test_words_come_out_only_for_whom_a_policy_opens_their_row(shown):
    assert len(shown.addresses) > 600
    assert shown.failed == []
    members = {who: member_for(shown.ground.cast.accounts[who]) for who in shown.people}
    without = set()
    for (label, name), told in shown.cells.items():
        model = apps.get_model(label)
        for who in told:
            assert who not in OUTSIDE, (label, name, shown.where[label, name, who])
            row, policies = shown.ground.rows[model], doors_to(model)
            if policies and not any(sees(one, members[who], row) for one in policies):
                without.add((label, name, who, shown.where[label, name, who]))
    known = {
        one for one in without if one[0] in BY_ANOTHER_ROW or f"{one[0]}.{one[1]}" in BY_ANOTHER_ROW
    }
    assert without - known == set()
    the_page_says(shown)


def the_page_says(shown: Shown) -> None:
    """Where words came out; a few people find no more than all do."""
    if ALL and os.environ.get("QINGSHAN_WRITE_TABLE"):
        PAGE.write_text(shown.as_page(PEOPLE), encoding="utf-8")
    held = PAGE.read_text("utf-8")
    if ALL:
        assert held == shown.as_page(PEOPLE)
    told, named = cells_in(shown.as_page(PEOPLE)), cells_in(held)
    assert {cell for cell in told if not told[cell] <= named.get(cell, set())} == set()


def cells_in(page: str) -> dict[tuple[str, str], set[str]]:
    """(table, person) → outlets."""
    lines = [line.split("|")[1:-1] for line in page.splitlines() if line.startswith("| ")][1:]
    return {
        (cells[0].strip(), who): set(cell.strip())
        for cells in lines
        for who, cell in zip(PEOPLE, cells[1:], strict=True)
    }

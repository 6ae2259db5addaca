"""Everybody signs in within the same half minute: all of them land, each once."""

from __future__ import annotations

import pytest

from tests.gatherings.alone import told_by
from tests.gatherings.crowd import EVERY, PEOPLE


@pytest.mark.system("B1")
def test_three_hundred_sign_in_within_half_a_minute_once_each(tmp_path):
    told = told_by("tests.gatherings.crowd", tmp_path)
    assert told.pop("seconds") < 30
    assert told == {
        "new": PEOPLE,
        "again": PEOPLE // EVERY,
        "people": PEOPLE,
        "sign-ins": PEOPLE,
        "records": PEOPLE,
    }

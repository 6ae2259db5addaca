from __future__ import annotations

import pytest

from qingshan.gatherings import codes
from qingshan.school import membership
from tests.gatherings.ground import DAY, at


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The day of the gathering, half past three; turned by calling it with another time."""
    monkeypatch.setattr(membership.timezone, "localdate", lambda: DAY)

    def turn(time: str) -> None:
        monkeypatch.setattr(codes, "now", lambda: at(time))

    turn("15:30:00")
    return turn

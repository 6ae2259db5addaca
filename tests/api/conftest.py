from __future__ import annotations

import pytest

from qingshan.school import membership
from tests.api.ground import DAY


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda *_: DAY)

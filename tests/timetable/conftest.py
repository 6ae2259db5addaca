from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.timetable.ground import TUESDAY, Ground, make_ground


@pytest.fixture
def ground(cast) -> Ground:
    return make_ground(cast)


@pytest.fixture(autouse=True)
def on_that_tuesday(monkeypatch):
    noon = dt.datetime.combine(TUESDAY, dt.time(9), tzinfo=timezone.get_current_timezone())
    monkeypatch.setattr(timezone, "now", lambda: noon)

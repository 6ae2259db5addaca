from __future__ import annotations

import datetime as dt

import pytest

from qingshan.school import membership

TODAY = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _it_is_november(monkeypatch):
    """A Tuesday in the thirteenth week."""
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)

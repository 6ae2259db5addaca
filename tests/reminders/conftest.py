from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qingshan.programmes.services import lay_periods
from qingshan.school.membership import Member
from tests.reminders.ground import TODAY, listening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cast import Cast
    from tests.reminders.ground import Robot

PACKS = Path(__file__).resolve().parents[2] / "packs"


@pytest.fixture
def two_programmes(settings, tmp_path) -> None:
    """The teachers' five and the members' five, and no others."""
    folder = tmp_path / "packs"
    folder.mkdir()
    for name in ("教师读书五个一", "党建五个一"):
        shutil.copy(PACKS / f"{name}.yaml", folder)
    settings.PACKS_DIR = folder


@pytest.fixture
def week(cast: Cast, two_programmes: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast on Tuesday 24 November 2026, with the periods of its year laid."""
    monkeypatch.setattr(Member, "today", TODAY)
    lay_periods(cast.school)
    return cast


@pytest.fixture
def by_mail(settings) -> None:
    """An installation that can send mail, and says how it is reached."""
    settings.REMINDERS_BY_EMAIL = True
    settings.DEFAULT_FROM_EMAIL = "qingshan@school.example"
    settings.PUBLIC_ADDRESS = "https://qingshan.school.example/"


@pytest.fixture
def robot(settings) -> Iterator[Robot]:
    with listening() as one:
        settings.ROBOT_ADDRESSES = frozenset({one.origin})
        yield one

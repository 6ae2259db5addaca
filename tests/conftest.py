from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from qingshan.access.scope import HOUSE, narrow_to
from tests.standing_cast import StandingCast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cast import Cast

# What a test sets up and looks at itself, it does for all schools; pages ask as who signed in.
narrow_to(HOUSE)

# A busy machine is no failure of the product: what draws slowly is not judged by the clock.
hypothesis_settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("house")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Servers are killed, and inputs searched, where that is asked for (`run.py trust`)."""
    if collection_path.name in {"faults", "fuzz"} and "QINGSHAN_ROUNDS" not in os.environ:
        return True
    return None


@pytest.fixture
def figures(record_property) -> Callable[..., None]:
    """Notes what was counted, for the table of `run.py trust`."""

    def note(**counted: float | str) -> None:
        for name, value in counted.items():
            record_property(f"trust:{name}", value)

    return note


STANDING = pytest.StashKey[StandingCast]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that ask for the cast stand together, so that it is made once."""
    items.sort(key=asks_for_the_cast)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if STANDING in item.config.stash and not asks_for_the_cast(item):
        item.config.stash[STANDING].close()


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> None:
    """pytest-django is about to begin the test's own transaction: the cast goes beneath it."""
    begins = fixturedef.argname == "_django_db_helper"
    if begins and asks_for_the_cast(request.node):
        request.getfixturevalue("standing_cast").open()


def asks_for_the_cast(item: pytest.Item) -> bool:
    return "cast" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def standing_cast(django_db_setup, django_db_blocker, pytestconfig) -> Iterator[StandingCast]:
    standing = StandingCast(django_db_blocker)
    pytestconfig.stash[STANDING] = standing
    yield standing
    standing.close()


@pytest.fixture
def cast(standing_cast, db) -> Cast:
    return standing_cast.copy()


@pytest.fixture
def only_the_five_ones(settings, tmp_path: Path) -> None:
    """The two programmes of the contract and no other."""
    for name in ("党建五个一.yaml", "教师读书五个一.yaml"):
        shutil.copy(Path(settings.PACKS_DIR) / name, tmp_path)
    settings.PACKS_DIR = tmp_path

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.cast import Cast, make_cast

if TYPE_CHECKING:
    from collections.abc import Callable

# A busy machine is no failure of the product: what draws slowly is not judged by the clock.
hypothesis_settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("house")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Servers are killed where that is asked for (`run.py trust` says how often), nowhere else."""
    return (
        True if collection_path.name == "faults" and "QINGSHAN_ROUNDS" not in os.environ else None
    )


@pytest.fixture
def figures(record_property) -> Callable[..., None]:
    """Notes what was counted, for the table of `run.py trust`."""

    def note(**counted: float | str) -> None:
        for name, value in counted.items():
            record_property(f"trust:{name}", value)

    return note


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture
def only_the_five_ones(settings, tmp_path: Path) -> None:
    """The two programmes of the contract and no other."""
    for name in ("党建五个一.yaml", "教师读书五个一.yaml"):
        shutil.copy(Path(settings.PACKS_DIR) / name, tmp_path)
    settings.PACKS_DIR = tmp_path

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture
def only_the_five_ones(settings, tmp_path: Path) -> None:
    """The two programmes of the contract and no other."""
    for name in ("党建五个一.yaml", "教师读书五个一.yaml"):
        shutil.copy(Path(settings.PACKS_DIR) / name, tmp_path)
    settings.PACKS_DIR = tmp_path

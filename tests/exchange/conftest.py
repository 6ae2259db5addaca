from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qingshan.exchange import working
from qingshan.exchange.loading import load
from tests.exchange.books import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qingshan.exchange.loading import Outcome
    from tests.exchange.books import Sheets


@pytest.fixture
def loaded(db, tmp_path: Path) -> Callable[..., Outcome]:
    """Writes the sheets to a file and loads it."""

    def deed(sheets: Sheets, **how) -> Outcome:
        return load(write(tmp_path / "school.xlsx", sheets), **how)

    return deed


@pytest.fixture
def at_once(monkeypatch, settings, tmp_path: Path) -> None:
    """What is done off the request is done at once, and files lie where the test sees them."""
    settings.QINGSHAN_HOME = tmp_path
    monkeypatch.setattr(working, "run_deed", lambda deed: deed())


def told(outcome: Outcome) -> set[tuple[str, int, str, str]]:
    """The errors of an outcome as the contract names them."""
    return {(p.sheet, p.row, p.column, p.code) for p in outcome.problems if p.severity == "error"}

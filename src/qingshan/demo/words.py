"""The lists of `words.yaml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml


def listed(name: str) -> list[str]:
    return _lists()[name]


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    text = (Path(__file__).parent / "words.yaml").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = yaml.safe_load(text)
    return lists

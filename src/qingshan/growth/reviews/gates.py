"""What is looked at for each gate, and how many days there are for what."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from qingshan.kit.words import tr

DAYS_TO_WRITE = 14
DAYS_TO_APPEAL = 15
DAYS_TO_DECIDE = 30


@lru_cache(maxsize=1)
def looked_at() -> dict[str, tuple[str, ...]]:
    """Gate → questions, in words."""
    text = (Path(__file__).parent / "gates.yaml").read_text("utf-8")
    return {gate: tuple(map(tr, questions)) for gate, questions in yaml.safe_load(text).items()}

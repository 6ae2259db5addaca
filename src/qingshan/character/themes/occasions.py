"""The days that theme education builds on, as they fall in a school year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from qingshan.character.days import falls
from qingshan.character.models import Theme
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

SORTS = {
    "nation": tr("国家的日子"),
    "pioneers": tr("少先队活动"),
    "tradition": tr("传统节日"),
    "world": tr("国际的日子"),
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day of the file: `day` is written as the file has it, `themes` are keys of `Theme`."""

    key: str
    title: str
    day: str
    of: str
    themes: tuple[str, ...]

    @property
    def sort(self) -> str:
        return SORTS[self.of]

    @property
    def theme_words(self) -> str:
        return tr("、").join(str(Theme(theme).label) for theme in self.themes)


@dataclass(frozen=True, slots=True)
class Fallen:
    """An occasion on the day it falls."""

    date: date
    occasion: Occasion


@lru_cache(maxsize=1)
def occasions() -> tuple[Occasion, ...]:
    listed = yaml.safe_load((Path(__file__).parent / "days.yaml").read_text(encoding="utf-8"))
    return tuple(
        Occasion(row["key"], row["title"], row["day"], row["of"], tuple(row["themes"]))
        for row in listed
    )


def occasions_between(first: date, last: date) -> list[Fallen]:
    """In the order of their days."""
    found = [Fallen(day, one) for one in occasions() for day in falls(one.day, first, last)]
    return sorted(found, key=lambda each: (each.date, each.occasion.key))


def occasion(key: str) -> Occasion | None:
    return next((one for one in occasions() if one.key == key), None)

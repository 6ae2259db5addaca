"""Rubrics as data: a file for each version, kept for as long as a sheet was filled in by it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from qingshan.kit.words import tr
from qingshan.teaching.models import Phase

LEVELS = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look for; `levels` say what each of the four looks like."""

    key: str
    phase: Phase
    text: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rubric:
    key: str
    version: int
    title: str
    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        """As an observation keeps it."""
        return f"{self.key}@{self.version}"

    def item(self, key: str) -> Item | None:
        return next((item for item in self.items if item.key == key), None)


class RubricIsWrong(ValueError):
    """A file of a rubric does not say what it must; the text says which and what."""


@lru_cache(maxsize=1)
def all_rubrics() -> dict[str, Rubric]:
    """Every version by its name. Raises `RubricIsWrong`."""
    files = sorted(Path(__file__).parent.glob("*.yaml"))
    rubrics = [rubric_from(file.read_text("utf-8"), file.name) for file in files]
    return {rubric.name: rubric for rubric in rubrics}


def newest(key: str = "five-phases") -> Rubric:
    return max(
        (rubric for rubric in all_rubrics().values() if rubric.key == key),
        key=lambda rubric: rubric.version,
    )


def _said(levels: list[str]) -> tuple[str, ...]:
    return tuple(map(tr, levels))


def rubric_from(text: str, name: str) -> Rubric:
    told = yaml.safe_load(text)
    try:
        items = tuple(
            Item(item["key"], Phase(phase["key"]), tr(item["text"]), _said(item["levels"]))
            for phase in told["phases"]
            for item in phase["items"]
        )
        rubric = Rubric(told["key"], int(told["version"]), tr(told["title"]), items)
    except (KeyError, TypeError, ValueError) as error:
        raise RubricIsWrong(
            tr("{name}：缺少或写错了 {error}").format(name=name, error=error)
        ) from error
    if any(len(item.levels) != LEVELS for item in rubric.items):
        raise RubricIsWrong(
            tr("{name}：每一条要写 {levels} 个水平。").format(name=name, levels=LEVELS)
        )
    if len({item.key for item in rubric.items}) != len(rubric.items):
        raise RubricIsWrong(tr("{name}：有两条用了同一个 key。").format(name=name))
    return rubric

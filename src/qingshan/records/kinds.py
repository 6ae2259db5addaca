"""The kinds of records, as data: `kinds.yaml` and what the apps above add, such as packs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import yaml

from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

About = Literal["student", "class"]
Ask = Literal["title", "content", "words", "minutes"]

FIVES = {
    "运动": tr("让运动成为习惯"),
    "科学": tr("让科学成为信仰"),
    "读书": tr("让读书成为爱好"),
    "文明": tr("让文明成为品质"),
    "梦想": tr("让梦想成为力量"),
}
"""五成教育: the five that every kind of deed carries one of."""

PLAIN = ("key", "icon", "five", "own_five")
SPOKEN = ("label", "group")
LISTS = ("about", "asks")


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a deed of a kind can have been: a visit mends, tells or talks."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of deed: `label` is its word in the workbook, `asks` the fields of its entry sheet.

    `parts` are ticked on the entry sheet, as many as apply; `five` is one of `FIVES`; of kinds
    with an `own_five` each deed says its own, that of its course, festival or drop, and `five` is
    for those that say none; `group` gathers kinds on the page where one chooses.
    """

    key: str
    label: str
    about: tuple[About, ...] = ()
    asks: tuple[Ask, ...] = ("title",)
    icon: str = "circle"
    parts: tuple[Part, ...] = ()
    five: str = ""
    own_five: bool = False
    group: str = tr("其他")

    def part_words(self, keys: str) -> list[str]:
        """The labels of the parts in `keys`, which are separated by spaces."""
        labels = {part.key: part.label for part in self.parts}
        return [labels.get(key, key) for key in keys.split()]

    def in_order(self, keys: Iterable[str]) -> str:
        """Those of the keys that are parts of this kind, as a record keeps them."""
        named = set(keys)
        return " ".join(part.key for part in self.parts if part.key in named)


_sources: list[Callable[[], tuple[Kind, ...]]] = []
_merged: dict[tuple[int, ...], tuple[Mapping[str, Kind], list[tuple[Kind, ...]]]] = {}


def add_kinds_from(source: Callable[[], tuple[Kind, ...]]) -> None:
    """Adds kinds that an app above brings. `source` gives the same tuple until they change."""
    if source not in _sources:
        _sources.append(source)


def all_kinds() -> Mapping[str, Kind]:
    """Every kind by its key: those of the file in its order, then what was added."""
    added = [source() for source in _sources]
    which = tuple(id(kinds) for kinds in added)
    if which not in _merged:
        found = dict(own_kinds()) | {kind.key: kind for kinds in added for kind in kinds}
        _merged.clear()
        _merged[which] = (found, added)  # `added` stays alive, so that its ids are not reused
    return _merged[which][0]


@lru_cache(maxsize=1)
def own_kinds() -> Mapping[str, Kind]:
    """The kinds of the file, which every school has."""
    listed = yaml.safe_load((Path(__file__).parent / "kinds.yaml").read_text(encoding="utf-8"))
    return {entry["key"]: kind_from(entry) for entry in listed}


def kind_from(entry: Mapping[str, Any]) -> Kind:
    """A kind as it stands in a file."""
    parts = tuple(Part(part["key"], tr(part["label"])) for part in entry.get("parts", ()))
    given: dict[str, Any] = {name: tuple(entry[name]) for name in LISTS if name in entry}
    given |= {name: entry[name] for name in PLAIN if name in entry}
    given |= {name: tr(entry[name]) for name in SPOKEN if name in entry}
    return Kind(**given, parts=parts)


def kind_labelled(label: str) -> Kind | None:
    return next((kind for kind in all_kinds().values() if kind.label == label), None)

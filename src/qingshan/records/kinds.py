"""The kinds of records, as data: `kinds.yaml` and what programme packs add."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

About = Literal["student", "class"]
Ask = Literal["title", "content", "words", "minutes"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of deed: `label` is its word in the workbook, `asks` the fields of its entry sheet."""

    key: str
    label: str
    about: tuple[About, ...] = ()
    asks: tuple[Ask, ...] = ("title",)
    icon: str = "circle"


@lru_cache(maxsize=1)
def all_kinds() -> dict[str, Kind]:
    """Every kind by its key, in the order of the file."""
    listed = yaml.safe_load((Path(__file__).parent / "kinds.yaml").read_text(encoding="utf-8"))
    return {
        entry["key"]: Kind(
            **{**entry, "about": tuple(entry["about"]), "asks": tuple(entry["asks"])}
        )
        for entry in listed
    }


def kind_labelled(label: str) -> Kind | None:
    return next((kind for kind in all_kinds().values() if kind.label == label), None)

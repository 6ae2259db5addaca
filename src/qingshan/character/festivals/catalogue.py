"""The festivals that come with the house, as data: `festivals.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

LAST_GRADE = 9


@dataclass(frozen=True, slots=True)
class OfferedItem:
    """What a festival may consist of."""

    title: str
    from_grade: int
    to_grade: int
    limit: int | None
    class_limit: int | None


@dataclass(frozen=True, slots=True)
class Offered:
    """A festival to open. `named`: by the case document; else it is our reading of its 等."""

    key: str
    title: str
    five: str
    named: bool
    month: int
    about: str
    items: tuple[OfferedItem, ...]


@lru_cache(maxsize=1)
def offered() -> tuple[Offered, ...]:
    listed = yaml.safe_load((Path(__file__).parent / "festivals.yaml").read_text(encoding="utf-8"))
    return tuple(
        Offered(
            key=row["key"],
            title=row["title"],
            five=row["five"],
            named=row["named"],
            month=row["month"],
            about=row["about"],
            items=tuple(_item(item) for item in row["items"]),
        )
        for row in listed
    )


def offered_one(key: str) -> Offered | None:
    return next((one for one in offered() if one.key == key), None)


def _item(row: Mapping[str, Any]) -> OfferedItem:
    first, last = row.get("grades", (1, LAST_GRADE))
    return OfferedItem(row["title"], first, last, row.get("limit"), row.get("class_limit"))

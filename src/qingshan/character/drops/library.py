"""The drops that come with the house, as data: `library.yaml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from qingshan.character.models.drops import FIRST_GRADE, LAST_GRADE, Drop

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.school.models import School

WORDS = ("key", "title", "of", "theme", "five", "source", "story", "principle", "sentence")


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, Mapping[str, Any]]:
    """Each shipped drop by its key, as the fields of a `Drop`."""
    listed = yaml.safe_load((Path(__file__).parent / "library.yaml").read_text(encoding="utf-8"))
    return {entry["key"]: _fields(entry) for entry in listed}


def not_taken_in(school: School) -> list[Mapping[str, Any]]:
    """The shipped ones that a school's library does not have, by key or by title."""
    held = Drop.objects.filter(school=school).values_list("key", "title")
    keys = {key for key, _ in held}
    titles = {title for _, title in held}
    return [
        fields
        for key, fields in shipped().items()
        if key not in keys and fields["title"] not in titles
    ]


def _fields(entry: Mapping[str, Any]) -> dict[str, Any]:
    first, last = entry.get("grades", (FIRST_GRADE, LAST_GRADE))
    told = {name: str(entry[name]).strip() for name in WORDS}
    return told | {"from_grade": first, "to_grade": last, "day": entry.get("day", "")}

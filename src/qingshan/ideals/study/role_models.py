"""The library of role models, as data: `role_models.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).parent / "role_models.yaml"


@dataclass(frozen=True, slots=True)
class RoleModel:
    """A short portrait with its sources, and what a group may talk over after reading it."""

    key: str
    name: str
    lived: str
    who: str
    story: tuple[str, ...]
    ask: tuple[str, ...]
    sources: tuple[str, ...]


@lru_cache(maxsize=1)
def all_role_models() -> Mapping[str, RoleModel]:
    """By key, in the order of the file."""
    listed = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    lists = ("story", "ask", "sources")
    return {
        one["key"]: RoleModel(**(one | {name: tuple(one[name]) for name in lists}))
        for one in listed
    }

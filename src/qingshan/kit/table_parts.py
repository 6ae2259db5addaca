"""The parts of a table as its template reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qingshan.kit.columns import Column
    from qingshan.kit.narrowing import Filter


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    word: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter as it stands on this page."""

    filter: Filter
    options: tuple[Option, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Heading:
    column: Column
    href: str
    order: str  # "", "ascending" or "descending", as aria-sort has it
    id: str


@dataclass(frozen=True, slots=True)
class PageLink:
    word: str
    href: str
    current: bool = False

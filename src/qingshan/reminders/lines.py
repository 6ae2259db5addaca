"""A line of a letter, and how many there may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence without a name, and where one goes on from it; `duty`: the key of what is due."""

    text: str
    href: str
    duty: str = ""

    def as_json(self) -> dict[str, str]:
        told = {"text": self.text, "href": self.href}
        return told | {"duty": self.duty} if self.duty else told


def cut(lines: list[Line], more: Line) -> list[Line]:
    """At most `AT_MOST`; where there are more, the last is `more`."""
    return lines if len(lines) <= AT_MOST else [*lines[: AT_MOST - 1], more]


def week_words(monday: date) -> str:
    return tr("{month}月{day}日这一周").format(month=monday.month, day=monday.day)

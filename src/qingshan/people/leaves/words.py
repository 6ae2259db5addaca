"""Leave in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date


def stretch(first: date, last: date | None) -> str:
    """2026年11月2日到11月6日; 11月2日 alone where it is one day; 起 where the end is open."""
    start = tr("{year}年{month}月{day}日").format(year=first.year, month=first.month, day=first.day)
    if last is None:
        return tr("{start}起").format(start=start)
    if last == first:
        return start
    year = "" if last.year == first.year else tr("{year}年").format(year=last.year)
    return tr("{start}到{year}{month}月{day}日").format(
        start=start, year=year, month=last.month, day=last.day
    )

"""Leave in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def stretch(first: date, last: date | None) -> str:
    """2026年11月2日到11月6日; 11月2日 alone where it is one day; 起 where the end is open."""
    start = f"{first.year}年{first.month}月{first.day}日"
    if last is None:
        return f"{start}起"
    if last == first:
        return start
    year = "" if last.year == first.year else f"{last.year}年"
    return f"{start}到{year}{last.month}月{last.day}日"

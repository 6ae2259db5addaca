"""Days that come again every year, by the sun or by the moon, as they fall in a stretch of days."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from lunardate import LunarDate

from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

LUNAR = "lunar "
_WRITTEN = re.compile(r"(?:lunar )?(\d{2})-(\d{2})")


def is_day(text: str) -> bool:
    """Whether `text` is a day of the year: `10-01`, or `lunar 09-09`."""
    return any(True for _ in falls(text, date(2024, 1, 1), date(2025, 3, 1)))


def falls(text: str, first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last`, both included, on which `text` falls."""
    told = _WRITTEN.fullmatch(text)
    if told is None:
        return
    month, day = int(told[1]), int(told[2])
    for year in range(first.year - 1, last.year + 1):
        try:
            found = _lunar(year, month, day) if text.startswith(LUNAR) else date(year, month, day)
        except ValueError:
            continue
        if first <= found <= last:
            yield found


def day_words(text: str) -> str:
    """`10-01` as 10月1日, `lunar 09-09` as 农历9月9日."""
    told = _WRITTEN.fullmatch(text)
    if told is None:
        return ""
    lunar = tr("农历") if text.startswith(LUNAR) else ""
    return tr("{lunar}{told}月{told2}日").format(lunar=lunar, told=int(told[1]), told2=int(told[2]))


def _lunar(year: int, month: int, day: int) -> date:
    found: date = LunarDate(year, month, day).to_solar_date()
    return found

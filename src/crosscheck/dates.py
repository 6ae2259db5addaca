"""Birthdays in all the shapes they are typed in, and the slips that are known of them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import NamedTuple

SHAPE = re.compile(r"(\d{4}|\d{2})\s*[-/.年,、\s]\s*(\d{1,2})\s*[-/.月,、\s]\s*(\d{1,2})\s*日?号?")
RUN = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0+)?")
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
YEARS = range(1900, 2101)
SPREADSHEET_ZERO = dt.date(1899, 12, 30)
CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")
TWO_DIGITS_OF_THIS_CENTURY = 40
"""12 is 2012 and 52 is 1952."""


class Birthday(NamedTuple):
    """A birthday as ISO text, with its slips: month and day swapped, and the lunar day of it.

    `day` counts days, None for a text that is no day of the sun's calendar (a lunar 30 February).
    """

    text: str
    day: int | None = None
    turned: str = ""
    lunar: str = ""


NOTHING = Birthday("")


def plain_date(cell: str) -> str:
    """A date as ISO text, "" for none. 2012-02-30 stays: lunar birthdays are typed like this.

    >>> plain_date("２０１２年3月4日"), plain_date("20120304"), plain_date("40972.0")
    ('2012-03-04', '2012-03-04', '2012-03-04')
    """
    text = unicodedata.normalize("NFKC", cell).strip()
    if not text:
        return ""
    found = SHAPE.match(text) or SHAPE.match(_without_chinese_digits(text)) or RUN.match(text)
    if found and (found.re is SHAPE or found.end() == len(text) or not text[found.end()].isdigit()):
        return _iso(*(int(part) for part in found.groups()))
    serial = SERIAL.fullmatch(text)
    if serial:
        date = SPREADSHEET_ZERO + dt.timedelta(days=int(serial[1]))
        return _iso(date.year, date.month, date.day)
    return ""


def birthday_of(cell: str) -> Birthday:
    """A birthday and its slips; `NOTHING` for a cell without one."""
    text = plain_date(cell)
    if not text:
        return NOTHING
    year, month, day = (int(part) for part in text.split("-"))
    turned = f"{year:04}-{day:02}-{month:02}" if day <= 12 and day != month else ""
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return Birthday(text, turned=turned)
    return Birthday(text, date.toordinal(), turned, lunar_of(date))


def lunar_of(date: dt.date) -> str:
    """The lunar day of a day, written as families write it, like a day of the sun: 2012-02-30."""
    from lunardate import LunarDate

    try:
        lunar = LunarDate.from_solar_date(date.year, date.month, date.day)
    except ValueError:
        return ""
    return f"{lunar.year:04}-{lunar.month:02}-{lunar.day:02}"


def _iso(year: int, month: int, day: int) -> str:
    if year < 100:
        year += 2000 if year < TWO_DIGITS_OF_THIS_CENTURY else 1900
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= 31:
        if year in YEARS and 1 <= day <= 12 and 1 <= month <= 31:  # 2012/23/5
            return f"{year:04}-{day:02}-{month:02}"
        return ""
    return f"{year:04}-{month:02}-{day:02}"


def _without_chinese_digits(text: str) -> str:
    """二〇一二年十一月三日 → 2012年11月3日."""
    tens = re.sub(r"([二三])?十([一二三四五六七八九])?", _tens, text)
    return tens.translate(CHINESE)


def _tens(found: re.Match[str]) -> str:
    ten = (found[1] or "一").translate(CHINESE)
    return ten + (found[2] or "〇").translate(CHINESE)

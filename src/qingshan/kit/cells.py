"""The kinds of cells a workbook can have: how each is read, compared, and written again.

`read` takes what a spreadsheet library found (text, float, date, datetime …) and returns the one
value that the rest of the house works with, or raises `Fault`. It never sees a blank cell: that is
the kind's `empty`. `plain` turns what the database holds into the same value, so that a file and
the database can be compared, and `cell` turns it into what is written to a file.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from qingshan.kit.faults import BAD_DATE, BAD_NUMBER, OUT_OF_RANGE, Fault, quoted, shown

AROUND = " \t\r\n\v\f\u3000\xa0\u200b\u200c\u200d\ufeff\u2028\u2029"
LONGEST_CELL = 32_000
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TRAILING_ZERO = re.compile(r"\d+\.0+")
_DAY = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月?|(\d{2}))")
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?(?:[eE][-+]?\d{1,2})?")
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_000  # 1927 to 2099, as Excel numbers days
_DAY_ZERO = dt.date(1899, 12, 30)
FIRST_YEAR, LAST_YEAR = 1900, 2100


def tidy(text: str) -> str:
    """Without the blanks and line breaks around it, and without what no cell can hold."""
    text = text.strip(AROUND)
    if _CONTROLS.search(text):
        text = _CONTROLS.sub("", text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def plain_width(raw: Any) -> str:
    """A code or a number as text, in half-width letters; `1.0` is 1."""
    text = tidy(unicodedata.normalize("NFKC", shown(raw)))
    return text.split(".")[0] if _TRAILING_ZERO.fullmatch(text) else text


class Kind:
    """A kind of cell. `hint` says in a few words what goes into it, `choices` lists it."""

    empty: Any = ""
    hint: str = "文字"
    choices: tuple[str, ...] = ()
    number_format: ClassVar[str] = "@"

    def read(self, raw: Any) -> Any:
        raise NotImplementedError

    def plain(self, stored: Any) -> Any:
        return stored

    def cell(self, value: Any) -> Any:
        return value


class Text(Kind):
    """Free text of `longest` characters at most."""

    def __init__(self, longest: int = LONGEST_CELL) -> None:
        self.longest = longest

    def read(self, raw: Any) -> str:
        return self.fitting(tidy(shown(raw)))

    def plain(self, stored: Any) -> str:
        return tidy(stored) if stored else ""

    def fitting(self, text: str) -> str:
        if len(text) > self.longest:
            raise Fault(
                OUT_OF_RANGE, f"{quoted(text)}有 {len(text)} 个字，最多 {self.longest} 个，请缩短。"
            )
        return text


class Number(Text):
    """What identifies something: digits and letters, as text, however a spreadsheet holds it."""

    hint = "编号，按文本填写"

    def read(self, raw: Any) -> str:
        return self.fitting(plain_width(raw))


class Day(Kind):
    """A date. All the ways people write one, and a spreadsheet's own count of days."""

    empty = None
    hint = "日期，如 2021-03-05"
    number_format = "yyyy-mm-dd"

    def read(self, raw: Any) -> dt.date:
        if isinstance(raw, dt.datetime):
            return self.within(raw.date(), raw)
        if isinstance(raw, dt.date):
            return self.within(raw, raw)
        text = plain_width(raw)
        if text.isdigit() and len(text) == 5 and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
            return _DAY_ZERO + dt.timedelta(days=int(text))
        found = _DAY.fullmatch(text)
        if not found:
            raise Fault(BAD_DATE, f"{quoted(raw)}不是日期，请写成 2021-03-05 这样。")
        year, month, day = (int(part) for part in found.groups() if part)
        try:
            return self.within(dt.date(year, month, day), raw)
        except ValueError:
            raise Fault(BAD_DATE, f"日历上没有{quoted(raw)}这一天，请核对年月日。") from None

    @staticmethod
    def within(day: dt.date, raw: Any) -> dt.date:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Fault(OUT_OF_RANGE, f"{quoted(raw)}的年份不对，请核对。")
        return day


class Month(Kind):
    """A month, kept as `2017-09`."""

    hint = "年月，如 201709"

    def read(self, raw: Any) -> str:
        if isinstance(raw, dt.date):
            return f"{raw:%Y-%m}"
        text = plain_width(raw)
        found = _MONTH.fullmatch(text)
        if not found:
            try:
                return f"{Day().read(raw):%Y-%m}"
            except Fault:
                raise Fault(BAD_DATE, f"{quoted(raw)}不是年月，请写成 201709 这样。") from None
        year, month = (int(part) for part in found.groups() if part)
        if not 1 <= month <= 12:
            raise Fault(BAD_DATE, f"{quoted(raw)}没有这个月份，请写成 201709 这样。")
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Fault(OUT_OF_RANGE, f"{quoted(raw)}的年份不对，请核对。")
        return f"{year}-{month:02}"


class Whole(Kind):
    """A whole number from `least` to `most`."""

    empty = None
    number_format = "0"

    def __init__(self, least: int = 0, most: int = 2_147_483_647) -> None:
        self.least, self.most = least, most
        self.hint = "整数"

    def read(self, raw: Any) -> int:
        number = _decimal(raw)
        if number != number.to_integral_value():
            raise Fault(OUT_OF_RANGE, f"{quoted(raw)}不是整数，这里只能填整数。")
        if not self.least <= number <= self.most:
            limits = f"{self.least} 到 {self.most}"
            limits = f"{self.least} 或更大" if self.most > 10**9 else limits
            raise Fault(OUT_OF_RANGE, f"{quoted(raw)}不可能，这里要填 {limits} 的数。")
        return int(number)


class Money(Kind):
    """Yuan with two decimals, more than zero."""

    empty = None
    hint = "元，最多两位小数"
    number_format = "0.00"
    most = Decimal(10) ** 10

    def read(self, raw: Any) -> Decimal:
        number = _decimal(raw)
        if number <= 0:
            raise Fault(OUT_OF_RANGE, f"金额{quoted(raw)}不可能，要大于 0；支出也填正数。")
        if number >= self.most:
            raise Fault(OUT_OF_RANGE, f"金额{quoted(raw)}太大了，请核对，单位是元。")
        cents = number.quantize(Decimal("0.01"))
        if abs(cents - number) > Decimal("0.000001"):
            raise Fault(OUT_OF_RANGE, f"金额{quoted(raw)}不到一分，请写到分，最多两位小数。")
        return cents

    def plain(self, stored: Any) -> Decimal | None:
        return None if stored is None else Decimal(stored).quantize(Decimal("0.01"))


class Points(Kind):
    """Points of an examination from `least` to 1,000, with one decimal at most."""

    empty = None
    hint = "分数，最多一位小数"
    number_format = "0.0"
    most = 1000

    def __init__(self, least: Decimal = Decimal(0)) -> None:
        self.least = least

    def read(self, raw: Any) -> Decimal:
        number = _decimal(raw)
        if not self.least <= number < self.most:
            raise Fault(OUT_OF_RANGE, f"{quoted(raw)}分不可能，请核对。")
        tenths = number.quantize(Decimal("0.1"))
        if abs(tenths - number) > Decimal("0.000001"):
            raise Fault(OUT_OF_RANGE, f"{quoted(raw)}的小数太长，最多写一位。")
        return tenths

    def plain(self, stored: Any) -> Decimal | None:
        return None if stored is None else Decimal(stored).quantize(Decimal("0.1"))


def shortest(number: Decimal) -> str:
    """`86.5`, `100`: without zeros that say nothing."""
    return f"{number.normalize():f}"


def _decimal(raw: Any) -> Decimal:
    text = plain_width(raw)
    if isinstance(raw, dt.date | dt.time | dt.timedelta) or not _NUMBER.fullmatch(text):
        raise Fault(BAD_NUMBER, f"{quoted(raw)}不是数字，请只写数字，不写单位和汉字。")
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise Fault(BAD_NUMBER, f"{quoted(raw)}不是数字，请只写数字。") from None

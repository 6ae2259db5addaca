"""What the house says, in the language of who reads it.

Chinese is the source, and the key: `tr("记下了。")` is the Chinese sentence itself, a `str` like
any other, wherever it is compared, stored or written to a file. Where it is shown (`str()`, an
f-string, a template) it is said in the language that is active, as `locale/` has it.

    NOTHING = tr("还没有记录。")                                   # at import or in a function
    messages.info(request, tr("交给{name}了。").format(name=staff.name))
"""

from __future__ import annotations

import calendar
import re
import string
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from django.conf import settings
from django.template.defaultfilters import date as date_filter
from django.utils.html import escape
from django.utils.translation import get_language, gettext, override

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.utils.safestring import SafeString


P = ParamSpec("P")
T = TypeVar("T")
NUMERALS = "〇一二三四五六七八九"
WEEK = "一二三四五六日"
_NUMERAL = re.compile(f"[{NUMERALS}零]?十[{NUMERALS}零]?|[{NUMERALS}零两]")


def in_place(value: Any, ending: str) -> str:
    """What English writes otherwise at a place: `{n:s}`, `{7:month}`, `{三:digit}`, `{三:weekday}`.

    `s` is the ending of a plural; the others name a month, a numeral and a day of the week.
    """
    return ENDINGS[ending](str(value).strip())


def _plural(number: str) -> str:
    return "" if number == "1" else "s"


def _month(number: str) -> str:
    return calendar.month_abbr[int(number)] if number.isdecimal() else number


def _digits(told: str) -> str:
    return _NUMERAL.sub(_number, told)


def _weekdays(told: str) -> str:
    return "".join(calendar.day_abbr[WEEK.index(day)] if day in WEEK else day for day in told)


def _number(numeral: re.Match[str]) -> str:
    """`十三` is 13."""
    tens, ten, ones = numeral[0].replace("零", "〇").replace("两", "二").rpartition("十")
    first = (NUMERALS.index(tens) if tens else 1) * 10 if ten else 0
    return str(first + (NUMERALS.index(ones) if ones else 0))


ENDINGS: dict[str, Callable[[str], str]] = {
    "s": _plural,
    "month": _month,
    "digit": _digits,
    "weekday": _weekdays,
}


def dated(day: Any, pattern: str) -> str:
    """`day` by a pattern in Chinese order (`n月j日`), in the order of the language that is read."""
    return date_filter(day, pattern if is_source() else gettext(pattern))


class _Speaker(string.Formatter):
    """Fills the places of a translated sentence: `{n} record{n:s}`, `{day} {month:month}`."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in ENDINGS:
            return in_place(value, format_spec)
        return format(value, format_spec)


class Words(str):
    """A Chinese sentence that is translated when it is shown; see the module's text."""

    __slots__ = ("_parts", "_pattern", "_place", "_places")

    _parts: tuple[str, ...]
    _pattern: str
    _place: tuple[Any, ...]
    _places: dict[str, Any]

    def __new__(
        cls,
        text: str,
        pattern: str = "",
        place: tuple[Any, ...] = (),
        places: dict[str, Any] | None = None,
        parts: tuple[str, ...] = (),
    ) -> Words:
        made = super().__new__(cls, text)
        made._parts = parts
        made._pattern = pattern
        made._place = place
        made._places = places or {}
        return made

    def __str__(self) -> str:
        if is_source():
            return str.__str__(self)
        if self._parts:
            return "".join(map(str, self._parts))
        if not self._pattern:
            return gettext(str.__str__(self))
        return _SPEAKER.vformat(gettext(self._pattern), self._place, self._places)

    def __html__(self) -> SafeString:
        return escape(str(self))

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __mod__(self, values: Any) -> str:
        return str(str(self) % values)

    def __add__(self, other: str) -> Words:
        return one_after_another(self, other)

    def __radd__(self, other: str) -> Words:
        return one_after_another(other, self)

    def format(self, *place: Any, **places: Any) -> Words:
        """The sentence with its places filled; still said in the language of who reads it."""
        here = str.__str__(self)
        plain = {name: as_written(value) for name, value in places.items()}
        text = here.format(*map(as_written, place), **plain)
        return Words(text, here, place, places)

    def join(self, parts: Iterable[str]) -> Words:
        """The parts with this between them; still said in the language of who reads it."""
        between = (each for part in parts for each in (self, part))
        return one_after_another(*list(between)[1:])

    def __deepcopy__(self, memo: object) -> Words:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Words, (str.__str__(self), self._pattern, self._place, self._places, self._parts)


_SPEAKER = _Speaker()


def tr(text: str) -> str:
    """`text` is a Chinese sentence of the house, and stands in the catalogue."""
    return Words(text)


def counter(text: str) -> str:
    """What Chinese counts a sort of thing in (则, 篇, 节); who reads English gets `3 ×`."""
    return Words(text, "×")


def one_after_another(*parts: str) -> Words:
    """`parts` as one text, of which each is said in the language of who reads it."""
    return Words("".join(map(as_written, parts)), parts=parts)


def kept_as_written(words: Iterable[str]) -> list[tuple[str, str]]:
    """Choices whose value is kept, and so is Chinese, while the label is said to the reader."""
    return [(as_written(each), each) for each in words]


def is_source() -> bool:
    """The language that is active is the one the house is written in.

    So it is, too, while settings are still read: what is wrong with them is said by then.
    """
    return not settings.configured or get_language() in (None, settings.LANGUAGE_CODE)


def as_written(value: Any) -> Any:
    """Words as the house has them, whatever is read now; anything else as it is."""
    return str.__str__(value) if isinstance(value, Words) else value


def as_read(value: Any) -> Any:
    """`value` with all words in it said to whoever reads: JSON would write them in Chinese."""
    if isinstance(value, Words):
        return str(value)
    if isinstance(value, dict):
        return {key: as_read(one) for key, one in value.items()}
    return [as_read(one) for one in value] if isinstance(value, list | tuple) else value


def in_source() -> override:
    """While files that a school keeps or hands on are made: they are Chinese, whoever asks."""
    return override(settings.LANGUAGE_CODE)


def makes_a_file(made: Callable[P, T]) -> Callable[P, T]:
    """`@makes_a_file`: what this makes is kept or handed on, and Chinese whoever asks for it."""

    @wraps(made)
    def in_chinese(*args: P.args, **kwargs: P.kwargs) -> T:
        with in_source():
            return made(*args, **kwargs)

    return in_chinese

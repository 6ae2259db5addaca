"""The days of a school, computed from its terms and the days that depart from the week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from qingshan.kit.words import tr
from qingshan.school.models import CalendarDay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FRIDAY = 4
DIGITS = "零一二三四五六七八九"
SEASONS = {1: tr("上学期"), 2: tr("下学期")}


class Stretch(Protocol):
    """From a day to a day, both included; a `Term` is one."""

    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...


def days_between(first: date, last: date) -> Iterator[date]:
    """Both ends included."""
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)


def in_week(day: date) -> bool:
    """Monday to Friday."""
    return day.weekday() <= FRIDAY


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def school_days(terms: Iterable[Stretch], departures: Mapping[date, str]) -> list[date]:
    """Every Monday to Friday inside a term, less 放假, plus 补课; in order.

    `departures`: day → a value of `CalendarDay.Kind`.
    """
    days = {
        day
        for term in terms
        for day in days_between(term.starts_on, term.ends_on)
        if in_week(day) and departures.get(day) != CalendarDay.Kind.HOLIDAY
    }
    days.update(day for day, kind in departures.items() if kind == CalendarDay.Kind.MAKE_UP)
    return sorted(days)


def week_number(day: date, term: Stretch) -> int:
    """Weeks are counted from the Monday of the term's first day, which is in week 1."""
    return (monday_of(day) - monday_of(term.starts_on)).days // 7 + 1


def in_words(number: int) -> str:
    """A number from 0 to 99 as weeks are spoken: 13 is 十三."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    return f"{DIGITS[tens] if tens > 1 else ''}十{DIGITS[ones] if ones else ''}"


def week_words(number: int) -> str:
    return tr("第{in_words}周").format(in_words=in_words(number))


def year_words(name: str) -> str:
    """`2026-2027` as it is printed: 2026—2027 学年."""
    return tr("{name} 学年").format(name=name.replace("-", "—"))

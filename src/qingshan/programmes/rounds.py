"""Which period of each cadence a day stands in, and how many are due by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection

from qingshan.programmes.models import Cadence

if TYPE_CHECKING:
    from collections.abc import Mapping

HOLDING = {
    Cadence.SCHOOL_DAY: "今天",
    Cadence.WEEK: "这一周",
    Cadence.TERM: "这学期",
    Cadence.SCHOOL_YEAR: "这学年",
}
GONE_BY = {
    Cadence.WEEK: "最近一个教学周",
    Cadence.TERM: "刚过去的学期",
    Cadence.SCHOOL_YEAR: "刚过去的学年",
}
_ROUNDS = """
SELECT cadence, year_id, MIN(starts_on), SUM(CASE WHEN due_on <= %s THEN 1 ELSE 0 END),
  MAX(CASE WHEN starts_on <= %s THEN starts_on END),
  MAX(CASE WHEN starts_on <= %s THEN ends_on END),
  MAX(CASE WHEN starts_on <= %s THEN due_on END)
FROM programmes_period WHERE year_id = (
  SELECT year_id FROM programmes_period
  WHERE school_id = %s AND cadence = 'school_year' AND starts_on <= %s
  ORDER BY starts_on DESC LIMIT 1)
GROUP BY cadence, year_id"""


@dataclass(frozen=True, slots=True)
class Round:
    """The latest period of a cadence that began by the day; its days are None before the first.

    `due` counts the periods of the school year that are due; `holds`, whether the day is in it.
    """

    cadence: Cadence
    due: int = 0
    starts_on: date | None = None
    ends_on: date | None = None
    due_on: date | None = None
    holds: bool = False

    @property
    def words(self) -> str:
        """今天, 这一周, 11月, 这学期 … as one would say it on the day."""
        day = self.starts_on
        if day is None:
            return "还没有开始"
        if self.cadence == Cadence.MONTH:
            return f"{day.month}月"
        if self.holds:
            return HOLDING[self.cadence]
        if self.cadence == Cadence.SCHOOL_DAY:
            return f"最近一个教学日 {day.month}月{day.day}日"
        return GONE_BY[self.cadence]

    @property
    def reads_until(self) -> str:
        """By when it wants doing: 今天, 11月27日, …; "" where the period is over."""
        if not self.holds or self.due_on is None:
            return ""
        if self.cadence == Cadence.SCHOOL_DAY:
            return "今天"
        return f"{self.due_on.month}月{self.due_on.day}日前"


@dataclass(frozen=True, slots=True)
class Rounds:
    """The rounds of a school on a day.

    `year` is the school year's key, None before the first; `since` the earliest day that counts.
    """

    as_of: date
    year: int | None
    since: date
    by_cadence: Mapping[Cadence, Round]

    def __getitem__(self, cadence: Cadence) -> Round:
        return self.by_cadence.get(cadence) or Round(cadence)


def rounds_at(school_id: int, as_of: date) -> Rounds:
    """The school year that holds the day, or the latest begun before it. One query.

    Said in SQL because every home page asks it: the ORM takes five times as long to put it so.
    """
    day = connection.ops.adapt_datefield_value(as_of)
    year, since, found = None, as_of, {}
    with connection.cursor() as cursor:
        cursor.execute(_ROUNDS, [day, day, day, day, school_id, day])
        for word, held, begins, due, first, last, due_on in cursor.fetchall():
            cadence, ends = Cadence(word), _day(last)
            holds = ends is not None and ends >= as_of
            found[cadence] = Round(cadence, int(due), _day(first), ends, _day(due_on), holds)
            year, since = held, min(since, _day(begins) or since)
    return Rounds(as_of, year, since, found)


def _day(value: date | str | None) -> date | None:
    """SQLite gives what was computed from dates as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value

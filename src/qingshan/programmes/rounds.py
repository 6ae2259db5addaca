"""Which period of each cadence a day stands in, and how many are due by then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import connection

from qingshan.kit.words import tr
from qingshan.programmes.models import Cadence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qingshan.programmes.packs import Duty, Person

HOLDING = {
    Cadence.SCHOOL_DAY: tr("今天"),
    Cadence.WEEK: tr("这一周"),
    Cadence.TERM: tr("这学期"),
    Cadence.SCHOOL_YEAR: tr("这学年"),
}
GONE_BY = {
    Cadence.WEEK: tr("最近一个教学周"),
    Cadence.TERM: tr("刚过去的学期"),
    Cadence.SCHOOL_YEAR: tr("刚过去的学年"),
}
_ROUNDS = """
SELECT cadence, year_id, MIN(starts_on),
  MAX(CASE WHEN starts_on <= %s THEN starts_on END),
  MAX(CASE WHEN starts_on <= %s THEN ends_on END),
  MAX(CASE WHEN starts_on <= %s THEN due_on END){due}
FROM programmes_period WHERE year_id = (
  SELECT year_id FROM programmes_period
  WHERE school_id = %s AND cadence = 'school_year' AND starts_on <= %s
  ORDER BY starts_on DESC LIMIT 1)
GROUP BY cadence, year_id"""
_DUE = ", SUM(CASE WHEN due_on <= %s THEN 1 ELSE 0 END)"


@dataclass(frozen=True, slots=True)
class Round:
    """The latest period of a cadence that began by the day; its days are None before the first.

    `due` counts the periods of the school year that are due without grace; `holds`, whether the
    day is in it. `told` says a stretch that is a person's own, such as a stage.
    """

    cadence: Cadence
    due: int = 0
    starts_on: date | None = None
    ends_on: date | None = None
    due_on: date | None = None
    holds: bool = False
    told: str = ""

    @property
    def words(self) -> str:
        """今天, 这一周, 11月, 这学期, 站稳讲台时 … as one would say it on the day."""
        day = self.starts_on
        if self.told or day is None:
            return self.told or tr("还没有开始")
        if self.cadence == Cadence.MONTH:
            return tr("{month}月").format(month=day.month)
        if self.holds:
            return HOLDING[self.cadence]
        if self.cadence == Cadence.SCHOOL_DAY:
            return tr("最近一个教学日 {month}月{day}日").format(month=day.month, day=day.day)
        return GONE_BY[self.cadence]

    @property
    def reads_until(self) -> str:
        """By when it wants doing: 今天, 11月27日, …; "" where the period is over."""
        if not self.holds or self.due_on is None:
            return ""
        if self.cadence == Cadence.SCHOOL_DAY:
            return tr("今天")
        year = tr("{year}年").format(year=self.due_on.year) if self.told else ""
        return tr("{year}{month}月{day}日前").format(
            year=year, month=self.due_on.month, day=self.due_on.day
        )


@dataclass(frozen=True, slots=True)
class Rounds:
    """The rounds of a school on a day.

    `year` is the school year's key, None before the first; `since` the earliest day that counts.
    `late` counts the due periods of a cadence where some days of grace are given.
    """

    as_of: date
    year: int | None
    since: date
    by_cadence: Mapping[Cadence, Round]
    late: Mapping[tuple[Cadence, int], int]

    def __getitem__(self, cadence: Cadence) -> Round:
        return self.by_cadence.get(cadence) or Round(cadence)

    @property
    def bounds(self) -> tuple[date, date]:
        """First and last day of the school year; the day itself before the first year."""
        year = self[Cadence.SCHOOL_YEAR]
        return year.starts_on or self.as_of, year.ends_on or self.as_of

    def due(self, duty: Duty) -> int:
        """How many periods of the school year count as due for a duty of the calendar."""
        return self.late.get((duty.cadence, duty.grace), 0)

    def due_by(self, duty: Duty) -> date:
        """Periods whose last school day is on or before it count as due."""
        return self.as_of - timedelta(days=duty.grace)

    def of(self, duty: Duty, person: Person) -> Round:
        """The round of a duty for a person: the calendar's, or their own."""
        if duty.cadence == Cadence.ONCE:
            return self._once(duty, person)
        if duty.stage is not None:
            return self._staged(duty, person)
        return self[duty.cadence]

    def _once(self, duty: Duty, person: Person) -> Round:
        due_on = person.hired_on + timedelta(days=duty.grace)
        begun = person.hired_on <= self.as_of
        started = person.hired_on if begun else None
        due = int(due_on <= self.as_of)
        return Round(Cadence.ONCE, due, started, None, due_on, begun, tr("入职以来"))

    def _staged(self, duty: Duty, person: Person) -> Round:
        stage = duty.stage
        if stage is None or stage.until_year is None:
            return Round(Cadence.STAGE)
        first, after = stage.starts_on(person.hired_on), stage.ends_on(person.hired_on)
        last = after - timedelta(days=1)
        due = int(last + timedelta(days=duty.grace) <= self.as_of)
        told = tr("“{stage}”这一步").format(stage=stage.title)
        if first > self.as_of:
            return Round(Cadence.STAGE, 0, told=told)
        return Round(Cadence.STAGE, due, first, last, last, last >= self.as_of, told)


def rounds_at(school_id: int, as_of: date, graces: Iterable[int] = ()) -> Rounds:
    """The school year that holds the day, or the latest begun before it. One query.

    Said in SQL because every home page asks it: the ORM takes five times as long to put it so.
    """
    waits = sorted({0, *graces})
    put = connection.ops.adapt_datefield_value
    day = put(as_of)
    due_by = [put(as_of - timedelta(days=days)) for days in waits]
    year, since = None, as_of
    found: dict[Cadence, Round] = {}
    late: dict[tuple[Cadence, int], int] = {}
    with connection.cursor() as cursor:
        text = _ROUNDS.format(due=_DUE * len(waits))
        cursor.execute(text, [day, day, day, *due_by, school_id, day])
        for word, held, begins, first, last, due_on, *due in cursor.fetchall():
            cadence, ends = Cadence(word), _day(last)
            holds = ends is not None and ends >= as_of
            found[cadence] = Round(cadence, int(due[0]), _day(first), ends, _day(due_on), holds)
            late |= {(cadence, wait): int(n) for wait, n in zip(waits, due, strict=True)}
            year, since = held, min(since, _day(begins) or since)
    return Rounds(as_of, year, since, found, late)


def not_asked(round_: Round) -> Round:
    """The same round for someone who is away in it: nothing is asked of them."""
    return replace(round_, holds=False, starts_on=None, told="")


def _day(value: date | str | None) -> date | None:
    """SQLite gives what was computed from dates as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value

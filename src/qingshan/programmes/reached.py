"""How much of each duty was done in each period: set-based SQL, for a school or for one person.

Records meet the days of the periods by equality, so the work grows with the number of records and
nothing else. Django's ORM has no join on a date, hence SQL, the same on SQLite and PostgreSQL.
Only constants, keys that packs were checked for, and placeholders enter its text. The people come
first, so that each one's records are walked in the order of their index (staff, kind, date); a
CROSS JOIN keeps SQLite to that order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection

from qingshan.programmes.models import Cadence
from qingshan.programmes.packs.model import BY_HAND

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qingshan.programmes.packs import Duty
    from qingshan.programmes.rounds import Rounds

Done = dict[tuple[str, int], tuple[int, int]]
"""(key of a duty, staff) → (due periods in which the target was reached, amount in the latest)."""

_DAYS = """days_{cadence} (starts_on, due_on, date) AS MATERIALIZED (
  SELECT p.starts_on, p.due_on, d.date FROM programmes_periodday d
  JOIN programmes_period p ON p.id = d.period_id WHERE d.year_id = %s AND d.cadence = %s)"""
_DEEDS = """
FROM people_staff s CROSS JOIN records_record r CROSS JOIN days_{cadence} d
WHERE {whose} AND r.staff_id = s.id AND r.kind IN ({kinds}) AND r.date BETWEEN %s AND %s{part}
  AND d.date = r.date"""
# A year is one stretch: its records are found by their dates, and meet no days.
_DEEDS_OF_A_YEAR = """
FROM programmes_period d CROSS JOIN people_staff s CROSS JOIN records_record r
WHERE {whose} AND r.staff_id = s.id AND r.kind IN ({kinds}) AND r.date BETWEEN %s AND %s{part}
  AND d.year_id = %s AND d.cadence = %s AND r.date BETWEEN d.starts_on AND d.ends_on"""
_DEEDS_EVER = """
FROM people_staff s CROSS JOIN records_record r
WHERE {whose} AND r.staff_id = s.id AND r.kind IN ({kinds})
  AND r.date BETWEEN s.hired_on AND %s{part}"""
_PAIRS = """
FROM people_staff s CROSS JOIN people_pairing q CROSS JOIN programmes_period d
WHERE {whose} AND q.{side} = s.id AND q.kind IN ({kinds}) AND q.starts_on <= %s
  AND d.year_id = %s AND d.cadence = %s
  AND q.starts_on <= d.ends_on AND (q.ends_on IS NULL OR q.ends_on >= d.starts_on)"""
_PAIRS_EVER = """
FROM people_staff s CROSS JOIN people_pairing q
WHERE {whose} AND q.{side} = s.id AND q.kind IN ({kinds}) AND q.starts_on <= %s"""
# One record is enough: the periods are told apart, not counted through.
_ONCE_ENOUGH = """
SELECT {n} AS duty, s.id, COUNT(DISTINCT CASE WHEN d.due_on <= %s THEN d.starts_on END) AS met,
  SUM(CASE WHEN d.starts_on = %s THEN 1 ELSE 0 END) AS amount {inner} GROUP BY s.id"""
_SUMMED_UP = """
SELECT {n} AS duty, staff_id,
  SUM(CASE WHEN due_on <= %s AND amount >= %s THEN 1 ELSE 0 END) AS met,
  MAX(CASE WHEN starts_on = %s THEN amount ELSE 0 END) AS amount
FROM ({inner}) AS periods GROUP BY staff_id"""
_BY_PERIOD = """
SELECT s.id AS staff_id, d.starts_on AS starts_on, d.due_on AS due_on, {amount} AS amount {inner}
GROUP BY s.id, d.starts_on, d.due_on"""
_EVER = "SELECT {n} AS duty, s.id, 0 AS met, {amount} AS amount {inner} GROUP BY s.id"
_RECORDS_NOW = """
SELECT {n} AS duty, {amount} AS amount FROM records_record r
WHERE r.staff_id = %s AND r.kind IN ({kinds}) AND r.date BETWEEN %s AND %s{part}"""
_PAIRINGS_NOW = """
SELECT {n} AS duty, {amount} AS amount FROM people_pairing q
WHERE q.{side} = %s AND q.kind IN ({kinds})
  AND q.starts_on <= %s AND (q.ends_on IS NULL OR q.ends_on >= %s)"""
_PAIRED = "COUNT(DISTINCT q.kind || '-' || COALESCE({other}, q.school_class_id, q.student_id))"
_TICKED = "(' ' || r.parts || ' ') LIKE '%% {part} %%'"
_LONG_AGO = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose deeds are looked at: those of a school, of some of its people, or of one person."""

    school: int
    staff: int | None = None
    some: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        if self.some:
            return f"s.id IN ({_places(self.some)})"
        return "s.school_id = %s" if self.staff is None else "s.id = %s"

    @property
    def values(self) -> list[int]:
        return list(self.some) or [self.school if self.staff is None else self.staff]


def done(duties: Sequence[Duty], rounds: Rounds, whose: Whose) -> Done:
    """One query for all of `duties`; a person who did nothing is not in the answer."""
    parts: list[str] = []
    values: list[Any] = []
    for n, duty in enumerate(duties):
        if duty.group or not _asked(duty, rounds):
            continue
        text, given = _one(n, duty, rounds, whose)
        parts.append(text)
        values += given
    rows = _rows(parts, values, _cadences(duties), rounds)
    return {(duties[n].key, staff): (int(met), int(amount)) for n, staff, met, amount in rows}


def amounts_by_period(
    duties: Sequence[Duty], rounds: Rounds, whose: Whose
) -> list[tuple[str, int, date, int]]:
    """(key, staff, first day of a period, amount in it), for the duties of the calendar."""
    parts: list[str] = []
    values: list[Any] = []
    counted = [(n, duty) for n, duty in enumerate(duties) if _by_calendar(duty, rounds)]
    for n, duty in counted:
        inner, given = _inner(duty, rounds, whose)
        text = _BY_PERIOD.format(amount=amount_of(duty), inner=inner)
        parts.append(f"SELECT {n}, staff_id, starts_on, amount FROM ({text}) AS periods")  # noqa: S608
        values += given
    rows = _rows(parts, values, _cadences([duty for _, duty in counted]), rounds)
    return [(duties[n].key, staff, read(first), int(amount)) for n, staff, first, amount in rows]


def amounts(duty: Duty, rounds: Rounds, whose: Whose) -> dict[date, int]:
    """First day of a period → amount in it, for one person; periods without any are not there."""
    return {first: amount for _, _, first, amount in amounts_by_period([duty], rounds, whose)}


def done_now(asked: Sequence[tuple[Duty, date, date]], staff: int, today: date) -> dict[str, int]:
    """Duty → amount between its two days, for one person: one query of short looks in an index."""
    parts, values = [], []
    for n, (duty, first, last) in enumerate(asked):
        kinds = duty.kinds or duty.pairings
        last = min(last, today)
        bounds = (last, first) if duty.pairings else (first, last)
        text = _PAIRINGS_NOW if duty.pairings else _RECORDS_NOW
        parts.append(
            text.format(
                n=n,
                amount=amount_of(duty),
                kinds=_places(kinds),
                part=part_asked(duty),
                side=_side(duty),
            )
        )
        values += [staff, *kinds, *map(_day, bounds)]
    return {asked[n][0].key: int(amount) for n, amount in _rows(parts, values)}


def _asked(duty: Duty, rounds: Rounds) -> bool:
    return duty.cadence in BY_HAND or rounds[duty.cadence].starts_on is not None


def _by_calendar(duty: Duty, rounds: Rounds) -> bool:
    return not duty.group and duty.cadence not in BY_HAND and rounds.year is not None


def _one(n: int, duty: Duty, rounds: Rounds, whose: Whose) -> tuple[str, list[Any]]:
    """One duty's part of the answer, and its values."""
    inner, given = _inner(duty, rounds, whose)
    if duty.cadence in BY_HAND:
        return _EVER.format(n=n, amount=amount_of(duty), inner=inner), given
    due_by = _day(rounds.due_by(duty))
    latest = _day(rounds[duty.cadence].starts_on or _LONG_AGO)
    if duty.is_plain and duty.kinds:
        return _ONCE_ENOUGH.format(n=n, inner=inner), [due_by, latest, *given]
    by_period = _BY_PERIOD.format(amount=amount_of(duty), inner=inner)
    return _SUMMED_UP.format(n=n, inner=by_period), [due_by, duty.target, latest, *given]


def _inner(duty: Duty, rounds: Rounds, whose: Whose) -> tuple[str, list[Any]]:
    """Where a duty's rows come from: FROM and WHERE, and their values."""
    kinds = duty.kinds or duty.pairings
    values: list[Any] = [*whose.values, *kinds]
    ever = duty.cadence in BY_HAND
    if duty.pairings:
        text = _PAIRS_EVER if ever else _PAIRS
        values += [_day(rounds.as_of)]
        values += [] if ever else [rounds.year, duty.cadence.value]
    elif ever:
        text = _DEEDS_EVER
        values += [_day(rounds.as_of)]
    else:
        text = _DEEDS_OF_A_YEAR if duty.cadence == Cadence.SCHOOL_YEAR else _DEEDS
        values += [_day(rounds.since), _day(rounds.as_of)]
        values += [rounds.year, duty.cadence.value] if text is _DEEDS_OF_A_YEAR else []
    return text.format(
        cadence=duty.cadence.value,
        whose=whose.words,
        kinds=_places(kinds),
        part=part_asked(duty),
        side=_side(duty),
    ), values


def amount_of(duty: Duty) -> str:
    """How much of a duty there is in some rows, as SQL about `r` or `q`."""
    if duty.pairings:
        return _PAIRED.format(other="q.giver_id" if duty.receives else "q.mentee_id")
    if duty.measure == "sum":
        each = f"COALESCE(r.{duty.field}, {int(duty.each)})"
        return f"COALESCE(SUM({each}), 0)"
    if duty.measure == "distinct" and duty.parts:
        ticked = (_TICKED.format(part=part) for part in duty.parts)
        return " + ".join(f"COALESCE(MAX(CASE WHEN {one} THEN 1 ELSE 0 END), 0)" for one in ticked)
    if duty.measure == "distinct":
        return f"COUNT(DISTINCT r.{duty.field})"
    return "COUNT(*)"


def part_asked(duty: Duty) -> str:
    """What a record must have ticked, as SQL about `r`; "" where nothing is asked."""
    return f" AND {_TICKED.format(part=duty.part)}" if duty.part else ""


def _side(duty: Duty) -> str:
    return "mentee_id" if duty.receives else "giver_id"


def _cadences(duties: Iterable[Duty]) -> list[Cadence]:
    """Of which the days are asked for."""
    return sorted({duty.cadence for duty in duties if duty.kinds} - BY_HAND - {Cadence.SCHOOL_YEAR})


def _places(values: Iterable[Any]) -> str:
    return ", ".join("%s" for _ in values)


def _day(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)


def read(day: date | str) -> date:
    """SQLite gives days as text."""
    return date.fromisoformat(day) if isinstance(day, str) else day


def _rows(
    parts: Sequence[str],
    values: Sequence[Any],
    cadences: Sequence[Cadence] = (),
    rounds: Rounds | None = None,
) -> list[tuple[Any, ...]]:
    if not parts:
        return []
    text, given = " UNION ALL ".join(parts), list(values)
    if cadences and rounds is not None:
        days = ", ".join(_DAYS.format(cadence=cadence.value) for cadence in cadences)
        text = f"WITH {days} {text}"
        given = [v for cadence in cadences for v in (rounds.year, cadence.value)] + given
    with connection.cursor() as cursor:
        cursor.execute(text, given)
        return list(cursor.fetchall())

"""How much of each duty was done in each period: set-based SQL, for a school or for one person.

Records meet the table of periods day by day, by equality, so the work grows with the number of
records and nothing else. Django's ORM has no join on a date, hence SQL; it is the same on SQLite
and PostgreSQL. Only constants of this module and placeholders enter its text. A CROSS JOIN keeps
SQLite from starting with the days: it would then walk through all records for each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qingshan.programmes.packs import Duty
    from qingshan.programmes.rounds import Rounds

Done = dict[tuple[str, int], tuple[int, int]]
"""(key of a duty, staff) → (due periods in which the target was reached, amount in the latest)."""

_AMOUNTS = {
    ("count", ""): "COUNT(*)",
    ("sum", "words"): "COALESCE(SUM(r.words), 0)",
    ("sum", "minutes"): "COALESCE(SUM(r.minutes), 0)",
    ("distinct", "student_id"): "COUNT(DISTINCT r.student_id)",
    ("distinct", "school_class_id"): "COUNT(DISTINCT r.school_class_id)",
    ("distinct", "title"): "COUNT(DISTINCT r.title)",
}
_PAIRED = "COUNT(DISTINCT q.kind || '-' || COALESCE(q.mentee_id, q.school_class_id, q.student_id))"
_SUMMED_UP = """
SELECT {n} AS duty, staff_id,
  SUM(CASE WHEN due_on <= %s AND amount >= %s THEN 1 ELSE 0 END) AS met,
  MAX(CASE WHEN starts_on = %s THEN amount ELSE 0 END) AS amount
FROM ({inner}) AS periods GROUP BY staff_id"""
_OF_RECORDS = """
SELECT r.staff_id AS staff_id, p.starts_on AS starts_on, p.due_on AS due_on, {amount} AS amount
FROM records_record r CROSS JOIN programmes_periodday d CROSS JOIN programmes_period p
WHERE {whose} AND r.kind IN ({kinds}) AND r.date BETWEEN %s AND %s
  AND d.date = r.date AND d.year_id = %s AND d.cadence = %s AND p.id = d.period_id
GROUP BY r.staff_id, p.id, p.starts_on, p.due_on"""
_OF_PAIRINGS = """
SELECT q.giver_id AS staff_id, p.starts_on AS starts_on, p.due_on AS due_on, {amount} AS amount
FROM people_pairing q CROSS JOIN programmes_period p
WHERE {whose} AND q.kind IN ({kinds}) AND q.starts_on BETWEEN %s AND %s
  AND p.year_id = %s AND p.cadence = %s
  AND q.starts_on <= p.ends_on AND (q.ends_on IS NULL OR q.ends_on >= p.starts_on)
GROUP BY q.giver_id, p.id, p.starts_on, p.due_on"""
_RECORDS_NOW = """
SELECT {n} AS duty, {amount} AS amount FROM records_record r
WHERE r.staff_id = %s AND r.kind IN ({kinds}) AND r.date BETWEEN %s AND %s"""
_PAIRINGS_NOW = """
SELECT {n} AS duty, {amount} AS amount FROM people_pairing q
WHERE q.giver_id = %s AND q.kind IN ({kinds})
  AND q.starts_on <= %s AND (q.ends_on IS NULL OR q.ends_on >= %s)"""
_STREAK = """
SELECT COUNT(*) FROM programmes_period p
WHERE p.school_id = %s AND p.cadence = 'school_day' AND p.starts_on <= %s
  AND (p.starts_on < %s OR EXISTS ({kept}))
  AND p.starts_on > COALESCE((
    SELECT p.starts_on FROM programmes_period p
    WHERE p.school_id = %s AND p.cadence = 'school_day' AND p.starts_on < %s
      AND NOT EXISTS ({kept})
    ORDER BY p.starts_on DESC LIMIT 1), %s)"""
_KEPT = """SELECT 1 FROM records_record r
WHERE r.staff_id = %s AND r.kind IN ({kinds}) AND r.date = p.starts_on"""
_LONG_AGO = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose deeds are looked at: those of a school, or of one person of it."""

    school: int
    staff: int | None = None

    @property
    def key(self) -> int:
        return self.school if self.staff is None else self.staff

    def of_records(self) -> str:
        return "r.school_id = %s" if self.staff is None else "r.staff_id = %s"

    def of_pairings(self) -> str:
        return "q.school_id = %s" if self.staff is None else "q.giver_id = %s"


def done(duties: Sequence[Duty], rounds: Rounds, whose: Whose) -> Done:
    """One query for all of `duties`; a person who did nothing is not in the answer."""
    parts, values = [], []
    for n, duty in enumerate(duties):
        round_ = rounds[duty.cadence]
        if duty.group or round_.starts_on is None:
            continue
        parts.append(_SUMMED_UP.format(n=n, inner=_inner(duty, whose)))
        values += [_day(rounds.as_of), duty.target, _day(round_.starts_on)]
        values += _inner_values(duty, rounds, whose)
    return {
        (duties[n].key, staff): (int(met), int(amount))
        for n, staff, met, amount in _rows(parts, values)
    }


def amounts(duty: Duty, rounds: Rounds, whose: Whose) -> dict[date, int]:
    """First day of a period → amount in it, for one person; periods without any are not there."""
    if duty.group or rounds.year is None:
        return {}
    found = _rows([_inner(duty, whose)], _inner_values(duty, rounds, whose))
    return {_read(first): int(amount) for _, first, _, amount in found}


def done_now(duties: Sequence[Duty], rounds: Rounds, staff: int) -> dict[str, int]:
    """Duty → amount in the latest period, for one person: one query of short looks in an index."""
    parts, values = [], []
    for n, duty in enumerate(duties):
        round_ = rounds[duty.cadence]
        if duty.group or round_.starts_on is None or round_.ends_on is None:
            continue
        kinds = duty.kinds or duty.pairings
        last = min(round_.ends_on, rounds.as_of)
        bounds = (last, round_.starts_on) if duty.pairings else (round_.starts_on, last)
        text = _PAIRINGS_NOW if duty.pairings else _RECORDS_NOW
        parts.append(text.format(n=n, amount=_amount(duty), kinds=_places(kinds)))
        values += [staff, *kinds, *map(_day, bounds)]
    return {duties[n].key: int(amount) for n, amount in _rows(parts, values)}


def streak(duty: Duty, whose: Whose, today: date) -> int:
    """School days in a row with a record, counted back from today, or else from the day before."""
    text = _STREAK.format(kept=_KEPT.format(kinds=_places(duty.kinds)))
    kept = [whose.staff, *duty.kinds]
    days = [whose.school, _day(today), _day(today)]
    ((number,),) = _rows([text], [*days, *kept, *days[:2], *kept, _day(_LONG_AGO)])
    return int(number)


def _inner(duty: Duty, whose: Whose) -> str:
    text = _OF_PAIRINGS if duty.pairings else _OF_RECORDS
    return text.format(
        amount=_amount(duty),
        whose=whose.of_pairings() if duty.pairings else whose.of_records(),
        kinds=_places(duty.kinds or duty.pairings),
    )


def _inner_values(duty: Duty, rounds: Rounds, whose: Whose) -> list[Any]:
    since = _LONG_AGO if duty.pairings else rounds.since
    between = [_day(since), _day(rounds.as_of)]
    kinds = duty.kinds or duty.pairings
    return [whose.key, *kinds, *between, rounds.year, duty.cadence.value]


def _amount(duty: Duty) -> str:
    return _PAIRED if duty.pairings else _AMOUNTS[duty.measure, duty.field]


def _places(values: Iterable[str]) -> str:
    return ", ".join("%s" for _ in values)


def _day(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)


def _read(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


def _rows(parts: Sequence[str], values: Sequence[Any]) -> list[tuple[Any, ...]]:
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return list(cursor.fetchall())

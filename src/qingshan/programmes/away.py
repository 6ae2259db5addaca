"""Periods that a person spent mostly away, on leave or before being hired: nothing is due in them.

A period is taken out for someone who was away on more than half of its school days.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection

from qingshan.programmes.models import Cadence
from qingshan.programmes.people import AWAY
from qingshan.programmes.reached import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qingshan.programmes.packs import Duty, Person
    from qingshan.programmes.rounds import Rounds

# A day before hiring and a day of leave are told apart, since a programme may mind only one.
_SPENT_AWAY = """
WITH spans (staff_id, cause, first_on, last_on) AS (
  SELECT l.staff_id, 'leave', l.starts_on, COALESCE(l.ends_on, %s) FROM people_leave l
  WHERE l.staff_id IN ({people}) AND l.starts_on <= %s AND (l.ends_on IS NULL OR l.ends_on >= %s)
  UNION ALL
  SELECT s.id, 'hiring', %s, s.hired_on FROM people_staff s
  WHERE s.id IN ({people}) AND s.hired_on > %s)
SELECT x.staff_id, p.cadence, p.starts_on, p.due_on, p.school_days,
  COUNT(DISTINCT CASE WHEN x.cause = 'leave' THEN sd.date END),
  COUNT(DISTINCT CASE WHEN x.cause = 'hiring' AND sd.date < x.last_on THEN sd.date END),
  COUNT(DISTINCT CASE WHEN x.cause = 'leave' OR sd.date < x.last_on THEN sd.date END)
FROM spans x CROSS JOIN programmes_periodday sd CROSS JOIN programmes_periodday d
  CROSS JOIN programmes_period p
WHERE sd.date BETWEEN x.first_on AND x.last_on AND sd.year_id = %s AND sd.cadence = 'school_day'
  AND d.date = sd.date AND d.year_id = sd.year_id AND p.id = d.period_id
GROUP BY x.staff_id, p.cadence, p.starts_on, p.due_on, p.school_days"""


@dataclass(frozen=True, slots=True)
class Spent:
    """A period of which somebody was away some of the school days, and for which reason."""

    starts_on: date
    due_on: date
    school_days: int
    on_leave: int
    not_hired: int
    either: int

    def excuses(self, duty: Duty) -> bool:
        """Whether what a duty asks in it is taken out."""
        if duty.leave and duty.late_hiring:
            days = self.either
        else:
            days = self.on_leave * duty.leave + self.not_hired * duty.late_hiring
        return days * 2 > self.school_days


Away = dict[tuple[int, Cadence], list[Spent]]
"""(staff, cadence) → the periods of the school year that somebody was away in, in part at least."""


def away_in(people: Iterable[Person], rounds: Rounds) -> Away:
    """Of those who had leave in the school year or were hired in it; one query, or none."""
    first, last = rounds.bounds
    which = [p.pk for p in people if AWAY in p.flags or p.hired_on > first]
    if not which or rounds.year is None:
        return {}
    put = connection.ops.adapt_datefield_value
    begin, end = put(first), put(last)
    text = _SPENT_AWAY.format(people=", ".join("%s" for _ in which))
    values = [end, *which, end, begin, begin, *which, begin, rounds.year]
    found: Away = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        for staff, cadence, starts_on, due_on, *days in cursor.fetchall():
            spent = Spent(read(starts_on), read(due_on), *map(int, days))
            found[staff, Cadence(cadence)].append(spent)
    return dict(found)


def excused(
    away: Mapping[tuple[int, Cadence], list[Spent]], person: int, duty: Duty
) -> list[Spent]:
    """The periods of a duty that are taken out for a person."""
    return [spent for spent in away.get((person, duty.cadence), ()) if spent.excuses(duty)]

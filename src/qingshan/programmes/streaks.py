"""School days in a row on which a duty was kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from qingshan.people.models import Staff
    from qingshan.programmes.packs import Duty

# Days of leave are no days on which something was missed.
_STREAK = """
SELECT COUNT(*) FROM programmes_period p
WHERE p.school_id = %s AND p.cadence = 'school_day' AND p.starts_on <= %s
  AND EXISTS ({kept})
  AND p.starts_on > COALESCE((
    SELECT p.starts_on FROM programmes_period p
    WHERE p.school_id = %s AND p.cadence = 'school_day' AND p.starts_on < %s
      AND NOT EXISTS ({kept}) AND NOT EXISTS ({away})
    ORDER BY p.starts_on DESC LIMIT 1), %s)"""
_KEPT = """SELECT 1 FROM records_record r
WHERE r.staff_id = %s AND r.kind IN ({kinds}) AND r.date = p.starts_on"""
_AWAY = """SELECT 1 FROM people_leave l
WHERE l.staff_id = %s AND l.starts_on <= p.starts_on
  AND (l.ends_on IS NULL OR l.ends_on >= p.starts_on)"""
_LONG_AGO = date(1900, 1, 1)


def streak_of(staff: Staff, duty: Duty, today: date) -> int:
    """School days in a row, up to today, with a record of the duty; one query.

    Today counts once something is recorded, and breaks nothing before that; nor does leave.
    """
    kept = _KEPT.format(kinds=", ".join("%s" for _ in duty.kinds))
    put = connection.ops.adapt_datefield_value
    on, mine = put(today), [staff.pk, *duty.kinds]
    days = [staff.school_id, on]
    values: list[Any] = [*days, *mine, *days, *mine, staff.pk, put(_LONG_AGO)]
    with connection.cursor() as cursor:
        cursor.execute(_STREAK.format(kept=kept, away=_AWAY), values)
        (number,) = cursor.fetchone()
    return int(number)

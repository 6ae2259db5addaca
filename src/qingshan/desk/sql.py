"""Three questions that every home page asks, in SQL: the ORM takes five times as long to put them.

The same text runs on SQLite and PostgreSQL; only constants and placeholders enter it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable

# Pairings that hold on a day, on either side of a person, with the last visit to the child.
BONDS = """
SELECT p.giver_id, g.name, p.mentee_id, m.name, p.school_class_id, s.id, s.name, c.name,
  (SELECT MAX(r.date) FROM records_record r WHERE r.student_id = s.id AND r.kind = %s)
FROM people_pairing p
JOIN people_staff g ON g.id = p.giver_id
LEFT JOIN people_staff m ON m.id = p.mentee_id
LEFT JOIN people_student s ON s.id = p.student_id
LEFT JOIN school_schoolclass c ON c.id = s.school_class_id
WHERE (p.giver_id = %s OR p.mentee_id = %s)
  AND p.starts_on <= %s AND (p.ends_on IS NULL OR p.ends_on >= %s)
ORDER BY p.starts_on, p.id"""

# The classes a person leads or is paired with, their children, and whether the drop was told.
CLASSES = """
SELECT c.id, c.name, COUNT(s.id),
  COUNT(CASE WHEN s.boarding = %s THEN 1 END),
  COUNT(CASE WHEN s.left_behind IN (%s, %s) THEN 1 END),
  CASE WHEN h.staff_id = %s THEN 1 ELSE 0 END,
  (SELECT COUNT(*) FROM records_record r
    WHERE r.school_id = c.school_id AND r.kind = %s AND r.date = %s AND r.school_class_id = c.id)
FROM school_schoolclass c
LEFT JOIN people_homeroomteacher h ON h.school_class_id = c.id
LEFT JOIN people_student s ON s.school_class_id = c.id
WHERE h.staff_id = %s OR c.id IN (SELECT p.school_class_id FROM people_pairing p
  WHERE p.giver_id = %s AND p.kind = %s
    AND p.starts_on <= %s AND (p.ends_on IS NULL OR p.ends_on >= %s))
GROUP BY c.id, c.name, c.school_id, c.grade_number, c.code, h.staff_id
ORDER BY 6 DESC, c.grade_number, c.code"""

# What a person wrote down last since a day. Each kind is a short look in the index.
LAST_DEED = """
SELECT r.kind, r.date, r.parts, s.name FROM records_record r
LEFT JOIN people_student s ON s.id = r.student_id
WHERE r.staff_id = %s AND r.kind IN ({kinds}) AND r.date >= %s
ORDER BY r.id DESC LIMIT 1"""


def rows(text: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """All rows; days among the values are put as the database has them."""
    put = connection.ops.adapt_datefield_value
    with connection.cursor() as cursor:
        cursor.execute(text, [put(v) if isinstance(v, date) else v for v in values])
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def day(value: date | str | None) -> date | None:
    """SQLite gives days as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value

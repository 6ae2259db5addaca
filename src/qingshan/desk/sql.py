"""Four questions that every home page asks, in SQL: the ORM takes five times as long to put them.

The same text runs on SQLite and PostgreSQL; only constants and placeholders enter it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
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
  AND (s.left_on IS NULL OR s.left_on >= %s)
WHERE h.staff_id = %s OR c.id IN (SELECT p.school_class_id FROM people_pairing p
  WHERE p.giver_id = %s AND p.kind = %s
    AND p.starts_on <= %s AND (p.ends_on IS NULL OR p.ends_on >= %s))
GROUP BY c.id, c.name, c.school_id, c.grade_number, c.code, h.staff_id
ORDER BY 6 DESC, c.grade_number, c.code"""

# A person's lessons of a day: by the timetable or as a substitute, then those moved to the day;
# each with the drops laid before it. The calendar says whose weekday it has, if any.
LESSONS = """
SELECT sl.id, sl.number, sl.name, sl.starts, sl.ends, c.id, c.name, l.part,
  CASE WHEN ch.kind = 'substitute' THEN cs.name ELSE s.name END,
  CASE WHEN ch.link <> '' THEN '' ELSE COALESCE(cr.name, r.name, '') END,
  CASE WHEN ch.link <> '' THEN ch.link WHEN ch.room_id IS NOT NULL THEN '' ELSE l.link END,
  COALESCE(ch.kind, ''), l.teacher_id, pt.name, COALESCE(ct.name, ''),
  ch.to_date, d.id, d.slot_id, dr.title, d.record_id
FROM timetable_lesson l
JOIN timetable_slot sl ON sl.id = l.slot_id
JOIN school_schoolclass c ON c.id = l.school_class_id
JOIN school_subject s ON s.id = l.subject_id
JOIN people_staff pt ON pt.id = l.teacher_id
LEFT JOIN timetable_room r ON r.id = l.room_id
LEFT JOIN timetable_lessonchange ch ON ch.school_class_id = l.school_class_id
  AND ch.date = %(day)s AND ch.slot_id = l.slot_id AND ch.part = l.part
LEFT JOIN school_subject cs ON cs.id = ch.subject_id
LEFT JOIN people_staff ct ON ct.id = ch.teacher_id
LEFT JOIN timetable_room cr ON cr.id = ch.room_id
LEFT JOIN character_droplesson d ON d.school_class_id = c.id AND d.date = %(day)s
  AND (d.slot_id = sl.id OR d.slot_id IS NULL)
LEFT JOIN character_drop dr ON dr.id = d.drop_id
WHERE l.school_id = %(school)s AND l.starts_on <= %(day)s AND l.ends_on >= %(day)s
  AND l.weeks IN ('every', %(weeks)s)
  AND l.weekday = CASE
    (SELECT k.kind FROM school_calendarday k WHERE k.school_id = %(school)s AND k.date = %(day)s)
    WHEN 'holiday' THEN 0
    WHEN 'make_up' THEN COALESCE((SELECT m.weekday FROM timetable_makeupplan m
      WHERE m.school_id = %(school)s AND m.date = %(day)s), 0)
    ELSE %(weekday)s END
  AND (l.teacher_id = %(staff)s OR ch.teacher_id = %(staff)s)
UNION ALL
SELECT sl.id, sl.number, sl.name, sl.starts, sl.ends, c.id, c.name, ch.part, s.name,
  COALESCE(r.name, ''), ch.link, 'moved', ch.teacher_id, '', '', ch.date,
  d.id, d.slot_id, dr.title, d.record_id
FROM timetable_lessonchange ch
JOIN timetable_slot sl ON sl.id = ch.to_slot_id
JOIN school_schoolclass c ON c.id = ch.school_class_id
JOIN school_subject s ON s.id = ch.subject_id
LEFT JOIN timetable_room r ON r.id = ch.room_id
LEFT JOIN character_droplesson d ON d.school_class_id = c.id AND d.date = %(day)s
  AND (d.slot_id = sl.id OR d.slot_id IS NULL)
LEFT JOIN character_drop dr ON dr.id = d.drop_id
WHERE ch.school_id = %(school)s AND ch.to_date = %(day)s AND ch.teacher_id = %(staff)s
ORDER BY 4, 2, 7, 8, 17"""

# What a person wrote down last since a day. Each kind is a short look in the index.
# "+ 0": PostgreSQL would walk all records backwards until one of this person's comes.
LAST_DEED = """
SELECT r.kind, r.date, r.parts, s.name FROM records_record r
LEFT JOIN people_student s ON s.id = r.student_id
WHERE r.staff_id = %s AND r.kind IN ({kinds}) AND r.date >= %s
ORDER BY r.id + 0 DESC LIMIT 1"""


def rows(text: str, values: Iterable[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """All rows; days among the values are put as the database has them."""
    put = connection.ops.adapt_datefield_value

    def as_held(value: Any) -> Any:
        return put(value) if isinstance(value, date) else value

    if isinstance(values, Mapping):
        asked: Any = {name: as_held(value) for name, value in values.items()}
    else:
        asked = [as_held(value) for value in values]
    with connection.cursor() as cursor:
        cursor.execute(text, asked)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def day(value: date | str | None) -> date | None:
    """SQLite gives days as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def clock(value: time | str) -> time:
    """SQLite gives times as text."""
    return time.fromisoformat(value) if isinstance(value, str) else value

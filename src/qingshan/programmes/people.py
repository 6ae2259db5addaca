"""Whom programmes may bind, with what must be known of each to tell: one query, for all or one.

Said in SQL because every home page asks it; the same text runs on SQLite and PostgreSQL. Only
constants of this module and placeholders enter it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

from qingshan.programmes.packs.folder import all_packs
from qingshan.programmes.packs.model import Person
from qingshan.programmes.reached import read
from qingshan.programmes.rounds import rounds_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qingshan.people.models import Staff
    from qingshan.programmes.rounds import Rounds

AWAY = "away"
"""The flag of those who have leave in the school year."""

_PEOPLE = """
SELECT s.id, s.number, s.name, s.post, s.political_status, s.position, sub.name, s.hired_on,
  s.group_id{flags}
FROM people_staff s LEFT JOIN school_subject sub ON sub.id = s.subject_id
WHERE {whose}"""
_HOMEROOM = "SELECT 1 FROM people_homeroomteacher h WHERE h.staff_id = s.id"
_GROUP_HEAD = "SELECT 1 FROM people_grouphead g WHERE g.staff_id = s.id"
_OFFICE = """SELECT 1 FROM school_appointment a WHERE a.account_id = s.account_id
  AND a.school_id = s.school_id AND a.role = %s
  AND a.since <= %s AND (a.until IS NULL OR a.until >= %s)"""
_PAIRED = """SELECT 1 FROM people_pairing q WHERE q.{side} = s.id AND q.kind = %s
  AND q.starts_on <= %s AND (q.ends_on IS NULL OR q.ends_on >= %s)"""
_LEAVE = """SELECT 1 FROM people_leave l WHERE l.staff_id = s.id
  AND l.starts_on <= %s AND (l.ends_on IS NULL OR l.ends_on >= %s)"""


def people_of(
    school_id: int, rounds: Rounds, flags: Iterable[str], *, staff: int | None = None
) -> list[Person]:
    """Everyone on the roster of a school, by number, or one of them."""
    wanted = [AWAY, *sorted(flags)]
    asked = [_flag(flag, rounds) for flag in wanted]
    text = _PEOPLE.format(
        flags="".join(f", CASE WHEN EXISTS ({part}) THEN 1 ELSE 0 END" for part, _ in asked),
        whose="s.school_id = %s" if staff is None else "s.id = %s",
    )
    values = [_put(value) for _, given in asked for value in given]
    with connection.cursor() as cursor:
        cursor.execute(text, [*values, school_id if staff is None else staff])
        people = [_person(row, wanted) for row in cursor.fetchall()]
    return sorted(people, key=lambda person: person.number)  # not by the database's collation


def person_of(staff: Staff, on: date) -> tuple[Person, Rounds]:
    """One of the staff as programmes see them on a day, and the rounds of that day; two queries."""
    rounds = rounds_at(staff.school_id, on)
    flags = {flag for pack in all_packs().values() for flag in pack.flags}
    (person,) = people_of(staff.school_id, rounds, flags, staff=staff.pk)
    return person, rounds


def _person(row: tuple[Any, ...], wanted: list[str]) -> Person:
    pk, number, name, post, status, position, subject, hired_on, group, *held = row
    return Person(
        pk,
        number,
        name,
        post,
        status,
        position,
        subject or "",
        read(hired_on),
        group is not None,
        frozenset(flag for flag, holds in zip(wanted, held, strict=True) if holds),
    )


def _flag(flag: str, rounds: Rounds) -> tuple[str, tuple[Any, ...]]:
    """The question behind a flag, and its values."""
    first, last = rounds.bounds
    on = min(rounds.as_of, last)  # what held on the last day of a year that is over
    if flag == AWAY:
        return _LEAVE, (last, first)
    if flag == "homeroom":
        return _HOMEROOM, ()
    if flag == "group_head":
        return _GROUP_HEAD, ()
    name, _, word = flag.partition(":")
    if name == "office":
        return _OFFICE, (word, on, on)
    side = "giver_id" if name == "gives" else "mentee_id"
    return _PAIRED.format(side=side), (word, on, on)


def _put(value: Any) -> Any:
    return value if isinstance(value, str) else connection.ops.adapt_datefield_value(value)

"""Whose rows the database shows now: one school's, one county's, the whole house's, or nobody's.

Nobody's until somebody says otherwise, in each thread anew. On PostgreSQL each statement runs under
what is said here (`access.walled_postgresql`), and policies of the tables go by it
(`school.walls`). SQLite knows no such thing: there only the application keeps rows apart.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Scope:
    school: int | None = None
    county: int | None = None
    house: bool = False

    @property
    def settings(self) -> dict[str, str]:
        """What the session of the database is told, by the names of its settings."""
        return {
            "qingshan.school": "" if self.school is None else str(self.school),
            "qingshan.county": "" if self.county is None else str(self.county),
            "qingshan.house": "on" if self.house else "",
        }


NOBODY = Scope()
HOUSE = Scope(house=True)

_now: ContextVar[Scope] = ContextVar("scope", default=NOBODY)


def scope_now() -> Scope:
    return _now.get()


def narrow_to(scope: Scope) -> None:
    """From here on, until the `seen_as` around it ends."""
    _now.set(scope)


def narrow_to_school(school_id: int) -> None:
    """For who is known by what they hold, a slip or a link, and not by an account."""
    narrow_to(Scope(school=school_id))


@contextmanager
def seen_as(scope: Scope) -> Iterator[None]:
    """While it lasts; whatever is narrowed within ends with it."""
    token = _now.set(scope)
    try:
        yield
    finally:
        _now.reset(token)


@contextmanager
def whole_house() -> Iterator[None]:
    """For what is asked before a school is known, and for what is done to all schools at once."""
    with seen_as(HOUSE):
        yield

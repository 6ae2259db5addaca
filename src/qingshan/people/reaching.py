"""What can reach a child: a visit, a talk, an honour, a place in a club.

An app brings a module `reaching`, which is imported when the server starts::

    @reaches_children("honours", "荣誉", place=20)
    def honours(first: date, last: date) -> QuerySet[Honour]:
        return Honour.objects.filter(date__range=(first, last))

What is returned has a `student`; nobody's names are read from it, only whether there is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.people.models import Student

    Rows = Callable[[date, date], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to be reached: its key, its word, and the rows from a day to a day."""

    key: str
    label: str
    rows: Rows


_ways: dict[int, Reach] = {}


def reaches_children(key: str, label: str, *, place: int) -> Callable[[Rows], Rows]:
    """Registers the function below it. Raises `ValueError` where the place is taken."""

    def register(rows: Rows) -> Rows:
        if place in _ways:
            raise ValueError(f"place {place} is taken by {_ways[place].key}")
        _ways[place] = Reach(key, label, rows)
        return rows

    return register


def ways_to_reach() -> list[Reach]:
    """In the order of their places."""
    return [_ways[place] for place in sorted(_ways)]


def not_reached(
    children: QuerySet[Student], first: date, last: date, *, only: str = ""
) -> QuerySet[Student]:
    """Those whom nothing reached from a day to a day, both included; `only`: by one way alone."""
    for way in ways_to_reach():
        if only in {"", way.key}:
            children = children.filter(
                ~Exists(way.rows(first, last).filter(student=OuterRef("pk")))
            )
    return children

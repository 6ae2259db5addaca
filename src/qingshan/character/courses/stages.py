"""One slot of an allocation as a table, and its aims one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NOWHERE = 0
"""Stands for the course of whoever has no place."""


@dataclass(frozen=True)
class Table:
    """`levels`: (child, course) → 0 for the first wish … `worst` for a course not wished for.

    A pair that is not in it must not be. `room` stands beside `courses`.
    """

    rows: tuple[int, ...]
    courses: tuple[int, ...]
    room: tuple[int, ...]
    levels: Mapping[tuple[int, int], int]
    worst: int
    owed: Mapping[int, int]
    held: Mapping[int, int]


if TYPE_CHECKING:
    Cost = Callable[[int, int], int]
    """What a child (row) in a course, or `NOWHERE`, costs at a stage."""


def stages_of(table: Table, *, stay: bool) -> list[Cost]:
    """What is made least, each only as far as those before it allow."""
    moves = _moved(table)
    aims: list[Cost] = [_nowhere]
    if stay:
        aims.append(moves)
    aims += [_at_level(table, level) for level in range(table.worst, 0, -1)]
    if any(table.owed.values()):
        aims.append(_owed(table))
    if table.held and not stay:
        aims.append(moves)
    return aims


def _nowhere(child: int, course: int) -> int:
    return int(course == NOWHERE)


def _at_level(table: Table, level: int) -> Cost:
    levels = table.levels
    return lambda child, course: int(levels.get((child, course)) == level)


def _owed(table: Table) -> Cost:
    return lambda child, course: table.owed[child] * table.levels.get((child, course), 0)


def _moved(table: Table) -> Cost:
    """Only who holds a place that is still open to them can be moved."""
    held = {child: at for child, at in table.held.items() if (child, at) in table.levels}
    return lambda child, course: int(held.get(child, course) != course)

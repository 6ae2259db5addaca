"""A slot in which siblings go together: their seats hang on one another, so it is no flow.

It is nearly one, though, and a solver for mixed integers proves each aim within a second.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from qingshan.character.courses.stages import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qingshan.character.courses.stages import Cost, Table

BUILDER = "ortools.linear_solver.python.model_builder"


def bound_groups(
    table: Table, pairs: Iterable[tuple[int, int]]
) -> tuple[list[tuple[int, ...]], list[tuple[int, int]]]:
    """Children of the table who sit in one course, and the pairs no course is open to."""
    group: dict[int, tuple[int, ...]] = {child: (child,) for child in table.rows}
    loose = []
    for one, other in sorted(pairs):
        if one not in group or other not in group or other in group[one]:
            continue
        joined = tuple(sorted({*group[one], *group[other]}))
        if not _open_to(table, joined):
            loose.append((one, other))
            continue
        group |= dict.fromkeys(joined, joined)
    found = {members for members in group.values() if len(members) > 1}
    return sorted(found), loose


def solve_together(
    table: Table, stages: Sequence[Cost], groups: Sequence[tuple[int, ...]], seconds: float
) -> tuple[dict[int, int | None], int]:
    """Child → course, and how far the first aim that was not proven may be from its best."""
    house = _House(table, groups)
    until = time.monotonic() + seconds
    for stage in stages:
        gap = house.aim_for(stage, max(0.1, until - time.monotonic()))
        if gap:
            return house.places(), gap
    return house.places(), 0


@dataclass
class _House:
    """The model, and the best plan so far. A unit is a group of siblings or a single child."""

    table: Table
    groups: Sequence[tuple[int, ...]]
    chosen: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        builder: Any = import_module(BUILDER)  # heavy: loaded where it is asked for
        bound = {child for group in self.groups for child in group}
        single = ((child,) for child in self.table.rows if child not in bound)
        self.units = [*self.groups, *single]
        self.sum = builder.LinearExpr.weighted_sum
        self.model = builder.Model()
        self.solver = builder.Solver("scip")
        self.seats: dict[tuple[int, int], Any] = {}
        for n, unit in enumerate(self.units):
            open_to = [*_open_to(self.table, unit), NOWHERE]
            own = [self.model.new_bool_var("") for _ in open_to]
            self.seats |= {(n, course): var for course, var in zip(open_to, own, strict=True)}
            self.model.add(self.sum(own, [1] * len(own)) == 1)
            self.chosen[n] = NOWHERE
        for course, room in zip(self.table.courses, self.table.room, strict=True):
            held = {n: var for (n, at), var in self.seats.items() if at == course}
            sizes = [len(self.units[n]) for n in held]
            self.model.add(self.sum(list(held.values()), sizes) <= room)

    def aim_for(self, stage: Cost, seconds: float) -> int:
        """Makes the cost of the stage least and holds it there; the gap where it is not proven."""
        status_of = import_module(BUILDER).SolveStatus
        prices = {
            (n, course): sum(stage(child, course) for child in self.units[n])
            for n, course in self.seats
        }
        priced = [key for key, price in prices.items() if price]
        aim = self.sum([self.seats[key] for key in priced], [prices[key] for key in priced])
        self.model.minimize(aim)
        self.solver.set_time_limit_in_seconds(seconds)
        status = self.solver.solve(self.model)
        if status in (status_of.OPTIMAL, status_of.FEASIBLE):
            self.chosen = {
                n: course for (n, course), var in self.seats.items() if self.solver.value(var) > 0.5
            }
        value = sum(prices[n, course] for n, course in self.chosen.items())
        if status != status_of.OPTIMAL:
            bound = self.solver.best_objective_bound if status == status_of.FEASIBLE else 0
            return max(1, round(value - bound))
        self.model.add(aim <= value)
        return 0

    def places(self) -> dict[int, int | None]:
        return {
            child: course if course != NOWHERE else None
            for n, course in sorted(self.chosen.items())
            for child in self.units[n]
        }


def _open_to(table: Table, children: Sequence[int]) -> list[int]:
    """Courses that all of them may enter and that have a seat for each."""
    return [
        course
        for course, room in zip(table.courses, table.room, strict=True)
        if room >= len(children) and all((child, course) in table.levels for child in children)
    ]

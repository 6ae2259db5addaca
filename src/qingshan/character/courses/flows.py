"""A slot without siblings is a flow: each aim is solved exactly, and only its best plans remain.

Children flow through courses into a sink, so every vertex of each stage is a whole plan (the
matrix is totally unimodular). After a stage, potentials are read off the residual network: a child
may still take exactly the courses whose reduced cost is zero, and a course whose reduced cost is
not zero is full, or empty, in every best plan. What is left is the face of all best plans, which is
a flow again; so the aims follow one another without weights that would grow beyond any number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qingshan.character.courses.stages import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from qingshan.character.courses.stages import Cost, Table

FAR = 2**60


@dataclass
class _Face:
    """The plans still possible. `free` are (row, column); the last column is nowhere."""

    free: NDArray[Any]
    room: NDArray[Any]
    full: NDArray[Any]
    """Columns that are filled in every plan."""
    empty: NDArray[Any]


def solve_by_flow(table: Table, stages: Sequence[Cost]) -> dict[int, int | None]:
    """Child → course, None for no place: the best by the first stage, among those the second …"""
    import numpy as np

    if not table.rows:
        return {}
    columns = (*table.courses, NOWHERE)
    free = np.zeros((len(table.rows), len(columns)), dtype=bool)
    free[:, -1] = True
    at = {course: n for n, course in enumerate(columns)}
    row = {child: n for n, child in enumerate(table.rows)}
    for child, course in table.levels:
        free[row[child], at[course]] = True
    closed = np.zeros(len(columns), dtype=bool)
    room = np.array((*table.room, len(table.rows)))
    face = _Face(free, room, closed, closed.copy())
    chosen: NDArray[Any] | None = None
    for stage in stages:
        cost = _costs(table, columns, face.free, stage)
        if chosen is not None and not cost.any():
            continue
        chosen = _cheapest(face, cost)
        _narrow(face, cost, chosen)
    if chosen is None:
        return {}
    return {
        child: columns[n] if columns[n] != NOWHERE else None
        for child, n in zip(table.rows, chosen.tolist(), strict=True)
    }


def _costs(table: Table, columns: Sequence[int], free: NDArray[Any], stage: Cost) -> NDArray[Any]:
    import numpy as np

    cost = np.zeros(free.shape, dtype=np.int64)
    for r, c in zip(*(found.tolist() for found in np.nonzero(free)), strict=True):
        cost[r, c] = stage(table.rows[r], columns[c])
    return cost


def _cheapest(face: _Face, cost: NDArray[Any]) -> NDArray[Any]:
    """The column of each row in a cheapest plan of the face."""
    import numpy as np
    from ortools.graph.python import min_cost_flow

    rows, width = cost.shape
    sink = rows + width
    r, c = np.nonzero(face.free & ~face.empty)
    flow = min_cost_flow.SimpleMinCostFlow()
    children = flow.add_arcs_with_capacity_and_unit_cost(r, rows + c, np.ones_like(r), cost[r, c])
    # A column that is filled in every plan pays for each of its seats more than all else costs.
    urge = -(int(np.abs(cost).max(initial=0)) * rows + 1)
    ends = np.arange(rows, sink)
    prices = np.where(face.full, urge, 0)
    flow.add_arcs_with_capacity_and_unit_cost(ends, np.full(width, sink), face.room, prices)
    flow.set_nodes_supplies(np.arange(rows), np.ones(rows, dtype=np.int64))
    flow.set_node_supply(sink, -rows)
    status = flow.solve()
    if status != flow.OPTIMAL:  # everyone may go nowhere: there always is a plan
        raise RuntimeError(status)
    used = flow.flows(children).astype(bool)
    chosen = np.empty(rows, dtype=np.int64)
    chosen[r[used]] = c[used]
    return chosen


def _narrow(face: _Face, cost: NDArray[Any], chosen: NDArray[Any]) -> None:
    """Leaves in the face only plans that are as cheap as the chosen one."""
    import numpy as np

    rows, width = cost.shape
    price = cost[np.arange(rows), chosen]
    change = np.where(face.free, cost - price[:, None], FAR)
    filled = np.bincount(chosen, minlength=width)
    # The residual network on the columns and the sink, which stands last.
    weight = np.full((width + 1, width + 1), FAR)
    for column in np.unique(chosen).tolist():
        weight[column, :width] = change[chosen == column].min(axis=0)
    open_ = ~face.full & ~face.empty
    weight[:width, width][open_ & (filled < face.room)] = 0
    weight[width, :width][open_ & (filled > 0)] = 0
    potential = np.zeros(width + 1, dtype=np.int64)
    for _ in range(width + 1):
        potential = np.minimum(potential, (potential[:, None] + weight).min(axis=0))
    at, sink = potential[:width], potential[width]
    face.free &= change + at[chosen][:, None] - at[None, :] == 0
    face.full |= open_ & (at < sink)
    face.empty |= open_ & (at > sink)

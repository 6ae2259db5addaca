"""Each child once: of all likely pairs, the set in which nobody is taken twice and most agrees.

Twins and namesakes would take each other's match if every row took its best. Pairs fall into small
groups that share rows; OR-Tools solves all of these at once, to their optimum.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

LARGEST_SOLVED = 200
"""Rows of a side up to which a group is solved to its optimum; above, best pairs first."""
STEP = 1000
"""Weights are told apart to a thousandth of a bit, so that an engine's rounding decides nothing."""


class Pair(NamedTuple):
    """Two rows and the weight (in bits) of all that speaks for one child."""

    l: int  # noqa: E741
    r: int
    weight: float


def assign(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs of greatest total weight in which no row stands twice; only weights above 0."""
    likely = sorted(p for p in pairs if p.weight > 0)
    if not likely:
        return []
    left, right = _places([p.l for p in likely]), _places([p.r for p in likely])
    alone = (np.bincount(left)[left] == 1) & (np.bincount(right)[right] == 1)
    chosen = [likely[i] for i in np.flatnonzero(alone)]
    small: list[Pair] = []
    for group in _groups([likely[i] for i in np.flatnonzero(~alone)]):
        rows = max(len({p.l for p in group}), len({p.r for p in group}))
        if rows > LARGEST_SOLVED:
            chosen += _best_first(group)
        else:
            small += group
    return sorted([*chosen, *_optimum(small)])


def _groups(pairs: list[Pair]) -> list[list[Pair]]:
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for p in pairs:
        parent[root(p.l)] = root(~p.r)  # right rows as negative numbers, so that the two never mix
    grouped: dict[int, list[Pair]] = defaultdict(list)
    for p in pairs:
        grouped[root(p.l)].append(p)
    return list(grouped.values())


def _best_first(group: list[Pair]) -> list[Pair]:
    lefts: set[int] = set()
    rights: set[int] = set()
    chosen = []
    for p in sorted(group, key=lambda p: (-p.weight, p.l, p.r)):
        if p.l not in lefts and p.r not in rights:
            lefts.add(p.l)
            rights.add(p.r)
            chosen.append(p)
    return chosen


def _optimum(pairs: list[Pair]) -> list[Pair]:
    """The assignment of greatest total weight.

    The solver wants everybody matched. So each row gets a stand-in on the other side, who may take
    it for nothing, and stand-ins may take each other where their rows have each other.
    """
    if not pairs:
        return []
    from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

    left, right = _places([p.l for p in pairs]), _places([p.r for p in pairs])
    gain = np.rint(np.array([p.weight for p in pairs]) * STEP).astype(np.int64)
    n, m = int(left.max()) + 1, int(right.max()) + 1
    lefts, rights = np.arange(n), np.arange(m)
    nothing = np.zeros(len(gain) + n + m, dtype=np.int64)
    solver = SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(
        np.concatenate([left, n + right, lefts, n + rights]),
        np.concatenate([right, m + left, m + lefts, rights]),
        np.concatenate([-gain, nothing]),
    )
    if solver.solve() != solver.OPTIMAL:
        raise ArithmeticError("the assignment has no solution")
    mates = np.array([solver.right_mate(i) for i in range(n)])
    return [pairs[i] for i in np.flatnonzero(mates[left] == right)]


def _places(rows: list[int]) -> NDArray[np.int64]:
    """Rows numbered from 0 without gaps."""
    return np.unique(np.array(rows), return_inverse=True)[1].astype(np.int64)

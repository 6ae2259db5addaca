"""Each child once: of all likely pairs, the set in which nobody is taken twice and most agrees.

Twins and namesakes would take each other's match if every row took its best. Pairs fall into small
groups that share a row; a group is solved to its optimum.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST_SOLVED = 60
"""Rows of a side up to which a group is solved to its optimum; above, best pairs first."""


class Pair(NamedTuple):
    """Two rows and the weight (in bits) of all that speaks for one child."""

    l: int  # noqa: E741
    r: int
    weight: float


def assign(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs of greatest total weight in which no row stands twice; only weights above 0."""
    chosen: list[Pair] = []
    for group in _groups([p for p in pairs if p.weight > 0]):
        if len(group) == 1:
            chosen += group
            continue
        lefts = sorted({p.l for p in group})
        rights = sorted({p.r for p in group})
        if len(lefts) > LARGEST_SOLVED or len(rights) > LARGEST_SOLVED:
            chosen += _best_first(group)
        else:
            chosen += _optimum(group, lefts, rights)
    return sorted(chosen)


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


def _optimum(group: list[Pair], lefts: list[int], rights: list[int]) -> list[Pair]:
    known = {(p.l, p.r): p for p in group}
    size = max(len(lefts), len(rights))
    cost = [[0.0] * size for _ in range(size)]
    for p in group:
        cost[lefts.index(p.l)][rights.index(p.r)] = -p.weight
    found = []
    for i, j in enumerate(_least_cost(cost)):
        if i < len(lefts) and j < len(rights) and (lefts[i], rights[j]) in known:
            found.append(known[lefts[i], rights[j]])
    return found


def _least_cost(cost: list[list[float]]) -> list[int]:
    """The column of each row in the cheapest assignment (Hungarian method with potentials)."""
    n = len(cost)
    u, v = [0.0] * (n + 1), [0.0] * (n + 1)
    row_of = [0] * (n + 1)
    for i in range(1, n + 1):
        row_of[0] = i
        column = 0
        least = [float("inf")] * (n + 1)
        came = [0] * (n + 1)
        used = [False] * (n + 1)
        while row_of[column]:
            used[column] = True
            column = _step(cost, (u, v), row_of, (least, came, used), column)
        while column:
            row_of[column] = row_of[came[column]]
            column = came[column]
    columns = [0] * n
    for column in range(1, n + 1):
        columns[row_of[column] - 1] = column - 1
    return columns


def _step(
    cost: list[list[float]],
    potentials: tuple[list[float], list[float]],
    row_of: list[int],
    tree: tuple[list[float], list[int], list[bool]],
    column: int,
) -> int:
    """Grows the tree of alternating paths by the cheapest column; returns that column."""
    (u, v), (least, came, used) = potentials, tree
    n = len(cost)
    row = row_of[column]
    for j in range(1, n + 1):
        if not used[j]:
            here = cost[row - 1][j - 1] - u[row] - v[j]
            if here < least[j]:
                least[j], came[j] = here, column
    best = min((j for j in range(1, n + 1) if not used[j]), key=lambda j: least[j])
    delta = least[best]
    for j in range(n + 1):
        if used[j]:
            u[row_of[j]] += delta
            v[j] -= delta
        else:
            least[j] -= delta
    return best

"""Which drop a class meets on which day: never one twice, the themes even over the weeks.

Plain data in, plain data out: a flow of least cost. Each lesson takes one drop; a drop is taken
once; in a week the second drop of a theme costs more than the first, and over the term the theme
that came less often is cheaper. A drop that belongs to a day is laid within a week of it or not at
all. The same question has the same answer.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from qingshan.school.calendar import monday_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ortools.graph.python import min_cost_flow as flowing

NEAR = timedelta(days=7)
ANY_DAY = 100
"""What a drop costs that belongs to no day; one that does is free in the week of its day."""
NEXT_TO_ITS_WEEK = 40
MET_BEFORE = 200
SAME_THEME = 20
"""For the second of a theme in a week; the third costs three times that, the fourth six times."""
SHUFFLED = 3


@dataclass(frozen=True, slots=True)
class Stock:
    """A drop that may be laid: `near` is the day it belongs to, `met` in an earlier term."""

    key: int
    theme: str
    near: date | None = None
    met: bool = False


class TooFewDrops(Exception):
    """There are `lessons` to fill and only `drops` that could be laid on them."""

    def __init__(self, lessons: int, drops: int) -> None:
        super().__init__(f"{lessons} lessons, {drops} drops")
        self.lessons, self.drops = lessons, drops

    @property
    def short(self) -> int:
        return self.lessons - self.drops


def lay(lessons: Iterable[date], stock: Iterable[Stock], *, seed: int = 0) -> dict[date, int]:
    """Day → key of the drop laid on it. Raises `TooFewDrops`; nothing less than all is a plan."""
    weeks: dict[date, list[date]] = defaultdict(list)
    for day in sorted(set(lessons)):
        weeks[monday_of(day)].append(day)
    drops = sorted(stock, key=lambda one: one.key)
    found = _Network(weeks, drops, seed).solved() if weeks else {}
    laid: dict[date, int] = {}
    for week, keys in found.items():
        chosen = [one for one in drops if one.key in keys]
        laid |= _within_the_week(weeks[week], chosen)
    return dict(sorted(laid.items()))


class _Network:
    """Source → theme → drop → theme of a week → week → sink."""

    def __init__(self, weeks: dict[date, list[date]], drops: Sequence[Stock], seed: int) -> None:
        from ortools.graph.python import min_cost_flow  # heavy: loaded where a plan is made

        self.flow: flowing.SimpleMinCostFlow = min_cost_flow.SimpleMinCostFlow()
        self.weeks, self.drops = weeks, drops
        self.rng = random.Random(seed)  # noqa: S311 - variety, not a secret
        number = count()
        self.source, self.sink = next(number), next(number)
        self.nodes: dict[object, int] = defaultdict(lambda: next(number))
        self.chosen: dict[int, tuple[date, int]] = {}  # arc → week, drop

    def solved(self) -> dict[date, set[int]]:
        """Week → its drops."""
        self._themes()
        self._drops()
        self._weeks()
        wanted = sum(map(len, self.weeks.values()))
        self.flow.set_node_supply(self.source, wanted)
        self.flow.set_node_supply(self.sink, -wanted)
        self.flow.solve_max_flow_with_min_cost()
        if self.flow.maximum_flow() < wanted:
            raise TooFewDrops(wanted, self.flow.maximum_flow())
        found: dict[date, set[int]] = defaultdict(set)
        for arc, (week, key) in self.chosen.items():
            if self.flow.flow(arc):
                found[week].add(key)
        return found

    def _arc(self, tail: int, head: int, cost: int, capacity: int = 1) -> int:
        arc: int = self.flow.add_arc_with_capacity_and_unit_cost(tail, head, capacity, cost)
        return arc

    def _themes(self) -> None:
        stock: dict[str, int] = defaultdict(int)
        for drop in self.drops:
            stock[drop.theme] += 1
        for theme, number in stock.items():
            for nth in range(number):
                self._arc(self.source, self.nodes[theme], nth)

    def _drops(self) -> None:
        for drop in self.drops:
            node = self.nodes[drop.key]
            cost = MET_BEFORE * drop.met + self.rng.randrange(SHUFFLED)
            self._arc(self.nodes[drop.theme], node, cost)
            for week, days in self.weeks.items():
                price = _price(drop, week, days)
                if price is not None:
                    arc = self._arc(node, self.nodes[week, drop.theme], price)
                    self.chosen[arc] = (week, drop.key)

    def _weeks(self) -> None:
        themes = {drop.theme for drop in self.drops}
        for week, days in self.weeks.items():
            self._arc(self.nodes[week], self.sink, 0, len(days))
            for theme in sorted(themes):
                for nth in range(len(days)):
                    cost = SAME_THEME * nth * (nth + 1) // 2
                    self._arc(self.nodes[week, theme], self.nodes[week], cost)


def _price(drop: Stock, week: date, days: Sequence[date]) -> int | None:
    """What it costs to lay the drop in a week; None for never."""
    if drop.near is None:
        return ANY_DAY
    if not any(abs(day - drop.near) <= NEAR for day in days):
        return None
    return 0 if monday_of(drop.near) == week else NEXT_TO_ITS_WEEK


def _within_the_week(days: Sequence[date], drops: Sequence[Stock]) -> dict[date, int]:
    """Those of a day first, each next to it; the others so that a theme does not follow itself."""
    free, laid = list(days), {}
    for drop in sorted((d for d in drops if d.near), key=lambda d: (d.near, d.key)):
        near = drop.near
        day = min(free, key=lambda each: (abs(each - near), each))  # type: ignore[operator]
        free.remove(day)
        laid[day] = drop
    waiting = [drop for drop in drops if drop.near is None]
    for day in free:
        before = laid.get(max((each for each in laid if each < day), default=day))
        fresh = (one for one in waiting if before is None or one.theme != before.theme)
        drop = next(fresh, waiting[0])
        waiting.remove(drop)
        laid[day] = drop
    return {day: drop.key for day, drop in laid.items()}

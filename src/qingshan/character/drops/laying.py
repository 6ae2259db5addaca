"""Which drop a class meets before which lesson: never one twice, the themes even over the weeks.

Plain data in, plain data out: a flow of least cost. Each lesson takes one drop; a drop is taken
once; in a week the second drop of a theme costs more than the first, and over the term the theme
that came less often is cheaper. A drop that belongs to a day is laid within a week of it or not at
all. What is laid already stays before its lesson wherever that can be: more than that is moved by
no plan of all lessons. The same question has the same answer.
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
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from ortools.graph.python import min_cost_flow as flowing

    When = tuple[date, int]
    """A day, and which of its lessons by the order of the bells."""

NEAR = timedelta(days=7)
ANY_DAY = 100
"""What a drop costs that belongs to no day; one that does is free in the week of its day."""
NEXT_TO_ITS_WEEK = 40
MET_BEFORE = 200
SAME_THEME = 20
"""For the second of a theme in a week; the third costs three times that, the fourth six times."""
SHUFFLED = 3
STAYS = 10**9
"""What it is worth to leave a drop before the lesson it is laid on: more than all else together."""


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


def lay(
    lessons: Iterable[When],
    stock: Iterable[Stock],
    *,
    seed: int = 0,
    laid: Mapping[When, int] | None = None,
    told: Mapping[str, int] | None = None,
) -> dict[When, int]:
    """Lesson → key of the drop before it. Raises `TooFewDrops`; nothing less than all is a plan.

    `laid` is what stands by now, `told` how often each theme came already.
    """
    weeks: dict[date, list[When]] = defaultdict(list)
    for when in sorted(set(lessons)):
        weeks[monday_of(when[0])].append(when)
    drops = sorted(stock, key=lambda one: one.key)
    stays = {key: when for when, key in (laid or {}).items() if when in weeks[monday_of(when[0])]}
    weeks = {week: held for week, held in weeks.items() if held}
    found = _Network(weeks, drops, seed, stays, told or {}).solved() if weeks else {}
    plan: dict[When, int] = {}
    for week, keys in found.items():
        chosen = [one for one in drops if one.key in keys]
        plan |= _within_the_week(weeks[week], chosen, stays)
    return dict(sorted(plan.items()))


class _Network:
    """Source → theme → drop → theme of a week → week → sink."""

    def __init__(
        self,
        weeks: Mapping[date, Sequence[When]],
        drops: Sequence[Stock],
        seed: int,
        stays: Mapping[int, When],
        told: Mapping[str, int],
    ) -> None:
        from ortools.graph.python import min_cost_flow  # heavy: loaded where a plan is made

        self.flow: flowing.SimpleMinCostFlow = min_cost_flow.SimpleMinCostFlow()
        self.weeks, self.drops = weeks, drops
        self.stays, self.told = stays, told
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
                self._arc(self.source, self.nodes[theme], nth + self.told.get(theme, 0))

    def _drops(self) -> None:
        for drop in self.drops:
            node = self.nodes[drop.key]
            cost = MET_BEFORE * drop.met + self.rng.randrange(SHUFFLED)
            self._arc(self.nodes[drop.theme], node, cost)
            stays = self.stays.get(drop.key)
            for week, lessons in self.weeks.items():
                price = _price(drop, week, lessons)
                if price is not None:
                    price -= STAYS * (stays in lessons)
                    arc = self._arc(node, self.nodes[week, drop.theme], price)
                    self.chosen[arc] = (week, drop.key)

    def _weeks(self) -> None:
        themes = {drop.theme for drop in self.drops}
        for week, lessons in self.weeks.items():
            self._arc(self.nodes[week], self.sink, 0, len(lessons))
            for theme in sorted(themes):
                for nth in range(len(lessons)):
                    cost = SAME_THEME * nth * (nth + 1) // 2
                    self._arc(self.nodes[week, theme], self.nodes[week], cost)


def _price(drop: Stock, week: date, lessons: Sequence[When]) -> int | None:
    """What it costs to lay the drop in a week; None for never."""
    if drop.near is None:
        return ANY_DAY
    if not any(abs(day - drop.near) <= NEAR for day, _ in lessons):
        return None
    return 0 if monday_of(drop.near) == week else NEXT_TO_ITS_WEEK


def _within_the_week(
    lessons: Sequence[When], drops: Sequence[Stock], stays: Mapping[int, When]
) -> dict[When, int]:
    """Those laid already where they are, those of a day next to it; then so that no theme follows
    itself."""
    laid = {stays[one.key]: one for one in drops if stays.get(one.key) in lessons}
    free = [when for when in lessons if when not in laid]
    moving = [one for one in drops if one not in laid.values()]
    for drop in sorted((d for d in moving if d.near), key=lambda d: (d.near, d.key)):
        near = drop.near
        when = min(free, key=lambda each: (abs(each[0] - near), each))  # type: ignore[operator]
        free.remove(when)
        laid[when] = drop
    waiting = [drop for drop in moving if drop.near is None]
    for when in free:
        before = laid.get(max((each for each in laid if each < when), default=when))
        fresh = (one for one in waiting if before is None or one.theme != before.theme)
        drop = next(fresh, waiting[0])
        waiting.remove(drop)
        laid[when] = drop
    return {when: drop.key for when, drop in laid.items()}

"""Places in courses for a whole school, beside what schools do without a computer.

Three slots, forty courses, three ranked wishes a slot, a few courses that everybody wants. Against
first come, first served (one order of arrival for all slots: whoever lives near is first each
time) and serial dictatorship (a new lottery each slot): how many first wishes, how far down the
least happy child, and envy pairs: a child who would rather have the seat of another whose wish it
was less. The bound is a linear program of the same aims, solved by GLOP, one after the other.
"""

from __future__ import annotations

import os
import platform
import random
import time
from collections import Counter
from dataclasses import dataclass

from qingshan.character.courses.allocation import (
    Child,
    Course,
    Problem,
    Slot,
    allocate,
    may_enter,
    rank_of,
    table_of,
)
from qingshan.character.courses.stages import NOWHERE, stages_of

SIZES = (1_000, 10_000)
COURSES, SLOTS, WISHES = 40, 3, 3
SPARE = 1.12  # seats for a child
PAIRS = 30


def run() -> str:
    lines = [
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "",
        "| children | how | seconds | proven | off the bound | first wishes | third or none "
        "| no place | least happy child | envy pairs |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for size in SIZES:
        problem = a_school(size)
        began = time.perf_counter()
        plan = allocate(problem)
        took = time.perf_counter() - began
        lines.append(
            told(problem, plan.places, "ours", took, plan.is_proven, off_bound(problem, plan))
        )
        if size == SIZES[0]:
            bound = a_school(size, pairs=PAIRS)
            began = time.perf_counter()
            tied = allocate(bound)
            took = time.perf_counter() - began
            how = f"ours, {PAIRS} pairs of siblings"
            lines.append(told(bound, tied.places, how, took, tied.is_proven, ""))
        for how, lottery in (("first come, first served", False), ("serial dictatorship", True)):
            began = time.perf_counter()
            places = one_by_one(problem, lottery=lottery)
            took = time.perf_counter() - began
            lines.append(told(problem, places, how, took, "", ""))
    return "\n".join(lines)


def a_school(size: int, *, pairs: int = 0, seed: int = 20261124) -> Problem:
    rng = random.Random(seed)
    slots = [Slot(n) for n in range(1, SLOTS + 1)]
    slot_of = {n: n % SLOTS + 1 for n in range(1, COURSES + 1)}
    beside = Counter(slot_of.values())
    courses = [
        Course(n, slot, int(size * SPARE / beside[slot]) + 1, *rng.choice([(1, 9), (3, 8), (1, 6)]))
        for n, slot in slot_of.items()
    ]
    wanted = {one.key: 1 / (1 + n // SLOTS) for n, one in enumerate(courses)}
    children = []
    for key in range(1, size + 1):
        child = Child(key, rng.randint(1, 9), owed=rng.randint(0, 3))
        wishes = {}
        for slot in slots:
            open_to = [c.key for c in courses if c.slot == slot.key and may_enter(child, c)]
            drawn = Wished(rng, open_to, wanted).draw()
            wishes[slot.key] = tuple(drawn)
        children.append(Child(key, child.grade, wishes=wishes, owed=child.owed))
    together = [(2 * n + 1, 2 * n + 2) for n in range(pairs)]
    return Problem(children, courses, slots, together)


@dataclass
class Wished:
    """A few of the courses, the popular ones oftener."""

    rng: random.Random
    open_to: list[int]
    wanted: dict[int, float]

    def draw(self) -> list[int]:
        drawn: list[int] = []
        while len(drawn) < min(WISHES, len(self.open_to)):
            (one,) = self.rng.choices(self.open_to, [self.wanted[key] for key in self.open_to])
            if one not in drawn:
                drawn.append(one)
        return drawn


def one_by_one(problem: Problem, *, lottery: bool):
    """Each in turn takes the best that is left."""
    rng = random.Random(1)
    order = list(problem.children)
    rng.shuffle(order)
    places = {}
    for slot in problem.slots:
        if lottery:
            rng.shuffle(order)
        left = {c.key: c.capacity for c in problem.courses if c.slot == slot.key}
        courses = [c for c in problem.courses if c.slot == slot.key]
        for child in order:
            liked = [*child.wishes[slot.key], *(c.key for c in courses if may_enter(child, c))]
            at = next((key for key in liked if left[key]), None)
            places[child.key, slot.key] = at
            if at is not None:
                left[at] -= 1
    return places


def told(problem: Problem, places, how: str, took: float, proven, off) -> str:
    children = {one.key: one for one in problem.children}
    ranks = Counter(
        rank_of(children[key], slot, at) or 4 if at else 5 for (key, slot), at in places.items()
    )
    total = sum(ranks.values())
    of_child = Counter()
    for (key, slot), at in places.items():
        of_child[key] += rank_of(children[key], slot, at) or 4 if at else 5
    cells = (
        f"{len(children):,}",
        how,
        f"{took:.2f}",
        "yes" if proven is True else proven or "",
        off,
        f"{ranks[1] / total:.1%}",
        f"{(ranks[3] + ranks[4]) / total:.1%}",
        ranks[5],
        max(of_child.values()),
        f"{envy(problem, places):,}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def envy(problem: Problem, places) -> int:
    """Pairs in a slot: one would rather sit where another sits to whom it means less."""
    children = {one.key: one for one in problem.children}
    pairs = 0
    for slot in problem.slots:
        seated: dict[int, Counter[int]] = {}
        for (key, where), at in places.items():
            if where == slot.key and at is not None:
                rank = rank_of(children[key], slot.key, at) or 4
                seated.setdefault(at, Counter())[rank] += 1
        for (key, where), at in places.items():
            if where != slot.key:
                continue
            mine = (rank_of(children[key], slot.key, at) or 4) if at is not None else 5
            for rank, wish in enumerate(children[key].wishes[slot.key], start=1):
                if rank < mine:
                    pairs += sum(n for theirs, n in seated.get(wish, {}).items() if theirs > rank)
    return pairs


def off_bound(problem: Problem, plan) -> str:
    """The largest difference of any aim from what a linear program says is possible."""
    children = {one.key: one for one in problem.children}
    owed = {key: one.owed for key, one in children.items()}
    worst = 0.0
    for slot in problem.slots:
        table = table_of(problem, slot, children, owed)
        places = {key: at for (key, where), at in plan.places.items() if where == slot.key}
        stages = stages_of(table, stay=False)
        for value, least in zip(
            (sum(stage(key, at or NOWHERE) for key, at in places.items()) for stage in stages),
            linear_bounds(table, stages),
            strict=True,
        ):
            worst = max(worst, (value - least) / max(1.0, least))
        for key, at in places.items():
            owed[key] += table.levels.get((key, at or NOWHERE), 0)
    return f"{worst:.2%}"


def linear_bounds(table, stages):
    """The least of each aim over fractions of children, those before it held at their least."""
    from ortools.linear_solver.python import model_builder as builder

    total = builder.LinearExpr.weighted_sum
    model, solver = builder.Model(), builder.Solver("glop")
    shares = {key: model.new_num_var(0, 1, "") for key in table.levels}
    shares |= {(child, NOWHERE): model.new_num_var(0, 1, "") for child in table.rows}
    by_child: dict[int, list] = {}
    by_course: dict[int, list] = {}
    for (child, course), share in shares.items():
        by_child.setdefault(child, []).append(share)
        by_course.setdefault(course, []).append(share)
    for own in by_child.values():
        model.add(total(own, [1] * len(own)) == 1)
    for course, room in zip(table.courses, table.room, strict=True):
        own = by_course.get(course, [])
        model.add(total(own, [1] * len(own)) <= room)
    for stage in stages:
        priced = [(share, stage(*key)) for key, share in shares.items() if stage(*key)]
        aim = total([share for share, _ in priced], [price for _, price in priced])
        model.minimize(aim)
        assert solver.solve(model) == builder.SolveStatus.OPTIMAL
        yield solver.objective_value
        model.add(aim <= solver.objective_value + 1e-6)

"""Why somebody found no place, and which constraint would have to give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qingshan.character.courses.allocation import allocate, may_enter, needs_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qingshan.character.courses.allocation import Child, Course, Plan, Problem


@dataclass(frozen=True, slots=True)
class Shortage:
    """In `slot` all of `children` can only go to `courses`, which hold `seats` of them together.

    `siblings`: there would be room for all if brothers and sisters might sit apart.
    """

    slot: int
    children: tuple[int, ...]
    courses: tuple[int, ...]
    seats: int
    siblings: bool = False

    @property
    def missing(self) -> int:
        return len(self.children) - self.seats


def shortages(problem: Problem, plan: Plan) -> list[Shortage]:
    """One for each knot of children and courses that does not come out even."""
    if not plan.unplaced:
        return []
    apart = allocate(replace(problem, together=())) if problem.together else plan
    found = []
    for slot in problem.slots:
        without = [child for child, at in plan.unplaced if at == slot.key]
        if without and not any(at == slot.key for _, at in apart.unplaced):
            found.append(Shortage(slot.key, tuple(without), (), 0, siblings=True))
            continue
        courses = [one for one in problem.courses if one.slot == slot.key]
        waiting = [one for one in problem.children if needs_place(one, slot)]
        done: set[int] = set()
        for child, at in apart.unplaced:
            if at == slot.key and child not in done:
                knot = _knot(child, slot.key, waiting, courses, apart)
                done.update(knot.children)
                found.append(knot)
    return found


def overfilled(problem: Problem) -> list[tuple[int, int]]:
    """(course, children placed there by a person) where these are more than its seats."""
    counted: dict[int, int] = {}
    for course in problem.kept.values():
        counted[course] = counted.get(course, 0) + 1
    return [
        (one.key, counted[one.key])
        for one in problem.courses
        if counted.get(one.key, 0) > one.capacity
    ]


def _knot(
    start: int, slot: int, waiting: Iterable[Child], courses: Sequence[Course], plan: Plan
) -> Shortage:
    """From a child without a place to the courses it may enter, to who sits there, and so on."""
    by_key = {one.key: one for one in waiting}
    seated: dict[int, list[int]] = {}
    for child in by_key:
        at = plan.places.get((child, slot))
        if at is not None:
            seated.setdefault(at, []).append(child)
    without = [child for child in by_key if plan.places.get((child, slot), 0) is None]
    children, todo = {start}, [start]
    open_to: dict[int, Course] = {}
    while todo:
        one = by_key[todo.pop()]
        for course in courses:
            if course.key not in open_to and may_enter(one, course):
                open_to[course.key] = course
                others = {child for child in without if may_enter(by_key[child], course)}
                fresh = {*seated.get(course.key, ()), *others} - children
                children |= fresh
                todo += fresh
    seats = sum(one.capacity for one in open_to.values())
    return Shortage(slot, tuple(sorted(children)), tuple(sorted(open_to)), seats)

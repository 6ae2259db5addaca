"""Who gets a place in which course: proven best, or with the gap stated.

Plain data in, plain data out; no Django. In each slot a child has one place. What counts, in this
order: everyone is placed; nobody is in a course they did not wish for where that can be helped;
then as few as possible have their last wish, their last but one, and so on, so that the worst is
made better first; then whoever got least last term (`Child.owed`) is served before others; then as
few as possible leave the place they hold. A re-run after a change (`stay`) asks for the fewest
moves right after everyone is placed. Siblings who are to go together sit in the same course, and a
slot may be for boarders or for day pupils only.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qingshan.character.courses.stages import Table, stages_of
from qingshan.character.courses.together import bound_groups, solve_together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SECONDS = 60.0
"""For all slots in which siblings go together; the others are solved at once."""

Who = Literal["", "boarding", "day"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of the week in which each child has one course; `who` of which grades needs it."""

    key: int
    who: Who = ""
    first_grade: int = 1
    last_grade: int = 9


@dataclass(frozen=True, slots=True)
class Course:
    """A course in one slot, for the grades from `first_grade` to `last_grade`."""

    key: int
    slot: int
    capacity: int
    first_grade: int = 1
    last_grade: int = 9


@dataclass(frozen=True, slots=True)
class Child:
    """`wishes` are courses by slot, the first wish first; `owed` is what last term denied them."""

    key: int
    grade: int
    boarding: bool = False
    wishes: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    owed: int = 0


@dataclass(frozen=True)
class Problem:
    """`kept` places are a person's decision, `held` ones stand from before: (child, slot) → course.

    `together` are pairs of siblings. `stay`: as few as possible leave what they hold.
    """

    children: Sequence[Child]
    courses: Sequence[Course]
    slots: Sequence[Slot]
    together: Sequence[tuple[int, int]] = ()
    kept: Mapping[tuple[int, int], int] = field(default_factory=dict)
    held: Mapping[tuple[int, int], int] = field(default_factory=dict)
    stay: bool = False


@dataclass(frozen=True)
class Plan:
    """(child, slot) → course, None for whoever found no place.

    `gaps`: slot → how far its first open aim may be from the best, for slots not proven optimal.
    `apart`: pairs with no course that both may enter; they are placed one by one.
    """

    places: Mapping[tuple[int, int], int | None]
    gaps: Mapping[int, int] = field(default_factory=dict)
    apart: tuple[tuple[int, int], ...] = ()

    @property
    def is_proven(self) -> bool:
        return not self.gaps

    @property
    def unplaced(self) -> list[tuple[int, int]]:
        return [where for where, course in self.places.items() if course is None]


def may_enter(child: Child, course: Course) -> bool:
    return course.first_grade <= child.grade <= course.last_grade


def needs_place(child: Child, slot: Slot) -> bool:
    if not slot.first_grade <= child.grade <= slot.last_grade:
        return False
    return slot.who == "" or (slot.who == "boarding") == child.boarding


def rank_of(child: Child, slot: int, course: int) -> int:
    """1 for the first wish, 0 for a course that was not wished for."""
    wished = child.wishes.get(slot, ())
    return wished.index(course) + 1 if course in wished else 0


def allocate(problem: Problem, *, seconds: float = SECONDS) -> Plan:
    """The best plan. The same people give the same plan, in whatever order they come."""
    children = {one.key: one for one in sorted(problem.children, key=lambda one: one.key)}
    owed = {key: one.owed for key, one in children.items()}
    slots = sorted(problem.slots, key=lambda one: one.key)
    places: dict[tuple[int, int], int | None] = {}
    gaps: dict[int, int] = {}
    apart: list[tuple[int, int]] = []
    for slot in slots:
        table = table_of(problem, slot, children, owed)
        groups, loose = bound_groups(table, problem.together)
        apart += loose
        stages = stages_of(table, stay=problem.stay)
        if groups:
            found, gap = solve_together(table, stages, groups, seconds / len(slots))
            if gap:
                gaps[slot.key] = gap
        else:
            from qingshan.character.courses.flows import solve_by_flow

            found = solve_by_flow(table, stages)
        kept = {key: course for (key, at), course in problem.kept.items() if at == slot.key}
        for key, course in (found | kept).items():
            places[key, slot.key] = course
            owed[key] += table.levels.get((key, course or 0), 0)
    return Plan(dict(sorted(places.items())), gaps, tuple(dict.fromkeys(apart)))


def table_of(
    problem: Problem, slot: Slot, children: Mapping[int, Child], owed: Mapping[int, int]
) -> Table:
    """One slot as rows of children and columns of courses; whoever is kept is out of it."""
    kept = {key: course for (key, at), course in problem.kept.items() if at == slot.key}
    taken = Counter(kept.values())
    courses = sorted((one for one in problem.courses if one.slot == slot.key), key=lambda c: c.key)
    rows = [c for c in children.values() if needs_place(c, slot) and c.key not in kept]
    worst = max((len(one.wishes.get(slot.key, ())) for one in rows), default=0)
    levels = {}
    for child in rows:
        wished = child.wishes.get(slot.key, ())
        for course in courses:
            if may_enter(child, course):
                rank = rank_of(child, slot.key, course.key)
                levels[child.key, course.key] = rank - 1 if rank else worst if wished else 0
    return Table(
        rows=tuple(child.key for child in rows),
        courses=tuple(course.key for course in courses),
        room=tuple(max(0, course.capacity - taken[course.key]) for course in courses),
        levels=levels,
        worst=worst,
        owed={child.key: owed[child.key] for child in rows},
        held={key: course for (key, at), course in problem.held.items() if at == slot.key},
    )

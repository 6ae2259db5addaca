"""Who should learn from whom: a plan that is proven best, or says by how much it may fall short.

Plain data in, plain data out. Places as many as it can, and of all ways to do so takes the one
with the most points (`weights`). The same people give the same plan, in whatever order they come.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qingshan.growth.mentoring import weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ortools.sat.python import cp_model as solving

SECONDS = 10.0
SEED = 20
NOT_FOR_SALE = 1
"""One more who is placed outweighs all the points there are, by this."""


@dataclass(frozen=True, slots=True)
class Mentee:
    """One who learns. `wishes` are mentors' keys, the first first; `paired` those they have."""

    key: int
    subject: str = ""
    group: str = ""
    years: int = 0
    wishes: tuple[int, ...] = ()
    paired: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Mentor:
    """One who gives: has `load` mentees now, takes `capacity` in all. `title` is of a backbone."""

    key: int
    subject: str = ""
    group: str = ""
    years: int = 0
    wishes: tuple[int, ...] = ()
    load: int = 0
    capacity: int = weights.DEFAULT_CAPACITY
    party_member: bool = False
    title: str = ""

    @property
    def room(self) -> int:
        """How many more."""
        return max(0, self.capacity - self.load)


@dataclass(frozen=True, slots=True)
class Plan:
    """Mentee → mentor. `points` of all pairs; no plan has more than `points + short_by`.

    `unplaced` found no mentor; whoever is kept without one is in neither.
    """

    pairs: Mapping[int, int]
    unplaced: tuple[int, ...]
    points: int
    short_by: int = 0

    @property
    def is_proven(self) -> bool:
        return self.short_by == 0


def match(
    mentees: Iterable[Mentee],
    mentors: Iterable[Mentor],
    *,
    kept: Mapping[int, int | None] | None = None,
) -> Plan:
    """The best plan. `kept` are decided already: mentee → mentor, or None for not this time."""
    learners = {one.key: one for one in sorted(mentees, key=lambda one: one.key)}
    givers = {one.key: one for one in sorted(mentors, key=lambda one: one.key)}
    decided = {key: mentor for key, mentor in (kept or {}).items() if key in learners}
    fixed = {key: mentor for key, mentor in decided.items() if mentor is not None}
    taken = Counter(fixed.values())
    left = [replace(one, load=one.load + taken[one.key]) for one in givers.values()]
    waiting = [one for one in learners.values() if one.key not in decided]
    found, short_by = _solved(waiting, [one for one in left if one.room])
    pairs = dict(sorted((fixed | found).items()))
    return Plan(
        pairs=pairs,
        unplaced=tuple(one.key for one in waiting if one.key not in found),
        points=points_of(pairs, learners, givers),
        short_by=short_by,
    )


def may_pair(mentee: Mentee, mentor: Mentor) -> bool:
    """Nobody is their own mentor, and nobody is given the mentor they have."""
    return mentee.key != mentor.key and mentor.key not in mentee.paired


def fit(mentee: Mentee, mentor: Mentor) -> int:
    """What speaks for the two, whatever the mentor's load; never below zero."""
    return (
        weights.SAME_SUBJECT * same(mentee.subject, mentor.subject)
        + weights.SAME_GROUP * same(mentee.group, mentor.group)
        + _distance(mentor.years - mentee.years)
        + _wished(mentor.key, mentee.wishes, weights.MENTEE_WISHES)
        + _wished(mentee.key, mentor.wishes, weights.MENTOR_WISHES)
        + weights.PARTY_MEMBER * mentor.party_member
        + weights.BACKBONE * bool(mentor.title)
    )


def burden(load: int) -> int:
    """The points lost when someone with `load` mentees takes one more."""
    return weights.EACH_MORE * load


def points_of(
    pairs: Mapping[int, int], mentees: Mapping[int, Mentee], mentors: Mapping[int, Mentor]
) -> int:
    """What a plan is worth; a mentor from outside `mentors` is somebody's own choice."""
    known = {key: mentors[mentor] for key, mentor in pairs.items() if mentor in mentors}
    fits = sum(fit(mentees[key], mentor) for key, mentor in known.items())
    more = Counter(mentor.key for mentor in known.values())
    burdens = (burden(mentors[key].load + n) for key, count in more.items() for n in range(count))
    return fits - sum(burdens)


def best_first(mentee: Mentee, mentors: Iterable[Mentor]) -> list[Mentor]:
    """Those who could be the mentor, the best first; who has room before who has not."""
    able = (mentor for mentor in mentors if may_pair(mentee, mentor))
    return sorted(
        able, key=lambda one: (not one.room, burden(one.load) - fit(mentee, one), one.key)
    )


def same(mine: str, other: str) -> bool:
    return bool(mine) and mine == other


def wish_of(key: int, wishes: Sequence[int]) -> int:
    """1 for the first wish, 0 for none."""
    return wishes.index(key) + 1 if key in wishes else 0


def _distance(years: int) -> int:
    nearest, farthest = weights.IDEAL_YEARS
    off = max(nearest - years, years - farthest, 0)
    return max(0, weights.RIGHT_DISTANCE - weights.EACH_YEAR_OFF * off)


def _wished(key: int, wishes: Sequence[int], points: Sequence[int]) -> int:
    place = wish_of(key, wishes[: len(points)])
    return points[place - 1] if place else 0


def _solved(mentees: list[Mentee], mentors: list[Mentor]) -> tuple[dict[int, int], int]:
    """The pairs, and how many points better another plan might be. No mentor is without room."""
    if not mentees or not mentors:
        return {}, 0
    from ortools.sat.python import cp_model  # heavy: loaded where a plan is asked for, not before

    model = cp_model.CpModel()
    terms: list[tuple[cp_model.IntVar, int]] = []
    pairs: dict[tuple[int, int], cp_model.IntVar] = {}
    for mentor in mentors:
        able = [mentee for mentee in mentees if may_pair(mentee, mentor)]
        held = [model.new_bool_var("") for _ in able]
        pairs |= {(mentee.key, mentor.key): var for mentee, var in zip(able, held, strict=True)}
        places = [model.new_bool_var("") for _ in range(min(mentor.room, len(able)))]
        model.add(sum(held) == sum(places))
        terms += [(var, fit(one, mentor)) for one, var in zip(able, held, strict=True)]
        terms += [(var, -burden(mentor.load + n)) for n, var in enumerate(places)]
    for mentee in mentees:
        model.add_at_most_one(
            pairs[mentee.key, mentor.key] for mentor in mentors if may_pair(mentee, mentor)
        )
    placed = NOT_FOR_SALE + sum(abs(points) for _, points in terms)
    wanted = sum(var * points for var, points in terms) + sum(
        var * placed for var in pairs.values()
    )
    model.maximize(wanted)
    solver = _solver(cp_model.CpSolver())
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return {}, placed * len(mentees)
    found = {mentee: mentor for (mentee, mentor), var in pairs.items() if solver.value(var)}
    return found, round(solver.best_objective_bound - solver.objective_value)


def _solver(solver: solving.CpSolver) -> solving.CpSolver:
    """One worker and a fixed seed: the same question has the same answer."""
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.max_time_in_seconds = SECONDS
    return solver

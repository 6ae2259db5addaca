"""Places in courses: whatever the wishes, the plan keeps its rules and is the best there is."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingshan.character.courses.allocation import (
    Child,
    Course,
    Problem,
    Slot,
    allocate,
    may_enter,
    needs_place,
    rank_of,
)
from qingshan.character.courses.reasons import Reasons
from qingshan.character.courses.shortage import overfilled, shortages

pytestmark = pytest.mark.system("M6")

COURSES = st.integers(1, 4)


@st.composite
def problems(draw, *, most=5, slots=2, siblings=False):
    open_slots = [
        Slot(n, draw(st.sampled_from(["", "", "boarding", "day"]))) for n in range(1, slots + 1)
    ]
    courses = [
        Course(
            key=10 * slot.key + n,
            slot=slot.key,
            capacity=draw(st.integers(0, 3)),
            first_grade=draw(st.integers(1, 3)),
            last_grade=draw(st.integers(2, 4)),
        )
        for slot in open_slots
        for n in range(1, draw(st.integers(1, 3)) + 1)
    ]
    keys = [[c.key for c in courses if c.slot == slot.key] for slot in open_slots]
    children = [
        Child(
            key=n,
            grade=draw(st.integers(1, 4)),
            boarding=draw(st.booleans()),
            wishes={
                slot.key: tuple(draw(st.lists(st.sampled_from(own), max_size=2, unique=True)))
                for slot, own in zip(open_slots, keys, strict=True)
            },
            owed=draw(st.integers(0, 2)),
        )
        for n in range(1, draw(st.integers(1, most)) + 1)
    ]
    pairs = [(1, 2)] if siblings and len(children) > 1 else []
    return Problem(children, courses, open_slots, pairs)


def level(problem: Problem, child: Child, slot: int, course: int | None) -> int:
    """0 for the first wish; a course not wished for after the longest list; nowhere last."""
    worst = max(
        (
            len(one.wishes.get(slot, ()))
            for one in problem.children
            if needs_place(one, by_key(problem.slots)[slot])
        ),
        default=0,
    )
    if course is None:
        return worst + 1
    rank = rank_of(child, slot, course)
    return rank - 1 if rank else worst if child.wishes.get(slot) else 0


def by_key(rows):
    return {one.key: one for one in rows}


def profile(problem: Problem, slot: int, places) -> list[int]:
    """How many have each level, the worst first: what is made least."""
    children = by_key(problem.children)
    counted = Counter(level(problem, children[child], slot, at) for child, at in places.items())
    return [counted[n] for n in range(6, 0, -1)]


def everything_possible(problem: Problem, slot: Slot):
    """Every way to place the children of a slot that keeps the rules."""
    waiting = [child for child in problem.children if needs_place(child, slot)]
    courses = [course for course in problem.courses if course.slot == slot.key]
    open_to = [[None, *(c.key for c in courses if may_enter(child, c))] for child in waiting]
    for chosen in product(*open_to):
        counted = Counter(chosen)
        if all(counted[c.key] <= c.capacity for c in courses):
            yield {child.key: at for child, at in zip(waiting, chosen, strict=True)}


def of_slot(plan, slot: int):
    return {child: at for (child, where), at in plan.places.items() if where == slot}


@settings(max_examples=60, deadline=None)
@given(problems(most=9))
def test_no_course_is_over_capacity_and_no_child_sits_twice_in_a_slot(problem):
    plan = allocate(problem)
    courses, children = by_key(problem.courses), by_key(problem.children)
    seated = Counter(at for at in plan.places.values() if at is not None)
    assert all(courses[at].capacity >= number for at, number in seated.items())
    needed = {(c.key, s.key) for c in problem.children for s in problem.slots if needs_place(c, s)}
    assert set(plan.places) == needed
    for (child, slot), at in plan.places.items():
        if at is not None:
            assert courses[at].slot == slot
            assert may_enter(children[child], courses[at])


@settings(max_examples=60, deadline=None)
@given(problems())
def test_no_other_plan_is_fairer_to_the_worst_off(problem):
    """So nobody can be given a better wish at no one's cost, by a swap or otherwise."""
    plan = allocate(problem)
    assert plan.is_proven
    for slot in problem.slots:
        ours = profile(problem, slot.key, of_slot(plan, slot.key))
        best = min(profile(problem, slot.key, each) for each in everything_possible(problem, slot))
        assert ours == best


@settings(max_examples=60, deadline=None)
@given(problems())
def test_a_wish_is_never_broken_that_could_be_kept_at_no_ones_cost(problem):
    plan = allocate(problem)
    children = by_key(problem.children)
    for slot in problem.slots:
        ours = of_slot(plan, slot.key)
        had = {key: level(problem, children[key], slot.key, at) for key, at in ours.items()}
        for other in everything_possible(problem, slot):
            got = {key: level(problem, children[key], slot.key, at) for key, at in other.items()}
            harmed = any(got[key] > had[key] for key in had)
            assert harmed or got == had


@settings(max_examples=60, deadline=None)
@given(problems(most=9), st.randoms())
def test_the_same_people_get_the_same_plan_in_whatever_order_they_come(problem, rng: random.Random):
    plan = allocate(problem)
    shuffled = list(problem.children)
    rng.shuffle(shuffled)
    assert allocate(replace(problem, children=shuffled)).places == plan.places


@settings(max_examples=60, deadline=None)
@given(problems(most=9), st.booleans())
def test_asked_again_nobody_moves(problem, stay):
    plan = allocate(problem)
    held = {where: at for where, at in plan.places.items() if at is not None}
    assert allocate(replace(problem, held=held, stay=stay)).places == plan.places


@settings(max_examples=60, deadline=None)
@given(problems(most=5, slots=1))
def test_after_a_change_as_few_as_possible_move(problem):
    """One course is closed; whoever sat elsewhere leaves only where somebody else needs it."""
    plan = allocate(problem)
    held = {where: at for where, at in plan.places.items() if at is not None}
    changed = replace(problem, courses=problem.courses[1:], held=held, stay=True)
    again = of_slot(allocate(changed), 1)

    def cost(places):
        nowhere = sum(at is None for at in places.values())
        still_open = {c.key for c in changed.courses}
        moved = sum(
            held.get((child, 1)) in still_open and held[child, 1] != at
            for child, at in places.items()
        )
        return nowhere, moved

    possible = everything_possible(changed, problem.slots[0])
    assert cost(again) == min(cost(each) for each in possible)


@settings(max_examples=40, deadline=None)
@given(problems(siblings=True))
def test_siblings_sit_in_one_course_and_nothing_fairer_is_possible(problem):
    plan = allocate(problem)
    for slot in problem.slots:
        ours = of_slot(plan, slot.key)
        possible = list(everything_possible(problem, slot))
        bound = problem.together and {1, 2} <= set(ours) and (1, 2) not in plan.apart
        if bound:
            assert ours[1] == ours[2]
            possible = [each for each in possible if each[1] == each[2]]
        if (1, 2) not in plan.apart:
            assert profile(problem, slot.key, ours) == min(
                profile(problem, slot.key, each) for each in possible
            )


@settings(max_examples=60, deadline=None)
@given(problems(most=9))
def test_whoever_finds_no_place_is_told_which_courses_are_too_small(problem):
    plan = allocate(problem)
    told = shortages(problem, plan)
    assert bool(told) == bool(plan.unplaced)
    named = {(child, short.slot) for short in told for child in short.children}
    assert set(plan.unplaced) <= named
    for short in told:
        assert short.missing > 0
        inside = set(short.courses)
        courses = [c for c in problem.courses if c.slot == short.slot]
        for child in problem.children:
            if child.key in short.children:
                assert {c.key for c in courses if may_enter(child, c)} <= inside


def wishing(key, *wishes, owed=0, grade=3):
    return Child(key, grade, wishes={1: wishes}, owed=owed)


def test_whoever_got_least_last_term_is_served_first():
    courses = [Course(11, 1, 1), Course(12, 1, 2)]
    children = [wishing(1, 11, 12), wishing(2, 11, 12, owed=2), wishing(3, 11, 12)]
    plan = allocate(Problem(children, courses, [Slot(1)]))
    assert plan.places[2, 1] == 11


def test_what_is_denied_in_one_slot_is_owed_in_the_next():
    courses = [Course(11, 1, 1), Course(12, 1, 1), Course(21, 2, 1), Course(22, 2, 1)]
    children = [Child(n, 3, wishes={1: (11, 12), 2: (21, 22)}) for n in (1, 2)]
    plan = allocate(Problem(children, courses, [Slot(1), Slot(2)]))
    for child in (1, 2):
        assert {plan.places[child, 1], plan.places[child, 2]} in ({11, 22}, {12, 21})


def test_a_persons_decision_stands_and_takes_its_seat():
    courses = [Course(11, 1, 1), Course(12, 1, 1)]
    problem = Problem([wishing(1, 11), wishing(2, 11)], courses, [Slot(1)], kept={(2, 1): 11})
    assert allocate(problem).places == {(1, 1): 12, (2, 1): 11}
    crowded = replace(problem, kept={(1, 1): 11, (2, 1): 11})
    assert overfilled(crowded) == [(11, 2)]


def test_siblings_without_a_common_course_are_named_and_placed_one_by_one():
    courses = [Course(11, 1, 2, 1, 3), Course(12, 1, 2, 4, 6)]
    children = [wishing(1, 11, grade=2), wishing(2, 12, grade=5)]
    plan = allocate(Problem(children, courses, [Slot(1)], together=[(1, 2)]))
    assert plan.apart == ((1, 2),)
    assert plan.places == {(1, 1): 11, (2, 1): 12}


def test_siblings_who_would_fit_apart_are_named_as_what_must_give():
    courses = [Course(11, 1, 2), Course(12, 1, 1)]
    children = [wishing(1, 11), wishing(2, 11), wishing(3, 11)]
    problem = Problem(children, courses, [Slot(1)], together=[(1, 2), (2, 3)])
    plan = allocate(replace(problem, courses=[Course(11, 1, 2), Course(12, 1, 2)]))
    assert plan.apart
    short = replace(
        problem,
        children=[*children, wishing(4, 11)],
        courses=[Course(11, 1, 3), Course(12, 1, 1)],
        together=[(1, 2), (3, 4)],
    )
    (told,) = shortages(short, allocate(short))
    assert told.siblings


def test_each_child_is_told_in_a_sentence_what_came_of_it():
    courses = [Course(11, 1, 1), Course(12, 1, 1), Course(13, 1, 5)]
    children = [
        wishing(1, 11, 12, owed=1),
        wishing(2, 11, 12),
        wishing(3, 11, 12),
        wishing(4),
    ]
    problem = Problem(children, courses, [Slot(1)], kept={})
    plan = allocate(problem)
    told = Reasons(problem, plan, {11: "二胡", 12: "书法", 13: "合唱"}, {})
    said = {child.key: told.reason(child.key, 1) for child in children}
    assert said[1] == "第一志愿二胡。"
    assert said[4] == "没有填志愿，排进了还有名额的合唱。"
    unlucky = "第一志愿二胡有 1 个名额，3 个孩子最想去；上学期没有如愿的孩子先排。"
    assert {said[2], said[3]} == {
        f"第二志愿书法。{unlucky}",
        f"填的志愿都满了，排进了还有名额的合唱。{unlucky}",
    }


def test_a_school_of_four_hundred_is_proven_in_a_moment():
    rng = random.Random(7)
    courses = [Course(10 * s + n, s, 50, 1, 9) for s in (1, 2, 3) for n in range(9)]
    children = [
        Child(
            n,
            rng.randint(1, 9),
            wishes={s: tuple(rng.sample(range(10 * s, 10 * s + 9), 3)) for s in (1, 2, 3)},
        )
        for n in range(400)
    ]
    plan = allocate(
        Problem(children, courses, [Slot(1), Slot(2), Slot(3)], together=[(1, 2), (5, 9)])
    )
    assert plan.is_proven
    assert not plan.unplaced

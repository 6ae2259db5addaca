"""The plan of mentor pairs: whatever the people, it keeps its rules and is the best there is."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qingshan.growth.mentoring import weights
from qingshan.growth.mentoring.matching import (
    Mentee,
    Mentor,
    burden,
    fit,
    match,
    may_pair,
    points_of,
)
from qingshan.growth.mentoring.reasons import how_good, reasons, what_would_help

pytestmark = pytest.mark.system("T7")

SUBJECTS = st.sampled_from(["语文", "数学", ""])
GROUPS = st.sampled_from(["语文教研组", "理科教研组", ""])
KEYS = st.integers(1, 9)  # mentees and mentors share them: someone may be ticked as both


def wishes():
    return st.lists(KEYS, max_size=3, unique=True).map(tuple)


def mentees():
    return st.builds(
        Mentee,
        key=KEYS,
        subject=SUBJECTS,
        group=GROUPS,
        years=st.integers(0, 8),
        wishes=wishes(),
        paired=st.frozensets(KEYS, max_size=2),
    )


def mentors():
    return st.builds(
        Mentor,
        key=KEYS,
        subject=SUBJECTS,
        group=GROUPS,
        years=st.integers(0, 40),
        wishes=wishes(),
        load=st.integers(0, 2),
        capacity=st.integers(0, 3),
        party_member=st.booleans(),
        title=st.sampled_from(["", "区级骨干教师"]),
    )


def several(people, most):
    return st.lists(people, max_size=most, unique_by=lambda one: one.key)


def by_key(people):
    return {one.key: one for one in people}


@settings(max_examples=80, deadline=None)
@given(several(mentees(), 9), several(mentors(), 9))
def test_a_plan_keeps_its_rules(learners, givers):
    plan = match(learners, givers)
    known, able = by_key(givers), by_key(learners)
    assert set(plan.pairs) | set(plan.unplaced) == set(able)
    assert not set(plan.pairs) & set(plan.unplaced)
    for mentee, mentor in plan.pairs.items():
        assert mentee != mentor
        assert mentor not in able[mentee].paired
    for mentor, more in Counter(plan.pairs.values()).items():
        assert known[mentor].load + more <= known[mentor].capacity
    assert plan.is_proven


@settings(max_examples=60, deadline=None)
@given(several(mentees(), 5), several(mentors(), 9))
def test_everyone_is_placed_where_there_is_room_for_all(learners, givers):
    """Two they have already and they themselves are out of the question; a fourth has room."""
    roomy = [replace(one, load=0, capacity=len(learners)) for one in givers]
    assume(len(roomy) > 3)
    assert match(learners, roomy).unplaced == ()


@settings(max_examples=60, deadline=None)
@given(several(mentees(), 7), several(mentors(), 7), st.randoms(use_true_random=False))
def test_the_same_people_give_the_same_plan_in_any_order(learners, givers, chance):
    first = match(learners, givers)
    shuffled = chance.sample(learners, len(learners)), chance.sample(givers, len(givers))
    assert match(*shuffled) == first


@settings(max_examples=60, deadline=None)
@given(several(mentees(), 4), several(mentors(), 3))
def test_no_other_plan_is_better(learners, givers):
    plan = match(learners, givers)
    placed, points = best_by_trying_all(learners, givers)
    assert (len(plan.pairs), plan.points) == (placed, points)


def best_by_trying_all(learners, givers) -> tuple[int, int]:
    """More placed before more points, over every choice there is."""
    best = (0, 0)
    for choice in product([None, *givers], repeat=len(learners)):
        pairs = [(a, b) for a, b in zip(learners, choice, strict=True) if b is not None]
        more = Counter(b.key for _, b in pairs)
        if any(not may_pair(a, b) for a, b in pairs):
            continue
        if any(b.load + more[b.key] > b.capacity for _, b in pairs):
            continue
        worth = sum(fit(a, b) for a, b in pairs)
        worth -= sum(burden(b.load + n) for b in givers for n in range(more[b.key]) if more[b.key])
        best = max(best, (len(pairs), worth))
    return best


@settings(max_examples=60, deadline=None)
@given(several(mentees(), 7), several(mentors(), 7), st.data())
def test_what_a_person_kept_stays(learners, givers, data):
    kept = {
        one.key: data.draw(st.sampled_from([None, *(giver.key for giver in givers)]))
        for one in learners[:3]
    }
    plan = match(learners, givers, kept=kept)
    assert {key: plan.pairs.get(key) for key in kept} == kept
    assert not set(kept) & set(plan.unplaced)
    chosen = Counter(mentor for mentor in kept.values() if mentor)
    for mentor, more in Counter(plan.pairs.values()).items():
        room = by_key(givers)[mentor].room
        assert more <= max(room, chosen[mentor])


def test_points_of_a_plan_are_its_fits_less_its_burdens():
    young = {n: Mentee(n, "语文", years=1) for n in (1, 2)}
    old = {9: Mentor(9, "语文", years=9, load=1, capacity=3)}
    alone = fit(young[1], old[9])
    assert points_of({1: 9, 2: 9}, young, old) == 2 * alone - burden(1) - burden(2)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"subject": "语文"}, {"subject": "数学"}),
        ({"group": "文科组"}, {"group": "理科组"}),
        ({"years": 9}, {"years": 3}),
        ({"years": 9}, {"years": 30}),
        ({"wishes": (1,)}, {"wishes": (7,)}),
        ({"wishes": (1, 7)}, {"wishes": (7, 1)}),
        ({"key": 5}, {"key": 6}),
        ({"load": 0}, {"load": 1}),
        ({"party_member": True}, {"party_member": False}),
        ({"title": "市教学能手"}, {"title": ""}),
    ],
)
def test_each_thing_speaks_for_a_pair(better, worse):
    """The two mentors differ in one thing only; the better one has the higher key."""
    mentee = Mentee(1, "语文", "文科组", years=1, wishes=(5, 6))
    even = {"subject": "语文", "group": "文科组", "years": 9}
    if "key" in better:
        assert match([mentee], [Mentor(**even | better), Mentor(**even | worse)]).pairs == {1: 5}
        return
    plain = Mentee(1, "语文", "文科组", years=1)
    givers = [Mentor(**{"key": 3} | even | worse), Mentor(**{"key": 4} | even | better)]
    assert match([plain], givers).pairs == {1: 4}


def test_the_load_is_spread():
    """Four alike for two alike: two each."""
    young = [Mentee(n, "语文", years=1) for n in range(1, 5)]
    old = [Mentor(n, "语文", years=9, capacity=4) for n in (8, 9)]
    assert sorted(Counter(match(young, old).pairs.values()).values()) == [2, 2]


def test_who_cannot_be_placed_is_told_with_what_would_help():
    young = {n: Mentee(n, "数学", years=1) for n in (1, 2, 3)}
    plan = match(young.values(), [Mentor(9, "语文", years=9, capacity=2)])
    assert len(plan.unplaced) == 1
    told = what_would_help(plan, young)
    assert "还差 1 个位置" in told
    assert "教数学" in told


def test_reasons_are_said_in_words():
    mentee = Mentee(1, "语文", "语文组", years=1, wishes=(9,))
    mentor = Mentor(9, "语文", "语文组", years=9, load=1, title="区级骨干教师")
    assert reasons(mentee, mentor) == (
        "同教语文，同在语文组；教龄相差 8 年；徒弟的第一志愿；区级骨干教师；现在带 1 人"
    )
    stranger = Mentor(8, "数学", "数学组", years=1, wishes=(7, 1), party_member=True)
    assert reasons(mentee, stranger) == (
        "学科不同，师傅教数学；教龄差不多；师傅的第二志愿；党员；现在没有带人"
    )


def test_a_school_of_ninety_is_solved_to_the_end():
    chance = random.Random(5)
    young = [
        Mentee(n, chance.choice("语数英理"), chance.choice("甲乙丙"), chance.randint(0, 2))
        for n in range(40)
    ]
    old = [
        Mentor(
            n,
            chance.choice("语数英理"),
            chance.choice("甲乙丙"),
            chance.randint(5, 35),
            wishes=tuple(chance.sample(range(40), 3)),
            load=chance.randint(0, 1),
        )
        for n in range(50, 100)
    ]
    plan = match(young, old)
    assert plan.unplaced == ()
    assert plan.is_proven
    assert "没有更合适的搭配" in how_good(plan)


def test_time_that_runs_out_is_said(monkeypatch):
    monkeypatch.setattr("qingshan.growth.mentoring.matching.SECONDS", 0.0)
    young = [Mentee(n, "语文") for n in range(1, 5)]
    plan = match(young, [Mentor(n, "语文", years=9) for n in range(6, 9)])
    assert not plan.is_proven
    assert "还没有算到底" in how_good(plan)


def test_every_weight_is_above_zero_and_wishes_fall():
    for points in (weights.MENTEE_WISHES, weights.MENTOR_WISHES):
        assert list(points) == sorted(set(points), reverse=True)
        assert min(points) > 0


def test_the_solver_is_not_loaded_with_the_server():
    """It is heavy: whoever never asks for a plan does not pay for it."""
    code = (
        "import sys, django; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "import qingshan.growth.mentoring.views;"
        "sys.exit('ortools' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0

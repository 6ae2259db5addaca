"""How good a plan is, and what would have to give where it does not come out, in sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qingshan.character.courses.shortage import overfilled, shortages
from qingshan.kit.words import tr
from qingshan.school.calendar import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingshan.character.courses.allocation import Plan
    from qingshan.character.courses.problem import Ground
    from qingshan.character.courses.shortage import Shortage

NAMED = 6


def how_good(ground: Ground, plan: Plan) -> str:
    """Whether it is the best there is, and else by how much another might be better."""
    if plan.is_proven:
        return tr("算过了所有的排法，没有比这更照顾最后一名的。")
    worst = max(plan.gaps.values())
    slots = tr("、").join(ground.slots[key].name for key in plan.gaps)
    return tr("{slots}兄弟姐妹牵连多，时间内没有算完：最多还有 {worst} 个孩子能排得更好。").format(
        slots=slots, worst=worst
    )


def what_must_give(ground: Ground, plan: Plan) -> list[str]:
    """A sentence for each knot that does not come out even: which constraint to relax."""
    told = [_short(ground, short) for short in shortages(ground.problem, plan)]
    for course, number in overfilled(ground.problem):
        one = ground.offerings[course]
        told.append(
            tr(
                "{one}您定了 {number} 个孩子，名额只有 {capacity} 个："
                "加名额，或者给几个孩子换一门。"
            ).format(one=one, number=number, capacity=one.capacity)
        )
    for first, second in plan.apart:
        told.append(
            tr(
                "{called}和{called2}要在一起，可没有一门课两个年级都能进："
                "先各排各的；想在一起，就把一门课的年级放宽。"
            ).format(called=ground.called[first], called2=ground.called[second])
        )
    return told


def _short(ground: Ground, short: Shortage) -> str:
    slot = ground.slots[short.slot]
    if short.siblings:
        return tr(
            "{slot}有 {children} 个孩子没排下，是因为兄弟姐妹要在一起："
            "分开就都排得下。去掉一对，或者给一门课加一个名额。"
        ).format(slot=slot.name, children=len(short.children))
    grades = _grades(ground, short.children)
    if not short.courses:
        return tr("{slot}没有一门课收{grades}：给一门课放宽年级，或者再开一门。").format(
            slot=slot.name, grades=grades
        )
    names = _listed(ground.offerings[key].course.name for key in short.courses)
    return tr(
        "{slot}有 {children} 个{grades}的孩子只能进{names}，"
        "一共 {seats} 个名额，还差 {missing} 个。"
        "给其中一门加 {missing} 个名额，或者让别的课也收{grades}。"
    ).format(
        slot=slot.name,
        children=len(short.children),
        grades=grades,
        names=names,
        seats=short.seats,
        missing=short.missing,
    )


def _grades(ground: Ground, children: Iterable[int]) -> str:
    wanted = set(children)
    counted = Counter(one.grade for one in ground.problem.children if one.key in wanted)
    numbers = [DIGITS[grade] for grade in sorted(counted) if 0 < grade < len(DIGITS)]
    return tr("{numbers}年级").format(numbers=tr("、").join(numbers)) if numbers else tr("这些年级")


def _listed(names: Iterable[str]) -> str:
    known = list(names)
    if len(known) <= NAMED:
        return tr("、").join(known)
    return tr("{known}等 {known2} 门课").format(
        known=tr("、").join(known[:NAMED]), known2=len(known)
    )

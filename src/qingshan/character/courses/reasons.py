"""What came of it for a child, in a sentence that a family can be told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qingshan.character.courses.allocation import rank_of
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.character.courses.allocation import Child, Course, Plan, Problem

PLACES = (tr("第一"), tr("第二"), tr("第三"), tr("第四"), tr("第五"))


@dataclass(frozen=True)
class Reasons:
    """`names` are those of the courses, `called` those of children who go with a sibling."""

    problem: Problem
    plan: Plan
    names: Mapping[int, str]
    called: Mapping[int, str]

    def reason(self, child: int, slot: int) -> str:
        """Why the child has this place, or none."""
        course = self.plan.places[child, slot]
        wished = self._children[child].wishes.get(slot, ())
        if course is None:
            return tr("还没有位置：能进的课程都满了。")
        name = self.names[course]
        if (child, slot) in self.problem.kept:
            return tr("老师定的：{name}。").format(name=name)
        rank = rank_of(self._children[child], slot, course)
        if rank == 1:
            return tr("第一志愿{name}。{with_sibling}").format(
                name=name, with_sibling=self._with_sibling(child, slot)
            )
        if not wished:
            return tr("没有填志愿，排进了还有名额的{name}。{with_sibling}").format(
                name=name, with_sibling=self._with_sibling(child, slot)
            )
        together = self._with_sibling(child, slot)
        why = together or self._why_not(child, slot, wished[0])
        if rank:
            return tr("{places}志愿{name}。{why}").format(
                places=PLACES[rank - 1], name=name, why=why
            )
        return tr("填的志愿都满了，排进了还有名额的{name}。{why}").format(name=name, why=why)

    def _why_not(self, child: int, slot: int, first: int) -> str:
        """What stands between a child and its first wish."""
        course = self._courses.get(first)
        if course is None:
            return ""
        name, wanting = self.names[first], self._wanting[first]
        told = tr("第一志愿{name}有 {capacity} 个名额，{wanting} 个孩子最想去").format(
            name=name, capacity=course.capacity, wanting=wanting
        )
        if wanting <= course.capacity:
            told = tr("第一志愿{name}的 {capacity} 个名额都有了人").format(
                name=name, capacity=course.capacity
            )
        if self.problem.stay and self.problem.held.get((child, slot)) is not None:
            return tr("{told}；这次补排，尽量不动已经排好的。").format(told=told)
        if self._owed_more(child, slot, first):
            return tr("{told}；上学期没有如愿的孩子先排。").format(told=told)
        return tr("{told}；换给他，就有别的孩子要退到更后面的志愿。").format(told=told)

    def _owed_more(self, child: int, slot: int, course: int) -> bool:
        """Whether everyone there by a first wish got less last term than this child."""
        mine = self._children[child].owed
        there = [
            self._children[key].owed
            for (key, at), found in self.plan.places.items()
            if at == slot and found == course and key in self._children
        ]
        return bool(there) and min(there) > mine

    def _with_sibling(self, child: int, slot: int) -> str:
        for pair in self.problem.together:
            if child in pair and pair not in self.plan.apart:
                other = pair[0] if pair[1] == child else pair[1]
                if self.plan.places.get((other, slot)) == self.plan.places[child, slot]:
                    return tr("和{get}在一起。").format(get=self.called.get(other, tr("兄弟姐妹")))
        return ""

    @cached_property
    def _children(self) -> dict[int, Child]:
        return {one.key: one for one in self.problem.children}

    @cached_property
    def _courses(self) -> dict[int, Course]:
        return {one.key: one for one in self.problem.courses}

    @cached_property
    def _wanting(self) -> Counter[int]:
        """How many have each course as a first wish."""
        firsts = (w[0] for one in self.problem.children for w in one.wishes.values() if w)
        return Counter(firsts)

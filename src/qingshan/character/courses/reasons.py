"""What came of it for a child, in a sentence that a family can be told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qingshan.character.courses.allocation import rank_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.character.courses.allocation import Child, Course, Plan, Problem

PLACES = ("第一", "第二", "第三", "第四", "第五")


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
            return "还没有位置：能进的课程都满了。"
        name = self.names[course]
        if (child, slot) in self.problem.kept:
            return f"老师定的：{name}。"
        rank = rank_of(self._children[child], slot, course)
        if rank == 1:
            return f"第一志愿{name}。{self._with_sibling(child, slot)}"
        if not wished:
            return f"没有填志愿，排进了还有名额的{name}。{self._with_sibling(child, slot)}"
        together = self._with_sibling(child, slot)
        why = together or self._why_not(child, slot, wished[0])
        if rank:
            return f"{PLACES[rank - 1]}志愿{name}。{why}"
        return f"填的志愿都满了，排进了还有名额的{name}。{why}"

    def _why_not(self, child: int, slot: int, first: int) -> str:
        """What stands between a child and its first wish."""
        course = self._courses.get(first)
        if course is None:
            return ""
        name, wanting = self.names[first], self._wanting[first]
        told = f"第一志愿{name}有 {course.capacity} 个名额，{wanting} 个孩子最想去"
        if wanting <= course.capacity:
            told = f"第一志愿{name}的 {course.capacity} 个名额都有了人"
        if self.problem.stay and self.problem.held.get((child, slot)) is not None:
            return f"{told}；这次补排，尽量不动已经排好的。"
        if self._owed_more(child, slot, first):
            return f"{told}；上学期没有如愿的孩子先排。"
        return f"{told}；换给他，就有别的孩子要退到更后面的志愿。"

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
                    return f"和{self.called.get(other, '兄弟姐妹')}在一起。"
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

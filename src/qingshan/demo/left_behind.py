"""Who cares for the left-behind children, and the talks and calls of the autumn; a few wait."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from qingshan.demo import texts
from qingshan.demo.relations import pair

if TYPE_CHECKING:
    from datetime import date

    from qingshan.demo.draft import Draft
    from qingshan.demo.people import Child, Teacher

CARED_FOR = 0.92  # of the children; the others are what the page of the left-behind is for
LATELY = 0.85  # of the talks and calls that are due were made
EVERY = 28  # days


def add_carers(draft: Draft) -> None:
    """A teacher for most of those whom nobody supports yet, a few children each."""
    rng = draft.rng
    others = [t for t in draft.teachers if not t.member and t is not draft.newcomer]
    there = [teacher for teacher in others if teacher.hired <= draft.days.first]
    supported = {child.number for child in draft.supported.values()}
    waiting = [
        child
        for child in draft.children
        if child.row["是否留守儿童"] != "非留守儿童" and child.number not in supported
    ]
    for number, child in enumerate(waiting):
        if rng.random() < CARED_FOR:
            carer = there[number % len(there)]
            pair(draft, "帮扶学生", carer, child.number, since=draft.days.first)
            _keep_in_touch(draft, carer, child)


def _keep_in_touch(draft: Draft, carer: Teacher, child: Child) -> None:
    rng = draft.rng
    for day in _each_month(draft):
        if rng.random() < LATELY:
            said = rng.choice(texts.TALKS)
            draft.deed(day, "谈心谈话", carer, child=child, content=said, minutes=20)
        if rng.random() < LATELY:
            said = rng.choice(texts.CALLS)
            draft.deed(day, "家长联系", carer, child=child, content=said, minutes=10)


def _each_month(draft: Draft) -> list[date]:
    """A day for each four weeks back to the year's beginning, on a day of school."""
    days, begun = draft.days.so_far, draft.days.first
    found, last = [], draft.today - timedelta(days=draft.rng.randint(1, EVERY - 2))
    while last >= begun and days:
        found.append(max((day for day in days if day <= last), default=days[0]))
        last -= timedelta(days=EVERY)
    return found

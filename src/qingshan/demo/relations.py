"""Who accompanies whom: mentors, contact classes, supported children, with gaps still open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qingshan.demo.draft import Draft
    from qingshan.demo.people import Teacher

# Members who do not yet have a mentee, a class, a child; and the others who support one too.
NO_MENTEE, NO_CLASS, NO_CHILD = 3, 2, 3
OTHER_SUPPORTERS = 24
CARRIED_OVER = 0.35  # of the pairings stand since the year before


def add_pairings(draft: Draft) -> None:
    _mentors(draft)
    _contact_classes(draft)
    _supporters(draft)


def _mentors(draft: Draft) -> None:
    """Each member but a few takes a young teacher, the rest of the young get one of the older."""
    rng, start = draft.rng, draft.days.start
    young = [t for t in draft.staff if t.post == "特岗教师" and start - t.hired.year <= 3]
    rng.shuffle(young)
    waiting = [*young]
    givers = _all_but(draft, NO_MENTEE, [m for m in draft.members if m.subject])
    older = [t for t in draft.staff if t.post == "在编教师" and not t.member]
    for giver in givers:
        mentee = next((t for t in waiting if t is not giver), None)
        if mentee is None:
            mentee = rng.choice([t for t in young if t is not giver])
        else:
            waiting.remove(mentee)
        pair(draft, "青蓝结对", giver, mentee.number, since=mentee.hired)
    for mentee in waiting:
        pair(draft, "青蓝结对", rng.choice(older), mentee.number, since=mentee.hired)


def _contact_classes(draft: Draft) -> None:
    rooms = [*draft.rooms, *draft.rooms]
    draft.rng.shuffle(rooms)
    for giver in _all_but(draft, NO_CLASS, draft.members):
        pair(draft, "联系班级", giver, rooms.pop().code, since=giver.hired)


def _supporters(draft: Draft) -> None:
    rng = draft.rng
    children = [child for child in draft.children if child.hardship]
    rng.shuffle(children)
    others = rng.sample([t for t in draft.teachers if not t.member], OTHER_SUPPORTERS)
    for giver in [*_all_but(draft, NO_CHILD, draft.members), *others]:
        child = children.pop()
        draft.supported[giver.number] = child
        entered = date(int(str(child.row["入学年月"])[:4]), 9, 1)
        pair(draft, "帮扶学生", giver, child.number, since=max(entered, giver.hired))


def _all_but(draft: Draft, left_out: int, members: list[Teacher]) -> list[Teacher]:
    """The newcomer has a class and a child, and nobody to mentor yet."""
    idle = draft.rng.sample([m for m in members if m is not draft.newcomer], left_out)
    if left_out == NO_MENTEE and members is not draft.members:
        idle[0] = draft.newcomer
    return [member for member in members if member not in idle]


def pair(draft: Draft, kind: str, giver: Teacher, target: str, *, since: date) -> None:
    """A pairing of this year, or one that goes on from the year before."""
    rng, days = draft.rng, draft.days
    begins = min(days.today, days.first + timedelta(days=rng.randint(2, 25)))
    before = date(days.start - 1, 9, rng.randint(5, 28))
    if since < before and giver.hired < before and rng.random() < CARRIED_OVER:
        begins = before
    draft.add(
        "结对",
        {"类型": kind, "教师工号": giver.number, "对象": target, "开始日期": begins},
    )

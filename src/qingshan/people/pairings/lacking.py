"""Who has nobody yet: what the branch promised, and what the young need, unanswered today."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.kit.words import tr
from qingshan.people.models import Pairing, Staff, Student
from qingshan.people.pairings.leaving import child_is_gone, staff_is_gone
from qingshan.people.pairings.words import SIDES
from qingshan.people.roster import on_roster
from qingshan.people.students.words import age_on
from qingshan.people.visibility import (
    open_on,
    pairings_visible_to,
    service_visible_to,
    students_visible_to,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingshan.people.pairings.words import Side
    from qingshan.school.membership import Member

YEARS_WITH_A_MENTOR = 3
"""A special-post teacher is new to the work for so many years after hiring."""

NAMED_AT_MOST = 100

IN_NEED = Q(left_behind=Student.LeftBehind.BOTH_PARENTS) | Q(is_orphan=True) | Q(needs_aid=True)

MEMBERS_LACK = {
    Pairing.Kind.MENTORING: tr("位党员还没有带徒弟"),
    Pairing.Kind.CLASS_CONTACT: tr("位党员还没有联系班级"),
    Pairing.Kind.STUDENT_SUPPORT: tr("位党员还没有帮扶孩子"),
}


@dataclass(frozen=True, slots=True)
class Name:
    """Someone without: `query` names them on the form that makes a pairing."""

    name: str
    about: str
    query: str


@dataclass(frozen=True, slots=True)
class Gap:
    """So many lack something, said in `words`."""

    side: Side
    words: str
    names: list[Name]

    @property
    def number(self) -> int:
        return len(self.names)

    @property
    def named(self) -> list[Name]:
        return self.names[:NAMED_AT_MOST]

    @property
    def more(self) -> int:
        return max(self.number - NAMED_AT_MOST, 0)


def gaps_of(member: Member) -> list[Gap]:
    """Who has none today, kind by kind; only gaps that are there. Three queries."""
    taken = _taken(member)
    staff = list(_staff(member))
    gaps = [_members_without(side, staff, taken[f"{side.kind}_giver"]) for side in SIDES.values()]
    gaps.append(_new_without_a_mentor(staff, taken["mentee"], member))
    gaps.append(_children_without(member, taken["student"]))
    kinds = list(SIDES)
    found = [gap for gap in gaps if gap.names]
    return sorted(found, key=lambda gap: kinds.index(gap.side.kind.value))


def _taken(member: Member) -> defaultdict[str, set[int]]:
    """Who gives in each kind today, and who receives."""
    taken: defaultdict[str, set[int]] = defaultdict(set)
    today = pairings_visible_to(member).filter(open_on(member.today)).order_by()
    for kind, giver, mentee, student in today.values_list("kind", "giver", "mentee", "student"):
        taken[f"{kind}_giver"].add(giver)
        taken["mentee"].add(mentee)
        taken["student"].add(student)
    return taken


def _staff(member: Member) -> Iterable[Staff]:
    """Members of the party and special-post teachers who are at the school."""
    asked = service_visible_to(member).filter(
        Q(political_status__in=Staff.PARTY_MEMBERS) | Q(post=Staff.Post.SPECIAL)
    )
    told = ("name", "political_status", "post", "hired_on", "position", "subject__name")
    for one in asked.select_related("subject", "account").only(*told, "account__is_active"):
        active = one.account.is_active if one.account else None
        if not staff_is_gone(one.position, active=active):
            yield one


def _members_without(side: Side, staff: list[Staff], taken: set[int]) -> Gap:
    names = [
        _colleague(one, "giver") for one in staff if one.is_party_member and one.pk not in taken
    ]
    return Gap(side, MEMBERS_LACK[side.kind], names)


def _new_without_a_mentor(staff: list[Staff], taken: set[int], member: Member) -> Gap:
    names = [
        _colleague(one, "mentee")
        for one in staff
        if one.post == Staff.Post.SPECIAL
        and age_on(member.today, one.hired_on) < YEARS_WITH_A_MENTOR
        and one.pk not in taken
    ]
    return Gap(SIDES[Pairing.Kind.MENTORING], tr("位头三年的特岗教师还没有师傅"), names)


def _children_without(member: Member, taken: set[int]) -> Gap:
    rows = (
        students_visible_to(member)
        .filter(IN_NEED, on_roster(member.today))
        .values_list("pk", "name", "grade", "school_class__grade", "school_class__name")
    )
    names = [
        Name(name, room, f"student={pk}")
        for pk, name, *places, room in rows
        if pk not in taken and not child_is_gone(*places, room)
    ]
    words = tr("个孩子（双亲留守、孤儿或需要资助）还没有人帮扶")
    return Gap(SIDES[Pairing.Kind.STUDENT_SUPPORT], words, names)


def _colleague(staff: Staff, role: str) -> Name:
    return Name(staff.name, staff.subject.name if staff.subject else "", f"{role}={staff.pk}")

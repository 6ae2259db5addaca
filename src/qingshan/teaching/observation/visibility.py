"""The only door to observations for a person.

| who | that it was or will be | the words and levels |
|---|---|---|
| the observer | always | always |
| the teacher | once it is held | once it is sent |
| the teacher's mentor of today | once it is sent | once it is sent |
| principal | always | never |
| everybody else | never | never |

A draw and its replay are for everybody of the school; which lessons it chose, only once they are
over, so that nobody can prepare for being seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.roles import Role
from qingshan.people.models import Pairing, Staff
from qingshan.people.visibility import KEEPERS, open_on, staff_of
from qingshan.teaching.models import Draw, Observation

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

DRAWERS = KEEPERS
HEADS = (Role.PRINCIPAL,)
State = Observation.State


def draws_visible_to(member: Member) -> QuerySet[Draw]:
    """All of one's own school: anyone can check a draw."""
    if member.school is None:
        return Draw.objects.none()
    return Draw.objects.filter(school=member.school)


def observations_visible_to(member: Member) -> QuerySet[Observation]:
    """Those that a person may know of (see the table above)."""
    everything = Observation.objects.filter(school=member.school)
    if member.school is None:
        return everything.none()
    if member.holds(*HEADS):
        return everything
    staff = staff_of(member)
    if staff is None:
        return everything.none()
    own = Q(observer=staff) | Q(teacher=staff) & ~Q(state=State.PLANNED, date__gte=member.today)
    return everything.filter(own | Q(teacher__in=mentees_of(member)) & ~Q(state=State.PLANNED))


def observations_read_by(member: Member) -> QuerySet[Observation]:
    """Those whose words and levels a person may read."""
    staff = staff_of(member)
    if member.school is None or staff is None:
        return Observation.objects.none()
    sent = ~Q(state=State.PLANNED)
    return Observation.objects.filter(school=member.school).filter(
        Q(observer=staff) | Q(teacher=staff) & sent | Q(teacher__in=mentees_of(member)) & sent
    )


def observed_by(member: Member) -> QuerySet[Observation]:
    """Those that the person writes: as the observer."""
    staff = staff_of(member)
    if staff is None:
        return Observation.objects.none()
    return Observation.objects.filter(school=member.school, observer=staff)


def trends_visible_to(member: Member) -> QuerySet[Staff]:
    """Whose trends a person may look at: one's own, and one's mentees'."""
    own = Staff.objects.filter(school=member.school)
    if member.school is None:
        return own.none()
    return own.filter(Q(account=member.account) | Q(pk__in=mentees_of(member)))


def mentees_of(member: Member) -> tuple[int, ...]:
    """Colleagues whom the person mentors today; asked once a page."""
    if "mentees" not in member.__dict__:
        staff = staff_of(member)
        rows = Pairing.objects.filter(
            open_on(member.today), kind=Pairing.Kind.MENTORING, giver=staff
        )
        found = rows.values_list("mentee", flat=True) if staff else ()
        member.__dict__["mentees"] = tuple(key for key in found if key)
    mentees: tuple[int, ...] = member.__dict__["mentees"]
    return mentees

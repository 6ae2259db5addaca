"""The only door to cases.

=====================================  ==================================================
who                                    sees
=====================================  ==================================================
responsible person, team, principal,   all of it, and each reading is noted
student affairs
homeroom teacher, supporter            that there is one, who answers for it, its state
                                       and the day of the next step; no words
secretary                              the same of every case; may confirm a closing, and
                                       sees its ground and evidence while it waits
everybody else                         nothing: the page does not exist
=====================================  ==================================================

What was done for the child stands on the timeline for whoever sees all of the case: a team must
see the whole story even where its members could not open the child's page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.roles import Role
from qingshan.care.models import Case, CaseMember, State
from qingshan.people.visibility import HELPERS_OF_ALL, children_helped_by, staff_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

SECOND_PERSONS = (*HELPERS_OF_ALL, Role.SECRETARY)
"""Who may be the second person of a closing."""


def cases_open_to(member: Member) -> QuerySet[Case]:
    """Those whose words the person may read."""
    if member.school is None:
        return Case.objects.none()
    everything = Case.objects.filter(school=member.school)
    if member.holds(*HELPERS_OF_ALL):
        return everything
    staff = staff_of(member)
    if staff is None:
        return everything.none()
    team = CaseMember.objects.filter(staff=staff, until__isnull=True)
    return everything.filter(Q(responsible=staff) | Q(pk__in=team.values("case")))


def cases_known_to(member: Member) -> QuerySet[Case]:
    """Those of which the person may know that there is one."""
    if member.school is None:
        return Case.objects.none()
    everything = Case.objects.filter(school=member.school)
    if member.holds(*SECOND_PERSONS):
        return everything
    helped = children_helped_by(member).values("pk")
    return everything.filter(Q(pk__in=cases_open_to(member).values("pk")) | Q(student__in=helped))


def may_confirm(member: Member, case: Case) -> bool:
    """Whether the person may be the second one of this closing."""
    asked = case.asked_by_id
    waits = case.state == State.CLOSING and asked != member.account.pk
    return waits and member.holds_at(case, *SECOND_PERSONS)


def may_reopen(member: Member, case: Case) -> bool:
    return case.state == State.CLOSED and member.holds_at(case, *HELPERS_OF_ALL)

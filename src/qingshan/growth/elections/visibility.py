"""The only door to elections.

Everybody of the school sees an election, who stands for it, how many have rated, who is elected and
the recount. A candidate sees their own count besides; who runs it sees all counts. Who has not yet
said whether they stand is known to themselves, whoever named them, and who runs it. An objection is
read by whoever made it and by who runs the election. How anyone rated, nobody sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.roles import Role
from qingshan.growth.models import Candidate, Election, Objection
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

ORGANISERS = (Role.PRINCIPAL, Role.SECRETARY)
"""Who runs elections."""


def elections_visible_to(member: Member) -> QuerySet[Election]:
    if member.school is None:
        return Election.objects.none()
    return Election.objects.filter(school=member.school)


def may_run(member: Member, election: Election) -> bool:
    """An organiser who stands for election does not run it."""
    if not member.holds_at(election, *ORGANISERS):
        return False
    stands = Candidate.objects.filter(election=election, staff=staff_of(member))
    return not stands.exclude(accepted=False).exists()


def candidates_visible_to(member: Member, election: Election) -> QuerySet[Candidate]:
    everybody = Candidate.objects.filter(election=election)
    if member.holds(*ORGANISERS):
        return everybody
    staff = staff_of(member)
    own = Q(staff=staff) | Q(nominated_by=staff) if staff else Q(pk__in=())
    return everybody.filter(Q(accepted=True) | own)


def objections_visible_to(member: Member, election: Election) -> QuerySet[Objection]:
    everything = Objection.objects.filter(election=election)
    if may_run(member, election):
        return everything
    return everything.filter(by=member.account)

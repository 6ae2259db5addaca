"""The only door to plans of development.

The person sees it, and principal and secretary, who propose it. Who accompanies sees it once the
person has agreed, so that nobody hears of a plan that somebody did not want. Nobody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.roles import Role
from qingshan.growth.models import DevelopmentPlan
from qingshan.people.visibility import staff_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

PROPOSERS = (Role.PRINCIPAL, Role.SECRETARY)


def plans_visible_to(member: Member) -> QuerySet[DevelopmentPlan]:
    if member.school is None:
        return DevelopmentPlan.objects.none()
    everything = DevelopmentPlan.objects.filter(school=member.school)
    if member.holds(*PROPOSERS):
        return everything
    staff = staff_of(member)
    if staff is None:
        return everything.none()
    beside = Q(companion=staff, agreed_on__isnull=False)
    return everything.filter(Q(staff=staff) | beside)


def is_own(member: Member, plan: DevelopmentPlan) -> bool:
    staff = staff_of(member)
    return staff is not None and staff.pk == plan.staff_id


def walks_along(member: Member, plan: DevelopmentPlan) -> bool:
    """The person, and once they agreed who accompanies: they set the steps and say what is done."""
    staff = staff_of(member)
    if staff is None:
        return False
    beside = plan.companion_id == staff.pk and plan.agreed_on is not None
    return plan.staff_id == staff.pk or beside

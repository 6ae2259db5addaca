"""The only door to planned visits: one's own, and those to children whom one helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.care.models import VisitPlan
from qingshan.people.visibility import HELPERS_OF_ALL, children_helped_by, staff_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def visit_plans_visible_to(member: Member) -> QuerySet[VisitPlan]:
    everything = VisitPlan.objects.filter(school=member.school)
    if member.school is None:
        return everything.none()
    if member.holds(*HELPERS_OF_ALL):
        return everything
    helped = children_helped_by(member).values("pk")
    return everything.filter(Q(staff=staff_of(member)) | Q(student__in=helped))


def may_send_others(member: Member) -> bool:
    """Whether the person may plan visits for colleagues; for oneself everybody may."""
    return member.holds(*HELPERS_OF_ALL)

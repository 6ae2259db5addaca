"""The only door to plans of home teaching.

=====================================  ==================================================
who                                    sees
=====================================  ==================================================
principal, student affairs             every plan, with its words
teachers of the plan, who helps the    the plan, with its words, and write its sessions
child (homeroom teacher, supporter)
everybody else                         no plan; the sessions as records, as far as they may
                                       see the child's
=====================================  ==================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.care.models import HomePlan, HomeTeacher
from qingshan.people.visibility import HELPERS_OF_ALL, children_helped_by, staff_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def plans_visible_to(member: Member) -> QuerySet[HomePlan]:
    if member.school is None:
        return HomePlan.objects.none()
    everything = HomePlan.objects.filter(school=member.school)
    if member.holds(*HELPERS_OF_ALL):
        return everything
    helped = children_helped_by(member).values("pk")
    mine = plans_taught_by(member).values("pk")
    return everything.filter(Q(student__in=helped) | Q(pk__in=mine))


def plans_taught_by(member: Member) -> QuerySet[HomePlan]:
    """Open plans of which the person is a teacher now."""
    staff = staff_of(member)
    if staff is None:
        return HomePlan.objects.none()
    mine = HomeTeacher.objects.filter(staff=staff, until__isnull=True)
    return HomePlan.objects.filter(pk__in=mine.values("plan"), ends_on__isnull=True)


def may_steer(member: Member, plan: HomePlan) -> bool:
    """Who sets goals, rhythm and teachers: who answers for all children, or helps this one."""
    return children_helped_by(member).filter(pk=plan.student_id).exists()

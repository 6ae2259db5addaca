"""The only door to findings.

Whoever found it, whoever mends it, the head of the mender's group and the principal know of a
finding and read it: the talk about teaching is between these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.roles import Role
from qingshan.people.models import GroupHead, Staff
from qingshan.people.visibility import staff_of
from qingshan.records.models import Record
from qingshan.teaching.models import Finding

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

LOOKING_KINDS = ("teaching_check", "teaching_review", "lesson_observation")
"""Deeds of looking: what they find is mended."""


def findings_visible_to(member: Member) -> QuerySet[Finding]:
    if member.school is None:
        return Finding.objects.none()
    everything = Finding.objects.filter(school=member.school)
    if member.holds(Role.PRINCIPAL):
        return everything
    staff = staff_of(member)
    if staff is None:
        return everything.none()
    groups = GroupHead.objects.filter(staff=staff).values("group")
    return everything.filter(Q(found_by=staff) | Q(mender=staff) | Q(mender__group__in=groups))


def may_find(member: Member) -> bool:
    """Heads of groups, and the principal where the principal is on the staff."""
    staff = staff_of(member)
    if staff is None:
        return False
    return member.holds(Role.PRINCIPAL) or GroupHead.objects.filter(staff=staff).exists()


def looks_of(member: Member) -> QuerySet[Record]:
    """One's own checks and reviews, which findings rest on."""
    staff = staff_of(member)
    if staff is None:
        return Record.objects.none()
    return Record.objects.filter(school=member.school, staff=staff, kind__in=LOOKING_KINDS)


def menders_for(member: Member) -> QuerySet[Staff]:
    """Who can be asked to mend: the principal asks everybody, a head those of the group."""
    staff = staff_of(member)
    people = Staff.objects.filter(school=member.school).exclude(post=Staff.Post.SUPPORT)
    if member.school is None or staff is None:
        return people.none()
    if not member.holds(Role.PRINCIPAL):
        people = people.filter(group__in=GroupHead.objects.filter(staff=staff).values("group"))
    return people.exclude(pk=staff.pk)

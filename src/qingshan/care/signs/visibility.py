"""The only door to signs: those who help a child, and those who answer for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.roles import Role
from qingshan.care.models import SignLook
from qingshan.people.models import Pairing, Student
from qingshan.people.visibility import open_on, staff_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

SETTERS = (Role.PRINCIPAL, Role.STUDENT_AFFAIRS)
"""Who sees every child's signs and sets from how many on a rule speaks."""


def children_with_signs_visible_to(member: Member) -> QuerySet[Student]:
    """All for `SETTERS`; else those of the class one leads and those one supports today.

    A colleague paired with a class, the secretary and the administrator see no signs.
    """
    everyone = Student.objects.filter(school=member.school)
    if member.school is None:
        return everyone.none()
    if member.holds(*SETTERS):
        return everyone
    staff = staff_of(member)
    if staff is None:
        return everyone.none()
    supported = Pairing.objects.filter(
        open_on(member.today), giver=staff, kind=Pairing.Kind.STUDENT_SUPPORT
    )
    led = Q(school_class__homeroom__staff=staff)
    return everyone.filter(led | Q(pk__in=supported.values("student")))


def looks_visible_to(member: Member) -> QuerySet[SignLook]:
    """What was seen by whoever looked, for those who may see the child's signs."""
    return SignLook.objects.filter(
        school=member.school, student__in=children_with_signs_visible_to(member).values("pk")
    )

"""Whose strengths, roles and five-sided view a person may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.character.models import ClassRole
from qingshan.people.visibility import children_bound_to, classes_bound_to
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def roles_visible_to(member: Member) -> QuerySet[ClassRole]:
    """Of the children a person may open; all for the school-wide offices."""
    if member.school is None:
        return ClassRole.objects.none()
    everything = ClassRole.objects.filter(school=member.school)
    if member.sees_whole_school:
        return everything
    return everything.filter(student__in=children_bound_to(member))


def classes_looked_at_by(member: Member) -> QuerySet[SchoolClass]:
    """Classes whose five-sided view opens: one's own, all for the school-wide offices."""
    if member.sees_whole_school:
        return SchoolClass.objects.filter(school=member.school)
    return classes_bound_to(member)

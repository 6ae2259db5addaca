"""The only door to honours, inspections and examinations for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.outcomes.models import Examination, Honour, Inspection, Mark
from qingshan.people.visibility import children_helped_by, students_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def honours_visible_to(member: Member) -> QuerySet[Honour]:
    """Those of the school and its staff are public there; a child's are seen with the child."""
    if member.school is None:
        return Honour.objects.none()
    everything = Honour.objects.filter(school=member.school)
    if member.sees_whole_school:
        return everything
    return everything.filter(
        ~Q(recipient=Honour.Recipient.STUDENT)
        | Q(student__in=students_visible_to(member).values("pk"))
    )


def inspections_visible_to(member: Member) -> QuerySet[Inspection]:
    """What came of each inspection is public at one's own school."""
    if member.school is None:
        return Inspection.objects.none()
    return Inspection.objects.filter(school=member.school)


def examinations_visible_to(member: Member) -> QuerySet[Examination]:
    """A year's totals, public at one's own school: no child stands in them."""
    if member.school is None:
        return Examination.objects.none()
    return Examination.objects.filter(school=member.school)


def marks_visible_to(member: Member) -> QuerySet[Mark]:
    """For those who help the child: nobody compares the children of others."""
    return Mark.objects.filter(
        school=member.school, student__in=children_helped_by(member).values("pk")
    )

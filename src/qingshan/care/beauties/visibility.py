"""The only door to tasks done at home: whoever leads the class, and those who help all children."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.people.visibility import HELPERS_OF_ALL, staff_of
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def classes_with_tasks(member: Member) -> QuerySet[SchoolClass]:
    everything = SchoolClass.objects.filter(school=member.school)
    if member.school is None:
        return everything.none()
    if member.holds(*HELPERS_OF_ALL):
        return everything
    staff = staff_of(member)
    return everything.filter(homeroom__staff=staff) if staff else everything.none()


def children_with_tasks(member: Member) -> QuerySet[Student]:
    """The children of those classes."""
    here = on_roster(member.today)
    return Student.objects.filter(here, school_class__in=classes_with_tasks(member))

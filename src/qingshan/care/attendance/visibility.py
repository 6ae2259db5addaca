"""The only door to rolls and absences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.access.roles import Role
from qingshan.care.models import Absence
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.people.visibility import children_bound_to, classes_bound_to
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

ROLL_OFFICES = (Role.STUDENT_AFFAIRS, Role.PRINCIPAL, Role.ADMINISTRATOR)
"""Who may take the roll of any class and sees every absence."""


def classes_whose_roll_may_be_taken_by(member: Member) -> QuerySet[SchoolClass]:
    """Classes with children: all for `ROLL_OFFICES`, else those one leads or is paired with."""
    if member.school is None:
        return SchoolClass.objects.none()
    here = Student.objects.filter(on_roster(member.today), school=member.school)
    filled = here.order_by().values("school_class")
    if member.holds(*ROLL_OFFICES):
        return SchoolClass.objects.filter(school=member.school, pk__in=filled)
    return classes_bound_to(member).filter(pk__in=filled)


def absences_of(member: Member, child: int) -> QuerySet[Absence]:
    """Of one child whom the person may open (`students_visible_to`): the same rule."""
    theirs = Absence.objects.filter(student=child)
    if member.sees_whole_school and not member.holds(*ROLL_OFFICES):
        own = classes_bound_to(member).values("pk")
        return theirs.filter(student__school_class__in=own)
    return theirs


def absences_visible_to(member: Member) -> QuerySet[Absence]:
    """All for `ROLL_OFFICES`, else those of the children a person is bound to."""
    if member.school is None:
        return Absence.objects.none()
    everything = Absence.objects.filter(school=member.school)
    if member.holds(*ROLL_OFFICES):
        return everything
    if member.sees_whole_school:  # the secretary: what concerns their own classes and children
        own = classes_bound_to(member).values("pk")
        return everything.filter(student__school_class__in=own)
    return everything.filter(student__in=children_bound_to(member))

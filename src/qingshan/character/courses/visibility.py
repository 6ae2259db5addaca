"""The only door to offerings, wishes, places and sessions for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.access.roles import Role
from qingshan.character.models import CourseRecord, Offering, Placement
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.people.visibility import children_bound_to, staff_of
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

COURSE_OFFICES = (Role.STUDENT_AFFAIRS, Role.PRINCIPAL, Role.ADMINISTRATOR)
"""Who sets up courses and places children in them."""


def runs_courses(member: Member) -> bool:
    return member.holds(*COURSE_OFFICES)


def offerings_visible_to(member: Member) -> QuerySet[Offering]:
    """What is offered is public at one's own school."""
    if member.school is None:
        return Offering.objects.none()
    return Offering.objects.filter(school=member.school)


def placements_visible_to(member: Member) -> QuerySet[Placement]:
    """All for the school-wide offices; else adopted ones: of one's courses, of one's children."""
    if member.school is None:
        return Placement.objects.none()
    everything = Placement.objects.filter(school=member.school)
    if member.sees_whole_school:
        return everything
    adopted = everything.filter(state=Placement.State.ADOPTED)
    return adopted.filter(
        Q(offering__teacher=staff_of(member), offering__teacher__isnull=False)
        | Q(student__in=children_bound_to(member))
    )


def classes_that_wish_with(member: Member) -> QuerySet[SchoolClass]:
    """Classes whose wishes a person may enter: those they lead, all for `COURSE_OFFICES`."""
    if member.school is None:
        return SchoolClass.objects.none()
    here = Student.objects.filter(on_roster(member.today), school=member.school)
    filled = here.order_by().values("school_class")
    classes = SchoolClass.objects.filter(school=member.school, pk__in=filled)
    if runs_courses(member):
        return classes
    return classes.filter(homeroom__staff=staff_of(member), homeroom__staff__isnull=False)


def offerings_taught_by(member: Member) -> QuerySet[Offering]:
    """Courses whose meetings a person may write down: their own, all for `COURSE_OFFICES`."""
    seen = offerings_visible_to(member)
    if runs_courses(member):
        return seen
    staff = staff_of(member)
    return seen.filter(teacher=staff) if staff else seen.none()


def course_records_visible_to(member: Member) -> QuerySet[CourseRecord]:
    """Meetings and showings are the school's; a child's piece is seen with the child or course."""
    if member.school is None:
        return CourseRecord.objects.none()
    everything = CourseRecord.objects.filter(school=member.school)
    if member.sees_whole_school:
        return everything
    return everything.filter(
        Q(student__isnull=True)
        | Q(offering__teacher=staff_of(member), offering__teacher__isnull=False)
        | Q(student__in=children_bound_to(member))
    )

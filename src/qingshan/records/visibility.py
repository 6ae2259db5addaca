"""The only door to records for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.people.visibility import children_bound_to, staff_of
from qingshan.records.models import Record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.people.models import Staff, Student
    from qingshan.school.membership import Member
    from qingshan.school.models import SchoolClass


def records_visible_to(member: Member) -> QuerySet[Record]:
    """One's own deeds and those about children one may open; all for the school-wide offices."""
    if member.sees_whole_school:
        return Record.objects.filter(school=member.school)
    staff = staff_of(member)
    if member.school is None or staff is None:
        return Record.objects.none()
    # A colleague and a child are of one school, so their records are: naming it as well would
    # lead a database away from the indexes of both.
    return Record.objects.filter(Q(staff=staff) | Q(student__in=children_bound_to(member)))


def records_about(member: Member, student: Student | int) -> QuerySet[Record]:
    """Everything written about a child whom the person may open (`students_visible_to`)."""
    return Record.objects.filter(student=student)


def records_by(member: Member, staff: Staff) -> QuerySet[Record]:
    """What a colleague of the person's school wrote down, as far as the person may see it."""
    theirs = Record.objects.filter(staff=staff)
    if member.sees_whole_school or staff == staff_of(member):
        return theirs
    return theirs.filter(student__in=children_bound_to(member))


def records_in(member: Member, school_class: SchoolClass) -> QuerySet[Record]:
    """What was done in a class of the person's school, as far as the person may see it."""
    done = Record.objects.filter(school_class=school_class)
    return done if member.sees_whole_school else done.filter(staff=staff_of(member))


def can_change_record(member: Member, record: Record) -> bool:
    """Whoever did the deed may correct it, and nobody else."""
    staff = staff_of(member)
    return staff is not None and record.staff_id == staff.pk

"""The only door to records for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.people.visibility import staff_of, students_visible_to
from qingshan.records.models import Record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.people.models import Student
    from qingshan.school.membership import Member


def records_visible_to(member: Member) -> QuerySet[Record]:
    """One's own deeds and those about children one may open; all for the school-wide offices."""
    if member.school is None:
        return Record.objects.none()
    everything = Record.objects.filter(school=member.school)
    if member.sees_whole_school:
        return everything
    staff = staff_of(member)
    if staff is None:
        return Record.objects.none()
    return everything.filter(
        Q(staff=staff) | Q(student__in=students_visible_to(member).values("pk"))
    )


def records_about(member: Member, student: Student) -> QuerySet[Record]:
    """Everything written about a child whom the person may open (`students_visible_to`)."""
    return Record.objects.filter(school=member.school, student=student)


def can_change_record(member: Member, record: Record) -> bool:
    """Whoever did the deed may correct it, and nobody else."""
    staff = staff_of(member)
    return staff is not None and record.staff_id == staff.pk

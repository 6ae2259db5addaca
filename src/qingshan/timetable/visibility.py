"""The only door to the timetable for a person.

A timetable hangs on the wall of a school: everybody who serves there sees all of it. The keepers
of the rosters change it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.access.roles import Role
from qingshan.timetable.models import Lesson, LessonChange, Room, TimetableFile

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

TIMETABLERS = (Role.ADMINISTRATOR, Role.PRINCIPAL, Role.STUDENT_AFFAIRS)
"""Who sets bells, lessons and substitutions: those who keep the calendar."""


def lessons_visible_to(member: Member) -> QuerySet[Lesson]:
    """All of one's own school."""
    if member.school is None:
        return Lesson.objects.none()
    return Lesson.objects.filter(school=member.school)


def changes_visible_to(member: Member) -> QuerySet[LessonChange]:
    """All of one's own school."""
    if member.school is None:
        return LessonChange.objects.none()
    return LessonChange.objects.filter(school=member.school)


def files_visible_to(member: Member) -> QuerySet[TimetableFile]:
    """For those who keep the timetable."""
    if member.school is None or not member.holds(*TIMETABLERS):
        return TimetableFile.objects.none()
    return TimetableFile.objects.filter(school=member.school)


def rooms_visible_to(member: Member) -> QuerySet[Room]:
    """All of one's own school."""
    if member.school is None:
        return Room.objects.none()
    return Room.objects.filter(school=member.school)

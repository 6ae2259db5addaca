"""Whose trends a person may look at: no child stands in one, and none is of fewer than five.

| who | classes | subjects |
|---|---|---|
| who answers for every child | all | all |
| the homeroom teacher | the own | all |
| whoever teaches it by today's timetable | those they teach | those they teach there |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.outcomes.marks.queries import classes_marked_by
from qingshan.people.visibility import staff_of
from qingshan.school.models import SchoolClass
from qingshan.timetable.models import Lesson

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def classes_with_trends(member: Member) -> QuerySet[SchoolClass]:
    """By grade."""
    own = SchoolClass.objects.filter(school=member.school)
    taught = own.filter(pk__in=_taught(member).values("school_class"))
    found = own.filter(pk__in=classes_marked_by(member).order_by().values("pk")) | taught
    return found.order_by("grade_number", "code")


def subjects_seen(member: Member, school_class: SchoolClass, subjects: list[str]) -> list[str]:
    """Those of `subjects` whose trend in the class the person may look at."""
    if classes_marked_by(member).filter(pk=school_class.pk).exists():
        return subjects
    taught = _taught(member).filter(school_class=school_class)
    mine = set(taught.values_list("subject__name", flat=True))
    return [subject for subject in subjects if subject in mine]


def _taught(member: Member) -> QuerySet[Lesson]:
    """The lessons that the person has in the timetable of today."""
    staff = staff_of(member)
    if staff is None or member.school is None:
        return Lesson.objects.none()
    in_force = {"starts_on__lte": member.today, "ends_on__gte": member.today}
    return Lesson.objects.filter(school=member.school, teacher=staff, **in_force).order_by()

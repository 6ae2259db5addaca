"""Who of a class is about to leave, and who left with it today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.people.models import Student

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.models import SchoolClass


def still_in(school_class: SchoolClass) -> QuerySet[Student]:
    """The children of a class of whom nobody has written down that they left."""
    return Student.objects.filter(school_class=school_class, left_on=None).order_by("number")


def noted_today(school_class: SchoolClass, today: date) -> QuerySet[Student]:
    """Those whose leaving was written down today: it can still be taken back."""
    return Student.objects.filter(school_class=school_class, left_noted_on=today)

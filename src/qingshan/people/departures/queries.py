"""Who of a class is about to leave, and who left with it today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.people.models import Student
from qingshan.people.roster import off_roster

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.models import SchoolClass

WAYS_OF_A_CLASS = (Student.Departure.GRADUATED, Student.Departure.COMPLETED)


def still_in(school_class: SchoolClass) -> QuerySet[Student]:
    """The children of a class of whom nobody has written down that they left."""
    return Student.objects.filter(~off_roster(), school_class=school_class).order_by("number")


def noted_today(school_class: SchoolClass, today: date) -> QuerySet[Student]:
    """Those who were written down today to leave as a class does: it can still be taken back.

    A child who moved away on the same day left alone, and is taken back alone.
    """
    return Student.objects.filter(
        school_class=school_class, left_noted_on=today, left_how__in=WAYS_OF_A_CLASS
    )

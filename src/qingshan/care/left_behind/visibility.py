"""The only door to left-behind children.

Whoever may open a child's page sees there that it is left behind; the list is of the same children.
It holds days, no words: what was said in a talk is for whoever may open the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.people.models import Pairing, Student
from qingshan.people.roster import on_roster
from qingshan.people.visibility import HELPERS_OF_ALL, open_on, staff_of, students_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

SETTERS = HELPERS_OF_ALL
"""Who sets how often."""

LEFT_BEHIND = (Student.LeftBehind.ONE_PARENT, Student.LeftBehind.BOTH_PARENTS)


def left_behind_visible_to(member: Member) -> QuerySet[Student]:
    here = on_roster(member.today)
    return students_visible_to(member).filter(here, left_behind__in=LEFT_BEHIND)


def cared_for_by(member: Member) -> QuerySet[Student]:
    """The left-behind children whose carer the person is today."""
    staff = staff_of(member)
    if staff is None:
        return Student.objects.none()
    mine = Pairing.objects.filter(
        open_on(member.today), giver=staff, kind=Pairing.Kind.STUDENT_SUPPORT
    )
    return left_behind_visible_to(member).filter(pk__in=mine.values("student"))

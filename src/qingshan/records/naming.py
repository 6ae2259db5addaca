"""Whom a record may name: children whom its writer may open, and those an app above lets in.

An app registers a function when it is ready::

    @lets_name_children
    def of_my_cases(member: Member) -> QuerySet[Student]:
        return Student.objects.filter(pk__in=cases_open_to(member).values("student"))

It gives children of the member's school. To write about a child is not to open the child's page:
what was written before stays with those who may see it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.people.models import Student
from qingshan.people.roster import LATELY, on_roster
from qingshan.people.visibility import staff_of, students_visible_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from qingshan.school.membership import Member

    Door = Callable[[Member], QuerySet[Student]]

_doors: list[Door] = []


def lets_name_children(door: Door) -> Door:
    """Registers a function that gives further children a member may write about."""
    if door not in _doors:
        _doors.append(door)
    return door


def children_nameable_by(member: Member) -> QuerySet[Student]:
    """Children about whom the person may write something down: also of who left lately."""
    opened = students_visible_to(member).filter(on_roster(member.today - LATELY))
    if member.school is None or member.sees_whole_school or staff_of(member) is None:
        return opened
    named = Q(pk__in=opened.values("pk"))
    for door in _doors:
        named |= Q(pk__in=door(member).values("pk"))
    return Student.objects.filter(named, school=member.school)

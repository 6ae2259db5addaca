"""Whoever answers for a case, or is on its team, may write about that child while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.care.cases.visibility import cases_open_to
from qingshan.care.models import State
from qingshan.people.models import Student
from qingshan.records.naming import lets_name_children

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


@lets_name_children
def of_my_cases(member: Member) -> QuerySet[Student]:
    held = cases_open_to(member).exclude(state=State.CLOSED)
    return Student.objects.filter(pk__in=held.values("student"))

"""Whoever is asked to visit a child may write about that child, until the visit is long past."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from qingshan.care.models import VisitPlan
from qingshan.people.models import Student
from qingshan.people.visibility import staff_of
from qingshan.records.naming import lets_name_children

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

AFTERWARDS = timedelta(days=60)


@lets_name_children
def of_my_visits(member: Member) -> QuerySet[Student]:
    since = member.today - AFTERWARDS
    planned = VisitPlan.objects.filter(
        school=member.school, staff=staff_of(member), date__gte=since
    )
    return Student.objects.filter(pk__in=planned.values("student"))

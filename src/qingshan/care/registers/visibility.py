"""The only door to compared registers: for those who answer for every child of the school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.care.models import RegisterRun
from qingshan.people.visibility import HELPERS_OF_ALL

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member

COMPARERS = HELPERS_OF_ALL


def runs_visible_to(member: Member) -> QuerySet[RegisterRun]:
    if member.school is None or not member.holds(*COMPARERS):
        return RegisterRun.objects.none()
    return RegisterRun.objects.filter(school=member.school)

"""The school sees the sums; who leads it reads what families wrote; nobody sees a household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.voice.complaints.visibility import HANDLERS
from qingshan.voice.models import Survey

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.school.membership import Member


def surveys_visible_to(member: Member) -> QuerySet[Survey]:
    found = Survey.objects.filter(school=member.school)
    return found if member.school else found.none()


def may_run(member: Member) -> bool:
    """Who makes surveys, prints slips and reads what families wrote."""
    return member.holds(*HANDLERS)

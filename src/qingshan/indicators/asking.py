"""What a page was asked for: the as-of day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import QueryDict

    from qingshan.school.membership import Member

YEARS = range(1950, 2200)


def as_of_asked(asked: QueryDict, member: Member) -> date:
    """The day in `as_of`; today where there is none, or none that a school could have had."""
    try:
        day = date.fromisoformat(asked.get("as_of", ""))
    except ValueError:
        return member.today
    return day if day.year in YEARS else member.today

"""What a page was asked for: the as-of day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import QueryDict

    from qingshan.school.membership import Member


def as_of_asked(asked: QueryDict, member: Member) -> date:
    """The day in `as_of`; today where there is none, or none that exists."""
    try:
        return date.fromisoformat(asked.get("as_of", ""))
    except ValueError:
        return member.today

"""What a page was asked for: the as-of day and the school."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404

from qingshan.school.models import School

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from qingshan.school.membership import Member


def as_of_asked(asked: QueryDict, member: Member) -> date:
    """The day in `as_of`; today where there is none, or none that exists."""
    try:
        return date.fromisoformat(asked.get("as_of", ""))
    except ValueError:
        return member.today


def schools_counted_for(member: Member) -> Sequence[School]:
    """The schools whose figures `member` may see: their own, or those of the county."""
    if member.school is not None:
        return [member.school]
    if not member.is_county_officer:
        raise Http404
    return list(School.objects.filter(county=member.county).order_by("code"))


def school_asked(asked: QueryDict, schools: Sequence[School]) -> School | None:
    """The one of `schools` whose code stands in `school`; the first where none does."""
    code = asked.get("school", "")
    first = schools[0] if schools else None
    return next((school for school in schools if school.code == code), first)

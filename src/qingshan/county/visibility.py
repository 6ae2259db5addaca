"""Who may see what of a county: its officer its schools, a school's heads their own returns.

Nothing here leads to a row of a school: returns hold numbers as they are said, and no more.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.http import Http404
from django.shortcuts import get_object_or_404

from qingshan.access.roles import Role
from qingshan.county.models import Package, Return, SchoolKey
from qingshan.school.doors import MemberRequest, sign_in_first
from qingshan.school.models import County, School

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from qingshan.school.membership import Member

P = ParamSpec("P")

SENDERS = (Role.ADMINISTRATOR, Role.PRINCIPAL)
"""Who sends a school's numbers to its county."""


def schools_seen_by(member: Member) -> QuerySet[School]:
    """The schools of the officer's county; none for anybody else."""
    if member.county is None or not member.is_county_officer:
        return School.objects.none()
    return School.objects.filter(county=member.county)


def school_seen_by(member: Member, code: str) -> School:
    return get_object_or_404(schools_seen_by(member), code=code)


def returns_seen_by(member: Member) -> QuerySet[Return]:
    return Return.objects.filter(school__in=schools_seen_by(member))


def keys_seen_by(member: Member) -> QuerySet[SchoolKey]:
    return SchoolKey.objects.filter(school__in=schools_seen_by(member))


def packages_sent_by(member: Member) -> QuerySet[Package]:
    """What one's own school has made, for those who send it."""
    if member.school is None or not member.holds(*SENDERS):
        return Package.objects.none()
    return Package.objects.filter(school=member.school)


def officer_required(
    view: Callable[Concatenate[MemberRequest, P], HttpResponseBase],
) -> Callable[Concatenate[MemberRequest, P], HttpResponseBase]:
    """For the officer of a county. To those of a school the page does not exist."""

    @wraps(view)
    def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        if request.member.county is None or not request.member.is_county_officer:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def county_of(request: HttpRequest) -> County:
    """The county of someone behind the officer's door; there always is one there."""
    county: County | None = request.member.county  # type: ignore[attr-defined]
    if county is None:
        raise Http404
    return county

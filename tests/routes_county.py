"""Addresses of the county: what its officer sees, and what a school sends."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qingshan.county.models import Return
    from tests.cast import Cast

OFFICER = frozenset({"county_officer"})
SENDERS = frozenset({"administrator", "principal"})
ENDS = (dt.date(2026, 9, 30), dt.date(2026, 10, 31))


def rows(route: Any, everybody: frozenset[str]) -> dict[str, Any]:
    post_only = {"as_opened": "post only"}
    return {
        "county:overview": route(OFFICER),
        "county:school": route(OFFICER, lambda cast: [cast.school.code]),
        "county:figures": route(OFFICER),
        "county:figures_book": route(everybody, **post_only),
        "county:chart": route(OFFICER, a_trend),
        "county:arrivals": route(OFFICER),
        "county:key_list": route(OFFICER),
        "county:key_end": route(OFFICER, a_school_key),
        "county:package": route(SENDERS | {"other_school"}),
        "county:package_make": route(everybody, **post_only),
        "county:package_key_renew": route(everybody, **post_only),
        "county:package_file": route(SENDERS, a_package),
    }


def a_return(cast: Cast, end: dt.date, visits: int) -> Return:
    from qingshan.county.models import Reported, Return

    told = Return.objects.create(school=cast.school, as_of=end, made_on=end)
    Reported.objects.create(
        school=cast.school, of=told, key="care.visits", said="exact", value=visits
    )
    return told


def a_trend(cast: Cast) -> list[Any]:
    for end, visits in zip(ENDS, (20, 31), strict=True):
        a_return(cast, end, visits)
    return ["care.visits"]


def a_school_key(cast: Cast) -> list[Any]:
    from qingshan.county.models import SchoolKey

    key = SchoolKey.objects.create(
        school=cast.other_school, public="0" * 64, registered_by=cast.accounts["county_officer"]
    )
    return [key.pk]


def a_package(cast: Cast) -> list[Any]:
    from qingshan.county.models import Package

    made = Package.objects.create(
        school=cast.school,
        of=a_return(cast, ENDS[1], 31),
        serial=1,
        county_code=cast.county.code,
        digest="0" * 64,
        content=b"qingshan-package 1\n",
    )
    return [made.pk]

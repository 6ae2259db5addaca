"""Who asks: the token of a request, and what every operation takes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest
from ninja.security import HttpBearer
from pydantic import AfterValidator, Field

from qingshan.access.scope import narrow_to
from qingshan.api.services import Caller, caller_with
from qingshan.api.v1.problems import Problem
from qingshan.people.visibility import staff_of
from qingshan.school.walls import scope_of

if TYPE_CHECKING:
    from qingshan.people.models import Staff
    from qingshan.school.membership import Member
    from qingshan.school.models import School

LARGEST_KEY = 2**63 - 1
FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
READ_ONLY = "这个令牌只能读。要记，请再要一个“读，也能替我记”的令牌。"


def _within(day: dt.date) -> dt.date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(day)
    return day


Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]
Day = Annotated[dt.date, AfterValidator(_within), Field(description="2000 年到 2100 年间的一天")]


class Asked(HttpRequest):
    """A request with a token that holds."""

    auth: Caller


class BearerToken(HttpBearer):
    """`Authorization: Bearer qs_…`. A cookie of a browser opens nothing here."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        caller = caller_with(token)
        narrow_to(scope_of(caller.member))
        request.user = caller.member.account
        request.member = caller.member  # type: ignore[attr-defined]
        return caller


def member_of(request: Asked) -> Member:
    return request.auth.member


def school_of(request: Asked) -> School:
    school: Any = request.auth.member.school  # a token is never without one
    return school  # type: ignore[no-any-return]


def own_staff(request: Asked) -> Staff | None:
    return staff_of(request.auth.member)


def mind_that_it_may_record(request: Asked) -> None:
    if not request.auth.token.may_record:
        raise Problem(403, READ_ONLY)

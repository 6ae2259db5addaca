"""What programs ask, and the pages about their tokens.

A browser that is signed in opens nothing of the interface: without a token everybody gets 401.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.route import Route


def a_token(cast: Cast) -> list[Any]:
    """Of the homeroom teacher's."""
    from qingshan.api.models import AccessToken

    token = AccessToken.objects.create(
        school=cast.school,
        account=cast.accounts["homeroom"],
        name="教务平台",
        token_hash="a" * 64,
        made_on=dt.date(2026, 11, 2),
        expires_on=dt.date(2027, 11, 2),
    )
    return [token.pk]


def one(cast: Cast) -> list[Any]:
    return [1]


def api_routes(
    make: type[Route], serving: frozenset[str], everybody: frozenset[str]
) -> dict[str, Route]:
    plain = ("me", "duties", "timetable", "calendar_file", "school", "calendar", "class_list")
    plain += ("kinds", "staff_list", "student_list", "record_list", "record_new", "figure_list")
    keyed = ("class_one", "staff_one", "student_one", "record_one", "evidence")
    keyed += ("record_edit", "record_withdraw")
    keyed += ("figure_one", "figure_rows")
    routes = {
        "api:reference": make(serving),
        "api:token_list": make(serving),
        "api:token_new": make(serving, as_opened="elsewhere"),
        "api:token_revoke": make(everybody, a_token, as_opened="post only"),
        "api:v1:openapi-json": make(everybody),
        "api:v1:api-root": make(frozenset(), special={"stranger": "hidden"}),
        "api:v1:evidence_add": make(everybody, one, as_opened="post only"),
    }
    routes |= {f"api:v1:{name}": make(everybody, as_opened="401") for name in plain}
    return routes | {f"api:v1:{name}": make(everybody, one, as_opened="401") for name in keyed}

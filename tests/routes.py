"""The table of addresses: for each route, with which objects it is tried and for whom it opens.

Whoever is not named gets "hidden" (404); a stranger is sent to the sign-in. The rows stand by wing
in `tests.routes_*`.
"""

from __future__ import annotations

from tests import routes_api, routes_county, routes_ideals
from tests import routes_care as care
from tests import routes_character as character
from tests import routes_growth as growth
from tests import routes_house as house
from tests import routes_outcomes as outcomes
from tests import routes_people as people
from tests import routes_programmes as programmes
from tests import routes_records as records
from tests import routes_reports as reports
from tests import routes_teaching as teaching
from tests import routes_timetable as timetable
from tests import routes_voice as voice
from tests.route import EVERYBODY, SCHOOL, SERVING, SIGNED_IN, Route, first_term, nothing
from tests.routes_programmes import letter_of_the_teacher, robot

__all__ = ["OBJECTS", "ROUTES", "SIGNED_IN", "nothing"]

ROUTES: dict[str, Route] = {
    **house.ROWS,
    **people.ROWS,
    **timetable.ROWS,
    **records.ROWS,
    **programmes.ROWS,
    **growth.ROWS,
    **teaching.ROWS,
    **outcomes.ROWS,
    **voice.ROWS,
    **character.ROWS,
    **care.ROWS,
    **reports.ROWS,
    **routes_ideals.rows(Route, SCHOOL, EVERYBODY),
    **routes_county.rows(Route, EVERYBODY),
    **routes_api.api_routes(Route, SERVING, EVERYBODY),
}

PUBLIC = {
    "character:course_wish_home",
    "care:beauty_home",
    "care:fund_public",
    "outcomes:honour_public",
    "voice:say",
    "voice:complain",
    "voice:follow",
    "voice:answer",
}
"""Without signing in, for families and the public."""

OBJECTS = {
    name: route.args
    for name, route in ROUTES.items()
    if route.args not in (nothing,)
    and name.partition(":")[0]
    in {"people", "records", "exchange", "growth", "care", "character", "outcomes", "voice"}
    and name not in {"people:pairing_new", "records:record_new_of_kind", "outcomes:honour_new"}
    and name not in PUBLIC
} | {
    "school:term": first_term,
    "programmes:duty_of": ROUTES["programmes:duty_of"].args,
    **routes_ideals.objects(ROUTES, nothing),
    "county:package_file": routes_county.a_package,
    "reminders:letter": letter_of_the_teacher,
    "reminders:robot_try": robot,
    "reminders:robot_switch": robot,
    "reminders:robot_remove": robot,
    "api:token_revoke": routes_api.a_token,
}
"""Routes that name a row of the cast's school: to the principal of another they do not exist."""

OBJECTS |= {
    name: route.args
    for name, route in ROUTES.items()
    if route.args is not nothing and name.startswith(("timetable:", "teaching:"))
}

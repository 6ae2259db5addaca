"""How far a visitor has been led: kept with the sign-in, so that it ends with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.desk.tour.stations import TOURS, part_of
from qingshan.school.demonstration import is_of_demonstration

if TYPE_CHECKING:
    from django.http import HttpRequest

    from qingshan.desk.tour.stations import Station
    from qingshan.school.doors import MemberRequest

TOUR = "tour"
"""In the session: `[part, number of the station]`, or `[]` for who wants no more of it."""

OFFERED_AT = frozenset({"desk:home", "county:overview"})


@dataclass(frozen=True, slots=True)
class Stop:
    """The station that somebody has been led to, counted from 1."""

    station: Station
    next: Station | None
    at: int
    of: int
    is_here: bool

    @property
    def after(self) -> int:
        return self.at + 1


def lead_to(request: MemberRequest, at: int) -> Station | None:
    """The station of that number on the tour of whoever asks, which is remembered."""
    part = part_of(request.member)
    stations = TOURS[part]
    if not 1 <= at <= len(stations):
        return None
    request.session[TOUR] = [part, at]
    return stations[at - 1]


def end(request: HttpRequest) -> None:
    request.session[TOUR] = []


def stop_of(request: MemberRequest) -> Stop | None:
    """Where somebody who is being led stands."""
    told = request.session.get(TOUR)
    if not told or not is_of_demonstration(request.member):
        return None
    part, at = told
    stations = TOURS.get(part, ())
    if at > len(stations):  # led by an earlier version, which had more of them
        return None
    station, rest = stations[at - 1], stations[at:]
    then = rest[0] if rest else None
    return Stop(station, then, at, len(stations), request.path == station.href)


def is_offered(request: MemberRequest) -> bool:
    """On the first page of the demonstration, to who has not begun and has not said no."""
    match = request.resolver_match
    first = match is not None and match.view_name in OFFERED_AT
    return first and TOUR not in request.session and is_of_demonstration(request.member)

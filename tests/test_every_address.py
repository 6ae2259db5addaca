"""Every address as every role and as a stranger, at one's own school and at another.

A route without a row in `ROUTES` fails the suite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import ROLES
from tests.routes import OBJECTS, ROUTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from tests.cast import Cast


def names_of(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names_of(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern) and entry.name:
            yield prefix + entry.name


def all_names() -> set[str]:
    return set(names_of(get_resolver()))


def test_every_route_has_a_row_and_every_row_a_route():
    assert all_names() == set(ROUTES)


@pytest.mark.trust("who-sees-what")
@pytest.mark.parametrize("name", sorted(ROUTES))
def test_an_address_opens_for_whom_it_is_and_does_not_exist_for_others(client, cast, name):
    route = ROUTES[name]
    address = reverse(name, args=route.args(cast))
    found = {who: tried(client, cast, who, address) for who in ROLES}
    assert found == {who: route.expected(who) for who in ROLES}


def tried(client: Client, cast: Cast, who: str, address: str, *, post: bool = False) -> str:
    """What becomes of the address for one of the cast; nothing it wrote stays."""
    with transaction.atomic():
        cast.sign_in(client, who)
        answer = client.post(address, {}) if post else client.get(address)
        found = outcome(answer)
        transaction.set_rollback(True)
    return found


@pytest.mark.trust("who-sees-what")
@pytest.mark.parametrize("name", sorted(OBJECTS))
def test_a_row_of_another_school_does_not_exist(client, cast, name):
    """Neither to look at nor to change, for the head of the other school."""
    address = reverse(name, args=OBJECTS[name](cast))
    cast.sign_in(client, "other_school")
    assert client.get(address).status_code in {404, 405}
    assert client.post(address, {}).status_code in {404, 405}


@pytest.mark.trust("who-sees-what")
@pytest.mark.parametrize("name", sorted(n for n, r in ROUTES.items() if r.as_opened == "post only"))
def test_a_deed_is_not_done_for_whoever_comes(client, cast, name):
    """No stranger, officer of the county or plain teacher gets past a door by posting at it."""
    address = reverse(name, args=ROUTES[name].args(cast))
    turned_away = {"sign in"} | MILD.get(name, set()) & {"401"}
    assert tried(client, cast, "stranger", address, post=True) in turned_away
    for who in ("county_officer", "teacher"):
        assert tried(client, cast, who, address, post=True) in {"hidden"} | MILD.get(name, set())


MILD = {
    "api:v1:evidence_add": {"401"},
    "access:choose_look": {"elsewhere"},
    "access:sign_out_devices": {"elsewhere"},
    "access:choose_school": {"elsewhere"},
    "character:drop_told": {"elsewhere"},
    "character:drop_told_at_will": {"422"},
    "people:staff_reveal": {"open"},
    "records:offline_photo": {"400"},
    "records:offline_send": {"400"},
    "reminders:turn": {"elsewhere"},
    "gatherings:here": {"elsewhere"},
    "county:figures_book": {"open"},
    "indicators:pin": {"elsewhere"},
    "teaching:design_fork": {"elsewhere"},
    "teaching:design_remove": {"elsewhere"},
    "teaching:design_file_add": {"elsewhere"},
    "teaching:design_file_remove": {"elsewhere"},
}
"""Deeds that are each person's own."""


def outcome(answer) -> str:
    """open · sign in · hidden · elsewhere (a redirect within) · post only."""
    if answer.streaming:
        b"".join(answer.streaming_content)  # read to its end, so that its file is closed
    if answer.status_code in {301, 302}:
        return "sign in" if "/account/login/" in answer["Location"] else "elsewhere"
    return {200: "open", 404: "hidden", 405: "post only"}.get(
        answer.status_code, str(answer.status_code)
    )


@pytest.mark.parametrize("who", ["principal", "homeroom"])
def test_no_address_fails_for_a_number_that_no_row_can_have(client, cast, who):
    """Whoever types an address by hand, or a robot, is told that nothing is there."""
    asked, failed = 0, []
    for name, route in ROUTES.items():
        with transaction.atomic():  # the rows of one address are in the way of the next
            args = tuple(2**63 if type(one) is int else one for one in route.args(cast))
            if 2**63 in args:
                asked += 1
                answer = cast.sign_in(client, who).get(reverse(name, args=args))
                failed += [name] * (answer.status_code >= 500)
            transaction.set_rollback(True)
    assert asked > 100
    assert failed == []

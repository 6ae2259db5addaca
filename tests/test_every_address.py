"""Every address as every role and as a stranger, at one's own school and at another.

A route without a row in `ROUTES` fails the suite.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import ROLES, Cast
from tests.routes import EVERYBODY, FOREIGN, ROUTES

if TYPE_CHECKING:
    from collections.abc import Iterator


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


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("name", sorted(ROUTES))
def test_an_address_opens_for_whom_it_is_and_does_not_exist_for_others(client, cast, name, who):
    route = ROUTES[name]
    cast.sign_in(client, who)
    answer = client.get(reverse(name, args=route.args(cast)))
    assert outcome(answer) == route.expected(who)


@pytest.mark.parametrize("who", [role for role in ROLES if role != "stranger"])
@pytest.mark.parametrize("name", sorted(FOREIGN))
def test_a_row_of_another_school_does_not_exist(client, cast, name, who):
    cast.sign_in(client, who)
    address = reverse(name, args=FOREIGN[name](cast, who))
    assert client.get(address).status_code in {404, 405}
    assert client.post(address, {}).status_code in {404, 405}


def outcome(answer) -> str:
    """open · sign in · hidden · elsewhere (a redirect within) · post only."""
    if answer.status_code in {301, 302}:
        return "sign in" if "/account/login/" in answer["Location"] else "elsewhere"
    return {200: "open", 404: "hidden", 405: "post only"}.get(
        answer.status_code, str(answer.status_code)
    )

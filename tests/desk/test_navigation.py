from __future__ import annotations

import re

import pytest
from django.urls import reverse

from qingshan.access.roles import Role
from qingshan.desk.navigation import PLACES, THUMBS, rail, thumbs

EVERY_PLACE = sorted({place.page for group in (*PLACES.values(), THUMBS) for place in group})


@pytest.mark.parametrize("page", EVERY_PLACE)
def test_every_place_of_the_house_has_a_page(page):
    assert reverse(page)


@pytest.mark.parametrize("who", ["administrator", "principal", "secretary", "teacher", "homeroom"])
def test_every_link_of_the_rail_and_the_bar_opens(client, cast, who):
    page = cast.sign_in(client, who).get("/access/me/").content.decode()
    links = re.findall(r'<nav class="(?:rail|bottombar)".*?</nav>', page, re.DOTALL)
    addresses = set(re.findall(r'href="(/[^"]*)"', "".join(links)))
    assert len(addresses) > 4
    assert {a for a in addresses if client.get(a).status_code != 200} == set()


def test_what_is_not_for_a_role_is_not_shown():
    teacher = rail(frozenset({Role.TEACHER}), "desk:home")
    administrator = rail(frozenset({Role.ADMINISTRATOR}), "desk:home")
    for word in ("账号", "审计"):
        assert word in administrator
        assert word not in teacher


@pytest.mark.parametrize(
    ("page", "place"),
    [("desk:home", "今天"), ("people:account", "账号"), ("indicators:indicator", "指标")],
)
def test_the_place_one_is_in_is_marked_once(page, place):
    links = rail(frozenset({Role.ADMINISTRATOR}), page)
    assert links.count("aria-current") == 1
    assert re.search(rf'aria-current="page">.*?<span>{place}</span>', links)


def test_a_phone_has_four_places_at_the_most():
    assert thumbs(frozenset(Role), "desk:home").count("<a ") <= 4

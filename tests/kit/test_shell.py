from __future__ import annotations


def test_a_member_sees_the_house_and_the_four_places(client, cast):
    page = cast.sign_in(client, "principal").get("/access/me/").content.decode()
    assert page.count("<h1") == 1
    assert 'class="rail"' in page
    assert 'class="bottombar"' in page


def test_a_county_officer_has_a_small_house(client, cast):
    page = cast.sign_in(client, "county_officer").get("/access/me/").content.decode()
    assert 'class="rail"' not in page
    assert cast.county.name in page

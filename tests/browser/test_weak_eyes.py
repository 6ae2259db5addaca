"""Main pages as a full school fills them: large letters, a small screen, colours of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import DESK, PHONE, in_hand
from tests.browser.reading import until
from tests.browser.sound import HEAVIEST, beside, faults, faults_of_layout
from tests.browser.test_capture import come_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Site

MAIN = {
    "homeroom": ["/", "/records/new/", "/records/new/home_visit/", "/people/students/"],
    "principal": [
        "/",
        "/overview/",
        "/indicators/",
        "/reports/",
        "/school/calendar/",
        "/programmes/",
        "/care/cases/",
        "/records/new/home_visit/",
    ],
    "admin": ["/exchange/", "/people/accounts/", "/api/", "/kit/"],
}
TWICE = (195, 640)  # a phone of 390 and a desk of 1280 at 200 %
ALL = "[...document.querySelectorAll('body, body *')]"
MOVES = f"""() => {ALL}.filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0
  || parseFloat(getComputedStyle(e).animationDuration) > 0).length"""
TOLD_BY_AN_EDGE = """() => [
  ...document.querySelectorAll('.notice, .tag, .button, progress')
].filter(e => ['outlineStyle', 'borderTopStyle'].every(
  n => getComputedStyle(e)[n] === 'none')).length"""
WEIGHT = """() => ['navigation', 'resource'].flatMap(
  kind => performance.getEntriesByType(kind)).reduce((sum, each) => sum + each.transferSize, 0)"""


@pytest.mark.parametrize("who", MAIN)
def test_main_pages_hold_at_twice_the_size_and_by_night(browser: Browser, demo_site: Site, who):
    """Motion is off, so that the colours of the night are there at once."""
    context = in_hand(browser, PHONE, reduced_motion="reduce", service_workers="block")
    page = context.new_page()
    come_in(page, demo_site, who)
    found = {}
    for path in MAIN[who]:
        page.set_viewport_size(PHONE)
        page.goto(demo_site.address + path)
        wrong = (
            weighed(page) + faults(page) + [each for width in TWICE for each in beside(page, width)]
        )
        page.set_viewport_size(DESK)
        wrong += faults_of_layout(page)
        page.emulate_media(color_scheme="dark")
        wrong += [f"by night {each}" for each in faults_of_layout(page)]
        page.emulate_media(color_scheme="light")
        wrong += large_letters(page)
        if wrong:
            found[path] = wrong
    context.close()
    assert found == {}


def weighed(page: Page) -> list[str]:
    """As a browser gets it that holds nothing of the house yet."""
    line = page.context.new_cdp_session(page)
    line.send("Network.clearBrowserCache")
    page.reload(wait_until="networkidle")
    weight = page.evaluate(WEIGHT)
    return [f"{weight} bytes"] if weight > HEAVIEST else []


def large_letters(page: Page) -> list[str]:
    """The browser's letters set to 200 %, on the screen of a phone."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    return [f"in large letters {each}" for each in beside(page, PHONE["width"])]


@pytest.fixture
def patterns(browser: Browser, demo_site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Every component in every state, in a browser that says what its owner asked for."""
    context = in_hand(browser, PHONE, **request.param)
    page = context.new_page()
    come_in(page, demo_site, "admin")
    page.goto(demo_site.address + "/kit/")
    yield page
    context.close()


@pytest.mark.parametrize("patterns", [{"reduced_motion": "reduce"}], indirect=True, ids=["rest"])
def test_nothing_moves_for_who_asked_for_rest(patterns: Page):
    until(patterns, f"({MOVES})() === 0")
    patterns.emulate_media(reduced_motion="no-preference")
    until(patterns, f"({MOVES})() > 0")


@pytest.mark.parametrize("patterns", [{"contrast": "more"}], indirect=True, ids=["contrast"])
def test_more_contrast_is_given_to_who_asked_for_it(patterns: Page):
    ink = "getComputedStyle(document.body).color"
    faded = f"""() => {ALL}.filter(
      e => e.checkVisibility() && getComputedStyle(e).opacity !== '1').length"""
    until(patterns, f"{ink} === 'rgb(0, 0, 0)'")
    until(patterns, f"({faded})() === 0")
    patterns.emulate_media(color_scheme="dark")
    until(patterns, f"{ink} === 'rgb(255, 255, 255)'")


@pytest.mark.parametrize("patterns", [{"forced_colors": "active"}], indirect=True, ids=["own"])
def test_colours_of_ones_own_take_nothing_away(patterns: Page):
    until(patterns, "matchMedia('(forced-colors: active)').matches")
    until(patterns, f"({TOLD_BY_AN_EDGE})() === 0")

"""Everybody can use every page: with a screen reader, with weak eyes, on a small phone.

Every address of the table, once as somebody who may open it. Of the second width only pages are
asked that have a sort of element on them which was not seen there before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import DESK, PHONE, chromium, in_hand
from tests.browser.every_page import Shelf, pages_of
from tests.browser.sound import HEAVIEST, beside, faults, faults_of_layout, shapes
from tests.routes import ROUTES

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.every_page import Sent

PARTS = 6
"""So many tests of about the same length, for the workers to share."""

SHEETS = 3
"""So many stylesheets at most are waited for before anything is painted."""

SMALLEST = 320  # CSS pixels: a screen of 1280 at 400 %, a small phone a little enlarged

WAITED_FOR = """() => performance.getEntriesByType('resource').filter(
  each => each.renderBlockingStatus === 'blocking').map(each => each.name)"""


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_and_nothing_stands_beside_the_screen(client, cast, part):
    pages = list(pages_of(client, cast, sorted(ROUTES)[part::PARTS]))
    found: dict[str, list[str]] = {}
    seen: set[str] = set()
    with chromium() as browser:
        context = in_hand(browser, PHONE)
        shelf, page = Shelf(context), context.new_page()
        for sent in pages:
            page.set_viewport_size(PHONE)
            shelf.open(page, sent)
            wrong = slow(page, sent) + faults(page) + beside(page, SMALLEST)
            if anew := shapes(page) - seen:
                seen |= anew
                page.set_viewport_size(DESK)
                wrong += faults_of_layout(page)
            if wrong:
                found[str(sent)] = wrong
    assert found == {}


def slow(page: Page, sent: Sent) -> list[str]:
    """What a thin line would wait for: many bytes, many sheets, a script before the text."""
    waits = page.evaluate(WAITED_FOR)
    too_many = waits[SHEETS:] + [each for each in waits if each.endswith(".js")]
    heavy = [f"{sent.weight} bytes"] if sent.weight > HEAVIEST else []
    return heavy + [f"waits for {each}" for each in too_many]

"""What a page says, asked until it says so: a browser is never read once and believed.

A click comes back before the page it leads to is there. Whatever is expected of a page is said with
playwright's `expect(...)` or with one of these; `tests/tools/readings.py` refuses the rest.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from playwright.sync_api import Error, expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PATIENCE = 60_000  # milliseconds that whatever is awaited may take on a busy machine
expect.set_options(timeout=PATIENCE)

FITS = "document.readyState === 'complete' && document.documentElement.scrollWidth <= innerWidth"
DRAFTS = "Object.keys(localStorage).filter(key => key.startsWith('draft:'))"


def until(page: Page, script: str, arg: object = None) -> None:
    """Asks the page until what it answers is true.

    Playwright's `wait_for_function` asks by `eval`, which the pages of the house forbid.
    """
    deadline = time.monotonic() + PATIENCE / 1000
    while not _answer(page, script, arg):
        assert time.monotonic() < deadline, f"it never came true: {script}"
        page.wait_for_timeout(50)


def _answer(page: Page, script: str, arg: object) -> object:
    """None of a page that is just making way for another."""
    try:
        return page.evaluate(script, arg)
    except Error as error:
        if "context was destroyed" not in error.message:
            raise
        return None


def says(page: Page, *words: str | re.Pattern[str]) -> None:
    """All these words are there for a reader to see."""
    for each in words:
        expect(page.locator("main")).to_contain_text(each, use_inner_text=True)


def nowhere_says(page: Page, words: str) -> None:
    """Not even out of sight: the page that has been asked for does not hold these words."""
    page.wait_for_load_state()
    told = page.content()
    assert words not in told


def fits(page: Page) -> None:
    """Nothing stands beside the screen."""
    until(page, FITS)


def matched(locator: Locator, pattern: str) -> str:
    """What the first group of the pattern found in the text, once the text has it."""
    wanted = re.compile(pattern)
    expect(locator).to_contain_text(wanted, use_inner_text=True)
    found = wanted.search(locator.inner_text())
    assert found
    return found[1]


def has(page: Page, locator: Locator) -> bool:
    """Whether the page has it, asked once it is loaded: call it after `goto` or after a wait."""
    page.wait_for_load_state()
    return locator.count() > 0


def has_drafts(page: Page, count: int) -> list[str]:
    """The names of what this device keeps of sheets half written, once it is so many."""
    until(page, f"count => {DRAFTS}.length === count", count)
    return list(page.evaluate(DRAFTS))


def is_drawn(picture: Locator) -> None:
    """The picture came and is one."""
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)  # noqa: FBT003 -- playwright's own order
    expect(picture).not_to_have_js_property("naturalWidth", 0)

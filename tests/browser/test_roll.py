"""Taking the roll of a full class on a phone: how many taps it takes, and what stands after it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.browser.test_capture import come_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

LONGEST_HOLIDAY = 75  # days


def latest_roll(page: Page, site: Site) -> None:
    """The roll of one's own class on the last day that the school taught."""
    for back in range(LONGEST_HOLIDAY):
        day = timezone.localdate() - timedelta(days=back)
        page.goto(f"{site.address}/care/attendance/?day={day}")
        own = page.locator("main .list a")
        if own.count():
            own.first.click()
            page.locator(".roll").wait_for()
            return
    raise AssertionError("the demonstration taught on no day")


@pytest.mark.system("C1")
def test_two_empty_chairs_of_a_full_class_take_four_taps(page: Page, demo_site: Site):
    come_in(page, demo_site, "homeroom")
    latest_roll(page, demo_site)
    ticked = page.locator(".roll input:checked")
    while ticked.count():
        ticked.first.uncheck()
    tiles = page.locator(".roll li")
    assert tiles.count() > 35
    reasons = page.locator(".roll select:visible")
    assert reasons.count() == 0
    first, second = tiles.nth(2), tiles.nth(20)
    first.locator("label").first.click()  # one
    second.locator("label").first.click()  # two
    assert reasons.count() == 2
    second.locator("select").select_option("sick")  # three: on a phone one choice in a sheet
    names = [tile.locator("label span").first.inner_text().split()[-1] for tile in (first, second)]
    page.get_by_role("button", name="存下").click()  # four
    page.locator("main .list a").first.wait_for()
    told = page.locator("main").inner_text()
    assert "没来 2 个" in page.content()
    assert f"{names[0]}（原因不明）" in told
    assert names[1] in told


@pytest.mark.system("C1")
def test_the_roll_is_taken_with_the_keyboard_alone(page: Page, demo_site: Site):
    come_in(page, demo_site, "homeroom")
    latest_roll(page, demo_site)
    box = page.locator(".roll input[type=checkbox]").nth(5)
    was = box.is_checked()
    box.focus()
    page.keyboard.press("Space")
    assert box.is_checked() is not was
    name = page.locator(".roll li").nth(5).locator("label span").first.inner_text().split()[-1]
    assert box.evaluate("box => box.labels[0].innerText").endswith(name)
    box.press("Enter")
    page.locator("main .list a").first.wait_for()
    assert (name in page.locator("main .list").inner_text()) is not was

"""Taking the roll of a full class on a phone: how many taps it takes, and what stands after it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.reading import has, says
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
        if has(page, own):
            own.first.click()
            page.locator(".roll").wait_for()
            return
    raise AssertionError("the demonstration taught on no day")


@pytest.mark.system("C1")
def test_two_empty_chairs_of_a_full_class_take_four_taps(page: Page, demo_site: Site):
    come_in(page, demo_site, "homeroom")
    latest_roll(page, demo_site)
    for box in page.locator(".roll input[type=checkbox]").all():
        box.uncheck()
    tiles = page.locator(".roll li")
    tiles.nth(35).wait_for()
    reasons = page.locator(".roll select:visible")
    expect(reasons).to_have_count(0)
    first, second = tiles.nth(2), tiles.nth(20)
    first.locator("label").first.click()  # one
    second.locator("label").first.click()  # two
    expect(reasons).to_have_count(2)
    second.locator("select").select_option("sick")  # three: on a phone one choice in a sheet
    names = [tile.locator("label span").first.inner_text().split()[-1] for tile in (first, second)]
    page.get_by_role("button", name="存下").click()  # four
    page.locator("main .list a").first.wait_for()
    expect(page.locator("body")).to_contain_text("没来 2 个")
    says(page, f"{names[0]}（原因不明）", names[1])


@pytest.mark.system("C1")
def test_the_roll_is_taken_with_the_keyboard_alone(page: Page, demo_site: Site):
    come_in(page, demo_site, "homeroom")
    latest_roll(page, demo_site)
    box = page.locator(".roll input[type=checkbox]").nth(5)
    was = box.is_checked()
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked(checked=not was)
    name = page.locator(".roll li").nth(5).locator("label span").first.inner_text().split()[-1]
    expect(box).to_have_accessible_name(re.compile(f"{name}$"))
    box.press("Enter")
    page.locator("main .list a").first.wait_for()
    absent = page.locator("main .list").get_by_text(name)
    expect(absent).to_have_count(0 if was else 1)

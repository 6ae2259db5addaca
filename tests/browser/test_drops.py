"""The three minutes before the bell: on the classroom screen, with and without a network."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.reading import has
from tests.browser.test_capture import come_in

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Site

LONGEST_HOLIDAY = 75  # days


def day_with_drops(page: Page, site: Site) -> None:
    """The next day on which drops are laid, today among them."""
    for ahead in range(-LONGEST_HOLIDAY, LONGEST_HOLIDAY):
        day = timezone.localdate() + timedelta(days=ahead if ahead >= 0 else -ahead)
        page.goto(f"{site.address}/character/drops/?day={day}")
        if has(page, page.get_by_role("button", name="讲过了")):
            return
    raise AssertionError("nothing is laid in the demonstration")


def shows(parts: Locator, count: int) -> None:
    """The first ones, and none of the rest of the three."""
    for n in range(3):
        expect(parts.nth(n)).to_be_visible(visible=n < count)


@pytest.mark.system("M5")
def test_a_drop_is_shown_and_told_though_the_network_is_gone(page: Page, demo_site: Site):
    come_in(page, demo_site, "homeroom")
    day_with_drops(page, demo_site)
    page.get_by_role("link", name="上大屏").first.click()
    page.locator("body.live").wait_for()
    title = page.locator("h1").inner_text()
    page.context.set_offline(True)
    parts = page.locator("[data-part]")
    shows(parts, 0)
    page.keyboard.press("Space")
    page.locator("h1").click()
    shows(parts, 2)
    page.keyboard.press("PageDown")
    shows(parts, 3)
    expect(page.locator("[data-clock]")).to_have_text(re.compile("2:5"))
    page.get_by_role("button", name="讲过了").click()
    page.get_by_text("先记在这台机器上").wait_for()
    page.context.set_offline(False)
    page.get_by_text("记下了").wait_for()
    page.goto(f"{demo_site.address}/records/?kind=moral_drop")
    expect(page.locator("tbody tr").first).to_contain_text(title)


@pytest.mark.system("M5")
def test_the_head_of_moral_education_lays_a_term_and_sees_what_a_grade_has_not_had(
    page: Page, demo_site: Site
):
    come_in(page, demo_site, "affairs")
    page.goto(f"{demo_site.address}/character/drops/library/?state=proposed")
    page.locator("tbody a").first.click()
    page.get_by_label("收进库里").check()
    page.get_by_role("button", name="定了").click()
    page.get_by_text("收进库里了。").wait_for()
    page.goto(f"{demo_site.address}/character/drops/plan/")
    page.get_by_label("星期三").uncheck()
    page.get_by_role("button", name="排一排").click()
    page.get_by_text("没有一个班重复").wait_for()
    page.goto(f"{demo_site.address}/character/drops/coverage/")
    page.get_by_role("link", name="哪个班都没听过的").first.click()
    page.get_by_role("heading", name="哪个班都没听过的").wait_for()
    expect(page.locator("tbody tr").first).to_be_visible()

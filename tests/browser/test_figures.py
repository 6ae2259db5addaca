"""The principal finds a figure, pins it, lays it out by class and opens the rows of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.reading import fits, is_drawn
from tests.browser.test_capture import come_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site


@pytest.mark.system("C5")
@pytest.mark.system("R6")
def test_a_figure_is_found_pinned_and_followed_to_its_rows(page: Page, demo_site: Site):
    come_in(page, demo_site, "principal")
    page.goto(f"{demo_site.address}/indicators/")
    page.get_by_label("案例里的做法").select_option("C5")
    page.get_by_role("button", name="看", exact=True).click()
    page.get_by_text("找到 1 个").wait_for()
    page.locator(".figure-list a").first.click()

    page.get_by_role("button", name="钉住").click()
    page.get_by_text("钉住了").wait_for()
    fits(page)
    drawn = page.locator("figure.chart img")
    is_drawn(drawn)
    expect(drawn).to_have_attribute("alt", page.locator("figcaption").inner_text())

    side = page.locator("#sides a.bar").first
    room = side.locator(".bar-label").inner_text()
    number = side.locator(".bar-value").inner_text().split()[0]
    side.click()
    page.get_by_role("heading", level=1, name=f"走访 · {room}").wait_for()
    expect(page.locator(".table-region tbody tr")).to_have_count(int(number))

    page.goto(f"{demo_site.address}/overview/")
    page.get_by_role("heading", name="我钉住的").wait_for()

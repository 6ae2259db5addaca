"""A theme from the calendar to the class: planned with four parties, held, counted for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.reading import has
from tests.browser.test_capture import come_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

THEMES = "/character/themes/"


@pytest.mark.system("M1")
@pytest.mark.system("M3")
def test_a_plan_with_four_parties_is_held_in_a_class_with_few_taps(page: Page, demo_site: Site):
    come_in(page, demo_site, "affairs")
    page.goto(f"{demo_site.address}{THEMES}")
    page.get_by_role("link", name="写计划").click()
    for box in page.get_by_role("group", name="哪些年级").get_by_role("checkbox").all():
        box.check()
    page.get_by_role("radio", name="心灵").check()
    page.get_by_label("题目").fill("说说心里话")
    page.get_by_label("哪一天").fill(str(timezone.localdate()))
    for label, part in (
        ("支部主导", "请镇卫生院的大夫来讲"),
        ("校长负责", "定在周五下午"),
        ("家庭社会联动", "请家长来听"),
    ):
        page.get_by_label(label).fill(part)
    page.get_by_role("button", name="存下").click()
    page.get_by_text("四方里还没写：全员参与").wait_for()

    page.goto(f"{demo_site.address}/account/logout/")
    page.locator("main button[type=submit]").click()
    page.locator("input[name=login]").wait_for()
    come_in(page, demo_site, "homeroom")
    page.goto(f"{demo_site.address}{THEMES}plans/?q=说说心里话")
    for address in page.locator("tbody th a").evaluate_all("links => links.map(a => a.href)"):
        page.goto(address)
        if has(page, page.get_by_role("link", name="记下")):
            break
    page.get_by_role("link", name="记下").first.click()
    page.get_by_role("button", name="记下").click()  # everybody of the class was there
    page.get_by_text("不用再填别的").wait_for()

    page.goto(f"{demo_site.address}{THEMES}parties/?open=everyone&q=说说心里话")
    expect(page.locator("tbody tr")).to_have_count(9)
    page.goto(f"{demo_site.address}{THEMES}sessions/?party=everyone&q=说说心里话")
    expect(page.locator("tbody tr")).to_have_count(1)

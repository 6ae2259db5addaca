"""A festival from its opening to an honour on a child's page."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.test_capture import come_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site


@pytest.mark.system("M4")
def test_a_festival_is_opened_timed_signed_up_for_and_its_prize_is_an_honour(
    page: Page, demo_site: Site
):
    today = timezone.localdate()
    come_in(page, demo_site, "affairs")
    page.goto(f"{demo_site.address}/character/festivals/")
    page.get_by_role("link", name=re.compile("^科技节")).click()
    tomorrow = today + timedelta(days=1)
    for label, day in (("从哪天", today), ("到哪天", tomorrow), ("报名到哪天", today)):
        page.get_by_label(label, exact=True).fill(str(day))
    page.get_by_role("button", name="存下").click()
    page.get_by_role("link", name="小制作展").click()
    page.get_by_role("heading", level=1, name="小制作展").wait_for()
    item = page.url
    page.get_by_role("link", name="改", exact=True).click()
    page.get_by_label("哪一天").fill(str(today))
    page.get_by_label("从几点").fill("15:00")
    page.get_by_label("到几点").fill("16:00")
    page.get_by_label("一共多少名额").fill("1")
    page.get_by_role("button", name="存下").click()
    page.get_by_text("都没有冲突").wait_for()

    page.get_by_role("link", name="报名", exact=True).first.click()
    for n in (0, 1):
        page.get_by_role("checkbox").nth(n).check()
    page.get_by_role("button", name="存下").click()
    expect(page.locator("main")).to_contain_text(re.compile("报上 1 个，名额满了，排队 1 个"))

    page.get_by_role("link", name="记结果").click()
    page.locator("main select").first.wait_for()
    name = page.locator("main form label").first.inner_text().split()[0]
    page.locator("main select").first.select_option("first")
    page.get_by_role("button", name="存下").click()
    page.get_by_text("其中 1 个是荣誉").wait_for()
    expect(page).to_have_url(item)
    page.goto(f"{demo_site.address}/people/students/?q={name}")
    page.locator("tbody th a").first.click()
    expect(page.locator("main")).to_contain_text("科技节·小制作展一等奖")

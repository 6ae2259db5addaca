"""The letter of the week on a phone: opened, followed, done, and turned off by one tap."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.reading import fits
from tests.browser.test_afternoon import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

SHANGHAI = ZoneInfo("Asia/Shanghai")
PASSWORD = "qingshan-demo"
TITLE = "教学设计与核心素养"


def write_letters(site: Site) -> str:
    """The letters of the last week with school days: this one, unless it is a holiday."""
    today = datetime.now(SHANGHAI).date()
    for weeks in range(12):
        monday = today - timedelta(days=today.weekday(), weeks=weeks)
        day = min(today, monday + timedelta(days=4))
        said = site.run("remind", "--now", f"{day}T12:00", "--json")
        if '"letters": 0' not in said:
            return f"{monday.month}月{monday.day}日这一周"
    raise AssertionError("no week with school days in a quarter of a year")


def letters(page: Page, site: Site) -> None:
    page.goto(site.address + "/reminders/")


@pytest.mark.system("T3")
def test_a_teacher_opens_the_letter_does_what_it_asks_and_turns_it_off(demo_site, page):
    title = write_letters(demo_site)
    page.set_viewport_size(PHONE)
    sign_in(page, demo_site.address, "teacher", PASSWORD)
    page.locator(".bottombar").wait_for()
    letters(page, demo_site)
    page.get_by_role("link", name=title).click()
    page.get_by_role("heading", name=title).wait_for()
    opened = page.url
    lines = page.locator("main .card li a")
    lines.first.wait_for()
    expect(lines.nth(6)).to_have_count(0)
    fits(page)
    for box in filter(None, (one.bounding_box() for one in lines.all())):
        assert box["height"] >= 44

    # A line leads to where it is done.
    lines.filter(has_text="新闻").first.click()
    page.get_by_label("题目").fill(TITLE)
    page.get_by_role("button", name="记下").click()
    page.get_by_text("记下了").first.wait_for()

    # Back at the letter, and off by one tap; home says nothing, and there is a way back.
    page.goto(opened)
    page.get_by_role("button", name="以后首页不再提醒").click()
    page.get_by_text("关掉了，首页不再提醒").wait_for()
    expect(page.get_by_label("在青山首页提醒我")).not_to_be_checked()
    page.get_by_label("在青山首页提醒我").check()
    page.get_by_role("button", name="记下").click()
    page.get_by_text("记下了").wait_for()
    expect(page.get_by_label("在青山首页提醒我")).to_be_checked()

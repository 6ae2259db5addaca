"""A lesson observed on a phone, and the timetable that it stands on."""

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


def on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.system("A1")
def test_a_phone_shows_one_day_and_a_desk_the_week(page: Page, demo_site: Site):
    come_in(page, demo_site, "teacher")
    on_a_phone(page)
    page.goto(f"{demo_site.address}/timetable/")
    page.locator(".picks a").first.click()
    page.locator("table.week").wait_for()
    assert page.locator("table.week thead th.day:visible").count() == 1
    assert fits(page)
    page.locator(".weekdays a").nth(3).click()
    page.locator(".weekdays a").nth(3).and_(page.locator("[aria-current]")).wait_for()
    assert page.locator("table.week thead th.day:visible").count() == 1
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.locator("table.week thead th.day:visible").count() >= 5


@pytest.mark.system("A1")
def test_a_lesson_is_observed_on_a_phone_line_by_line(page: Page, demo_site: Site):
    come_in(page, demo_site, "grouphead")
    on_a_phone(page)
    for back in range(LONGEST_HOLIDAY):
        day = timezone.localdate() - timedelta(days=back)
        page.goto(f"{demo_site.address}/teaching/observations/new/?day={day}")
        lessons = page.get_by_role("button", name="听")
        if lessons.count():
            break
    lessons.last.click()
    for words in ("问了三个孩子，等了半分钟。", "后排也举手了。"):
        page.get_by_label("看到、听到了什么").fill(words)
        page.get_by_label("当堂问学").check()
        page.get_by_role("button", name="记下这一条").click()
        page.get_by_text(words).wait_for()
    assert fits(page)
    page.get_by_role("link", name="记完了，去评水平").click()
    page.get_by_label("课题").fill("观潮")
    page.get_by_label("有值得想的问题，留了想的时间").check()
    page.get_by_label("总的想说的").fill("等得住，好。")
    page.get_by_label("建议的下一步").fill("再问一个为什么。")
    if page.get_by_label("这节课看不出").count():
        page.get_by_label("这节课看不出").check()
    page.get_by_role("button", name="交给").click()
    page.get_by_text("不用再填").wait_for()
    assert "等老师回应" in page.locator("main").inner_text()
    assert fits(page)

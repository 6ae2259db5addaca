"""Growth as the people who do it see it: reviews at the gates, each in their own browser page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_capture import come_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

ASK = """
import json
from qingshan.people.models import Staff
rows = Staff.objects.filter(account__isnull=False)
print(json.dumps({one.account.username: [one.pk, one.name] for one in rows}))
"""


@pytest.fixture(scope="module")
def people(demo_site: Site) -> dict[str, tuple[int, str]]:
    """Account → key and name of the colleague."""
    told = demo_site.run("manage", "shell", "--no-imports", "-c", ASK)
    return {who: tuple(row) for who, row in json.loads(told.strip().splitlines()[-1]).items()}


def switch(page: Page, site: Site, who: str) -> None:
    page.context.clear_cookies()
    come_in(page, site, who)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= 390"))


@pytest.mark.system("T4")
def test_a_review_by_two_is_answered_appealed_and_decided(
    page: Page, demo_site: Site, people: dict[str, tuple[int, str]]
):
    come_in(page, demo_site, "secretary")
    page.goto(f"{demo_site.address}/growth/reviews/new/")
    page.get_by_label("业务关").check()
    for label, who in (
        ("评哪位老师", "teacher"),
        ("第一位评议人", "grouphead"),
        ("第二位评议人", "affairs"),
        ("不服时找谁申诉", "homeroom"),
    ):
        page.get_by_label(label).select_option(str(people[who][0]))
    page.get_by_label("为什么评").fill("入职满一年")
    assert fits(page)
    page.get_by_role("button", name="开始").click()
    page.get_by_text("各自写意见，写到").wait_for()
    address = page.url

    for who in ("grouphead", "affairs"):
        switch(page, demo_site, who)
        page.get_by_text("份关口评议等你写").wait_for()
        page.goto(address)
        page.get_by_role("link", name="写意见").click()
        page.get_by_label("还差一些，先帮一把").check()
        page.get_by_label("理由").fill("听了两节课，复习课讲得多，请教研组帮一把。")
        boxes = page.locator("input[name=evidence]")
        if boxes.count():
            boxes.first.check()
        page.get_by_role("button", name="存下").click()
        page.get_by_text("存下了").wait_for()

    switch(page, demo_site, "teacher")
    page.goto(address)
    page.get_by_text("结论：还差一些，先帮一把").wait_for()
    assert "请教研组帮一把" in page.locator("main").inner_text()
    assert fits(page)
    page.get_by_role("link", name="答复").click()
    page.get_by_label("有不同看法").check()
    page.get_by_label("想说的话").fill("复习课是按组里的安排上的。")
    page.get_by_role("button", name="就这样答复").click()
    page.get_by_role("link", name="申诉").click()
    page.get_by_label("为什么申诉").fill("请看另外两节课。")
    page.get_by_role("button", name="申诉").click()
    page.get_by_text("申诉交给").wait_for()

    switch(page, demo_site, "homeroom")
    page.goto(address)
    page.get_by_role("link", name="答复申诉").click()
    page.get_by_label("过关", exact=True).check()
    page.get_by_label("理由").fill("看了另外两节，孩子动起来了。")
    page.get_by_role("button", name="就这样定").click()
    page.get_by_text("结论：过关").wait_for()
    switch(page, demo_site, "teacher")
    page.goto(address)
    assert "孩子动起来了" in page.locator("main").inner_text()
    assert people["homeroom"][1] in page.get_by_text("谁看过").locator("..").inner_text()

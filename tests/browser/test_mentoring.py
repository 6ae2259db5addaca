"""The party secretary brings mentors and mentees together on a phone."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.reading import fits, has, says

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PASSWORD = "qingshan-demo"


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/account/login/")
    page.get_by_label("账号").fill("secretary")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", level=1).wait_for()


def ticked_at_least(page: Page, count: int) -> None:
    """Whoever needs a mentor is ticked; where all have one, others are asked too."""
    boxes = page.locator("input[name=mentee]")
    boxes.first.wait_for(state="attached")
    if not has(page, page.locator("input[name=mentee]:checked").nth(count - 1)):
        page.get_by_text("别的老师也要请").click()
        for place in range(count):
            boxes.nth(place).check()


def name_in(select: Locator) -> str:
    """The mentor's name of the option that is chosen."""
    words = select.locator("option:checked").text_content() or ""
    return words.strip().split(" · ")[0]


@pytest.mark.system("T7")
def test_pairs_are_proposed_changed_adopted_and_signed(demo_site, page):
    page.set_viewport_size(PHONE)
    sign_in(page, demo_site.address)
    page.goto(demo_site.address + "/growth/mentoring/")
    page.get_by_role("link", name="算一算怎么结对").first.click()
    ticked_at_least(page, 3)
    page.get_by_role("button", name="算一算").click()
    page.get_by_role("heading", name="看看这样结对").wait_for()

    # Every proposal stands there with its reasons, and the page fits the phone.
    selects = page.locator("select[name^=with-]")
    selects.nth(2).wait_for()
    says(page, "教龄")
    fits(page)

    # One is changed to the next best, one is left out; the rest may be solved again around them.
    first = selects.first
    mentee = page.locator(f"label[for={first.get_attribute('id')}]").inner_text().split()[0]
    proposed = name_in(first)
    first.select_option(index=2)
    mentor = name_in(first)  # of a field that has just been set by hand
    assert mentor != proposed
    selects.nth(1).select_option("")
    page.get_by_role("button", name="再算一次").click()
    page.locator("input[name=keep]:checked").nth(1).wait_for()
    changed = page.locator(f"select#{first.get_attribute('id')}")
    expect(changed.locator("option:checked")).to_contain_text(mentor)
    expected = page.locator("select[name^=with-]").evaluate_all(
        "all => all.filter(one => one.value).length"
    )

    # One press.
    page.get_by_role("button", name="就这样结对").click()
    page.get_by_text(f"结好了 {expected} 对").wait_for()
    pair = page.get_by_role("row").filter(has_text=f"{mentor} → {mentee}")
    with page.expect_download() as paper:
        pair.get_by_role("link", name="打印协议").click()
    with zipfile.ZipFile(paper.value.path()) as packed:
        text = re.sub(r"<[^>]+>", "", packed.read("word/document.xml").decode())
    assert f"师傅{mentor}" in text
    assert f"徒弟{mentee}" in text
    assert "签名" in text

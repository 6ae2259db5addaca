"""A lesson observed in a classroom without a signal, on a phone, behind a wire that is cut."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.reading import fits, has
from tests.browser.test_offline import open_offline, phones, say, sign_in_once, takes_along, wire
from tests.browser.test_teaching import LONGEST_HOLIDAY

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.wire import Wire

__all__ = ["phones", "wire"]


def plan_a_lesson(page: Page, wire: Wire, which: int) -> str:
    """The name of its sheet."""
    for back in range(LONGEST_HOLIDAY):
        day = timezone.localdate() - timedelta(days=back)
        page.goto(f"{wire.address}/teaching/observations/new/?day={day}")
        lessons = page.get_by_role("button", name="听")
        if has(page, lessons):
            break
    lessons.nth(which).click()
    return page.locator("[data-comes-along]").get_attribute("data-comes-along") or ""


def note(page: Page, phase: str, words: str) -> None:
    page.get_by_label("看到、听到了什么").fill(words)
    page.get_by_label(phase, exact=True).check()
    page.get_by_role("button", name="记下这一条").click()
    page.locator("[data-lines] li", has_text=words).wait_for()


@pytest.mark.system("A1")
def test_a_lesson_is_observed_without_a_signal_and_arrives_once(phones, wire, demo_site):
    page = phones[0].new_page()
    sign_in_once(page, wire, demo_site, "grouphead")
    once = plan_a_lesson(page, wire, 0)
    takes_along(page, once)  # by itself
    wire.cut()
    open_offline(page, wire)
    page.locator("#coming button", has_text="听").first.click()
    note(page, "当堂问学", "问了三个孩子，等了半分钟")
    page.get_by_label("看到、听到了什么").fill("后排也举手了")
    typed_on(page)
    page.close()  # not saved, not left: closed

    page = phones[0].new_page()
    open_offline(page, wire)
    page.locator("#waiting button", has_text="没写完").click()
    expect(page.get_by_label("看到、听到了什么")).to_have_value("后排也举手了")
    page.get_by_role("button", name="记下这一条").click()
    expect(page.get_by_label("有值得想的问题，留了想的时间")).to_be_hidden()
    page.get_by_label("评好水平，交给").check()
    page.get_by_label("有值得想的问题，留了想的时间").check()
    page.get_by_label("课题").fill("观潮")
    page.get_by_label("总的想说的").fill("等得住，好。")
    if has(page, page.get_by_label("这节课看不出")):
        page.get_by_label("这节课看不出").check()
    page.get_by_role("button", name="送出去").click()
    page.get_by_text("请写一步，下节课就能试的。").wait_for()
    page.get_by_label("建议的下一步").fill("再问一个为什么。")
    fits(page)
    page.get_by_role("button", name="送出去").click()
    page.locator("#waiting button", has_text="等着送").wait_for()

    wire.mend()
    wire.losing = True  # the server takes it, the phone never hears of it
    page.get_by_role("button", name="现在送出").click()
    say(page, "没有信号")
    wire.mend()
    page.get_by_role("button", name="现在送出").click()
    say(page, "送到了：听")
    expect(page.locator("#waiting button")).to_have_count(0)
    page.goto(f"{wire.address}/teaching/observations/")
    expect(page.locator("tbody tr", has_text="等老师回应")).to_have_count(1)


def typed_on(page: Page) -> None:
    page.evaluate("() => askedForm.keeping")


@pytest.mark.system("A1")
def test_two_phones_with_notes_of_one_lesson_show_both_and_bring_them_together(
    phones, wire, demo_site
):
    first, second = (phone.new_page() for phone in phones)
    sign_in_once(first, wire, demo_site, "grouphead")
    plan_a_lesson(first, wire, -1)
    sign_in_once(second, wire, demo_site, "grouphead")
    for page in (first, second):
        open_offline(page, wire)
        say(page, "有信号")
    wire.cut()
    for page, words in ((first, "第一台记的"), (second, "第二台记的")):
        page.locator("#coming button", has_text="听").first.click()
        note(page, "小组研学", words)
        page.get_by_role("button", name="送出去").click()
        page.locator("#waiting button", has_text="等着送").wait_for()
    wire.mend()
    first.get_by_role("button", name="现在送出").click()
    say(first, "送到了")
    second.get_by_role("button", name="现在送出").click()
    second.locator("#waiting button", has_text="两份不一样").click()
    for words in ("第一台记的", "第二台记的"):
        second.locator("#both").get_by_text(words).first.wait_for()
    expect(second.get_by_role("button", name="另记一条")).to_be_hidden()
    second.get_by_role("button", name="两份合起来改").click()
    second.locator("[data-lines] li").nth(1).wait_for()
    second.get_by_role("button", name="送出去").click()
    say(second, "送到了")
    second.locator("#coming button", has_text="听").first.click()
    second.locator("[data-lines] li").nth(1).wait_for()

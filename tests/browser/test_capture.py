"""Writing something down on a phone: how much it takes, and what is not lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from qingshan.records import services
from tests.browser.reading import has_drafts, says
from tests.browser.test_afternoon import sign_in
from tests.records.test_evidence import photograph

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Site

PASSWORD = "qingshan-demo"
A_WEEK = 7 * 24 * 60 * 60 * 1000
OLDER = """passed => {
  const [key] = Object.keys(localStorage);
  const held = JSON.parse(localStorage[key]);
  localStorage[key] = JSON.stringify({ ...held, at: held.at - passed });
}"""
SCRIPT = services.__file__.replace("services.py", "static/records/entry.js")


def come_in(page: Page, site: Site, who: str) -> None:
    sign_in(page, site.address, who, PASSWORD)
    page.locator(".bottombar").wait_for()


def sheet(page: Page, site: Site, kind: str, asked: str = "") -> Locator:
    page.goto(f"{site.address}/records/new/{kind}/{asked}")
    return page.locator("form[data-entry]")


def asked_first(form: Locator) -> Locator:
    """What a person sees to fill in before the fold: a group of ticks is one thing."""
    return form.locator(".field:visible")


def reopened(page: Page, site: Site, kind: str) -> Page:
    """The page is closed; the person comes back to the same sheet."""
    context = page.context
    page.close()
    again = context.new_page()
    sheet(again, site, kind)
    return again


def has_title(page: Page, title: str) -> None:
    expect(page.get_by_label("题目")).to_have_value(title)


@pytest.mark.system("T3")
def test_a_reading_takes_one_field_and_one_tap(demo_site, page):
    come_in(page, demo_site, "teacher")
    form = sheet(page, demo_site, "news_reading")
    expect(asked_first(form).locator("label, legend")).to_have_text(["题目"])
    expect(form.locator("button:visible")).to_have_count(1)
    page.get_by_label("题目").fill("山里的小学")
    form.locator("button:visible").click()
    page.get_by_text("记下了：新闻阅读。").wait_for()
    expect(page).to_have_url(re.compile(r"/records/\d+/$"))


@pytest.mark.system("C5")
def test_a_visit_takes_three_fields_at_most_and_a_photograph(demo_site, page):
    come_in(page, demo_site, "homeroom")
    form = sheet(page, demo_site, "home_visit")
    photographs = form.locator("input[type=file]:visible")
    expect(photographs).to_have_count(1)
    expect(asked_first(form).nth(4)).to_have_count(0)  # three, and the photograph
    # What a new visit needs is less still: whom, and a line.
    page.get_by_label("孩子").select_option(index=1)
    page.get_by_label("内容").fill("谈了校车的事")
    page.get_by_label("沟通").check()
    photographs.set_input_files(
        {"name": "家访.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    page.get_by_role("button", name="记下").click()
    page.get_by_text("记下了：家访").wait_for()
    says(page, "记为：", "的页面", "家访.jpg", "沟通")
    # The next visit knows the child, and all but the day and the text on request.
    form = sheet(page, demo_site, "home_visit")
    expect(page.get_by_label("孩子")).not_to_have_value("")
    expect(page.get_by_label("沟通")).not_to_be_checked()
    page.get_by_role("link", name="和上次一样").click()
    page.wait_for_url("**like=last")
    expect(page.get_by_label("沟通")).to_be_checked()
    expect(page.get_by_label("内容")).to_have_value("")


@pytest.mark.system("T3")
def test_words_are_counted_while_one_writes(demo_site, page):
    come_in(page, demo_site, "teacher")
    sheet(page, demo_site, "reading_notes")
    line = page.locator("[data-words-of]")
    expect(line).to_have_text("")
    expect(line).to_have_attribute("aria-live", "polite")
    content = page.get_by_label("内容")
    content.press_sequentially("读了 3 页 book。")
    page.get_by_text("已写 5 字").wait_for()
    content.fill("好" * 128)
    page.get_by_text("已写 128 字").wait_for()
    content.fill("")
    page.locator("[data-words-of]:empty").wait_for(state="attached")


def test_the_browser_counts_words_as_the_server_does(page):
    """On whatever is written; the page that fills a year's ten thousand words must not differ."""
    page.set_content("<p>一页</p>")
    page.add_script_tag(path=SCRIPT)
    near = st.characters(codec="utf-8", min_codepoint=0x3390, max_codepoint=0xA010)
    text = st.text(st.one_of(st.characters(codec="utf-8"), near, st.sampled_from("aZ09 é一龥字，")))

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(text, max_size=20))
    def agree(texts: list[str]) -> None:
        counted = page.evaluate("texts => texts.map(countWords)", texts)
        assert counted == [services.count_words(one) for one in texts]

    agree()


def test_a_draft_outlives_the_page_and_is_gone_once_saved(demo_site, page):
    come_in(page, demo_site, "teacher")
    sheet(page, demo_site, "reading_notes")
    has_drafts(page, 0)
    page.get_by_label("题目").fill("教育的目的")
    page.get_by_label("内容").fill("第一章写了一半")
    page.get_by_text("日期和更多").click()
    page.get_by_label("字数").fill("900")

    page = reopened(page, demo_site, "reading_notes")
    page.get_by_text("接着上次没写完的").wait_for()
    has_title(page, "教育的目的")
    expect(page.get_by_label("内容")).to_have_value("第一章写了一半")
    expect(page.get_by_label("字数")).to_have_value("900")
    page.get_by_text("已写 7 字").wait_for()

    # Refused: nothing typed is lost, neither here nor in the draft.
    page.get_by_label("字数").evaluate("field => { field.type = 'text'; field.value = '很多'; }")
    page.get_by_role("button", name="记下").click()
    page.get_by_text("请写一个整数").wait_for()
    has_title(page, "教育的目的")
    has_drafts(page, 1)
    page.get_by_label("字数").fill("901")
    page = reopened(page, demo_site, "reading_notes")
    has_title(page, "教育的目的")
    expect(page.get_by_label("字数")).to_have_value("901")

    page.get_by_role("button", name="记下").click()
    page.get_by_text("记下了：读书笔记").wait_for()
    has_drafts(page, 0)
    sheet(page, demo_site, "reading_notes")
    has_title(page, "")
    expect(page.get_by_text("接着上次没写完的")).to_be_hidden()


def test_a_draft_can_be_dropped(demo_site, page):
    come_in(page, demo_site, "teacher")
    sheet(page, demo_site, "news_reading")
    page.get_by_label("题目").fill("写错了")
    page = reopened(page, demo_site, "news_reading")
    page.get_by_role("button", name="不要了，重新写").click()
    has_title(page, "")
    expect(page.get_by_text("接着上次没写完的")).to_be_hidden()
    has_drafts(page, 0)


def test_a_draft_is_its_writers_and_ends_with_the_sign_in(demo_site, page):
    come_in(page, demo_site, "teacher")
    sheet(page, demo_site, "news_reading")
    page.get_by_label("题目").fill("只给自己看")
    (mine,) = has_drafts(page, 1)
    # The session ends without a sign-out, and a colleague takes the phone.
    page.context.clear_cookies()
    come_in(page, demo_site, "homeroom")
    sheet(page, demo_site, "news_reading")
    has_title(page, "")
    assert has_drafts(page, 1) == [mine]
    page.get_by_label("我的账号").click()
    page.locator("form[data-forget] button").click()
    page.get_by_role("button", name="登录").wait_for()
    has_drafts(page, 0)


def test_a_draft_is_kept_for_a_week(demo_site, page):
    come_in(page, demo_site, "teacher")
    sheet(page, demo_site, "news_reading")
    page.get_by_label("题目").fill("上周的")
    page.evaluate(OLDER, A_WEEK - 60_000)
    page = reopened(page, demo_site, "news_reading")
    has_title(page, "上周的")
    page.evaluate(OLDER, 120_000)
    page = reopened(page, demo_site, "news_reading")
    has_title(page, "")
    has_drafts(page, 0)


def test_a_sheet_that_corrects_keeps_no_draft(demo_site, page):
    come_in(page, demo_site, "teacher")
    sheet(page, demo_site, "news_reading")
    page.get_by_label("题目").fill("一则")
    page.get_by_role("button", name="记下").click()
    page.get_by_role("link", name="改一改").click()
    page.get_by_label("题目").fill("改了一半")
    has_drafts(page, 0)

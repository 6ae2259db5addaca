"""Writing something down on a phone: how much it takes, and what is not lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingshan.records import services
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


def asked_first(form: Locator) -> list[str]:
    """What a person sees to fill in before the fold: a group of ticks is one thing."""
    fields = form.locator(".field:visible")
    return [
        fields.nth(n).locator("label, legend").first.inner_text() for n in range(fields.count())
    ]


def drafts(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:'))")


def reopened(page: Page, site: Site, kind: str) -> Page:
    """The page is closed; the person comes back to the same sheet."""
    context = page.context
    page.close()
    again = context.new_page()
    sheet(again, site, kind)
    return again


def title_of(page: Page) -> str:
    return page.get_by_label("题目").input_value()


@pytest.mark.system("T3")
def test_a_reading_takes_one_field_and_one_tap(demo_site, page):
    come_in(page, demo_site, "teacher")
    form = sheet(page, demo_site, "news_reading")
    assert asked_first(form) == ["题目"]
    assert form.locator("button:visible").count() == 1
    page.get_by_label("题目").fill("山里的小学")
    form.locator("button:visible").click()
    page.get_by_text("记下了：新闻阅读。").wait_for()
    assert re.fullmatch(r".*/records/\d+/", page.url)


@pytest.mark.system("C5")
def test_a_visit_takes_three_fields_at_most_and_a_photograph(demo_site, page):
    come_in(page, demo_site, "homeroom")
    form = sheet(page, demo_site, "home_visit")
    asked = asked_first(form)
    photographs = form.locator("input[type=file]:visible")
    assert photographs.count() == 1
    assert len(asked) - photographs.count() <= 3
    # What a new visit needs is less still: whom, and a line.
    page.get_by_label("孩子").select_option(index=1)
    page.get_by_label("内容").fill("谈了校车的事")
    page.get_by_label("沟通").check()
    photographs.set_input_files(
        {"name": "家访.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    page.get_by_role("button", name="记下").click()
    page.get_by_text("记下了：家访").wait_for()
    told = page.locator("main").inner_text()
    assert "记为：" in told
    assert "的页面" in told
    assert "家访.jpg" in told
    assert "沟通" in told
    # The next visit knows the child, and all but the day and the text on request.
    form = sheet(page, demo_site, "home_visit")
    assert page.get_by_label("孩子").input_value() != ""
    assert not page.get_by_label("沟通").is_checked()
    page.get_by_role("link", name="和上次一样").click()
    page.wait_for_url("**like=last")
    assert page.get_by_label("沟通").is_checked()
    assert page.get_by_label("内容").input_value() == ""


@pytest.mark.system("T3")
def test_words_are_counted_while_one_writes(demo_site, page):
    come_in(page, demo_site, "teacher")
    sheet(page, demo_site, "reading_notes")
    line = page.locator("[data-words-of]")
    assert line.inner_text() == ""
    assert line.get_attribute("aria-live") == "polite"
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
    assert drafts(page) == []
    page.get_by_label("题目").fill("教育的目的")
    page.get_by_label("内容").fill("第一章写了一半")
    page.get_by_text("日期和更多").click()
    page.get_by_label("字数").fill("900")

    page = reopened(page, demo_site, "reading_notes")
    page.get_by_text("接着上次没写完的").wait_for()
    assert title_of(page) == "教育的目的"
    assert page.get_by_label("内容").input_value() == "第一章写了一半"
    assert page.get_by_label("字数").input_value() == "900"
    page.get_by_text("已写 7 字").wait_for()

    # Refused: nothing typed is lost, neither here nor in the draft.
    page.get_by_label("字数").evaluate("field => { field.type = 'text'; field.value = '很多'; }")
    page.get_by_role("button", name="记下").click()
    page.get_by_text("请写一个整数").wait_for()
    assert title_of(page) == "教育的目的"
    assert len(drafts(page)) == 1
    page.get_by_label("字数").fill("901")
    page = reopened(page, demo_site, "reading_notes")
    assert title_of(page) == "教育的目的"
    assert page.get_by_label("字数").input_value() == "901"

    page.get_by_role("button", name="记下").click()
    page.get_by_text("记下了：读书笔记").wait_for()
    assert drafts(page) == []
    sheet(page, demo_site, "reading_notes")
    assert title_of(page) == ""
    assert page.get_by_text("接着上次没写完的").is_hidden()


def test_a_draft_can_be_dropped(demo_site, page):
    come_in(page, demo_site, "teacher")
    sheet(page, demo_site, "news_reading")
    page.get_by_label("题目").fill("写错了")
    page = reopened(page, demo_site, "news_reading")
    page.get_by_role("button", name="不要了，重新写").click()
    assert title_of(page) == ""
    assert page.get_by_text("接着上次没写完的").is_hidden()
    assert drafts(page) == []


def test_a_draft_is_its_writers_and_ends_with_the_sign_in(demo_site, page):
    come_in(page, demo_site, "teacher")
    sheet(page, demo_site, "news_reading")
    page.get_by_label("题目").fill("只给自己看")
    (mine,) = drafts(page)
    # The session ends without a sign-out, and a colleague takes the phone.
    page.context.clear_cookies()
    come_in(page, demo_site, "homeroom")
    sheet(page, demo_site, "news_reading")
    assert title_of(page) == ""
    assert drafts(page) == [mine]
    page.get_by_label("我的账号").click()
    page.locator("form[data-forget] button").click()
    page.get_by_role("button", name="登录").wait_for()
    assert drafts(page) == []


def test_a_draft_is_kept_for_a_week(demo_site, page):
    come_in(page, demo_site, "teacher")
    sheet(page, demo_site, "news_reading")
    page.get_by_label("题目").fill("上周的")
    page.evaluate(OLDER, A_WEEK - 60_000)
    page = reopened(page, demo_site, "news_reading")
    assert title_of(page) == "上周的"
    page.evaluate(OLDER, 120_000)
    page = reopened(page, demo_site, "news_reading")
    assert title_of(page) == ""
    assert drafts(page) == []


def test_a_sheet_that_corrects_keeps_no_draft(demo_site, page):
    come_in(page, demo_site, "teacher")
    sheet(page, demo_site, "news_reading")
    page.get_by_label("题目").fill("一则")
    page.get_by_role("button", name="记下").click()
    page.get_by_role("link", name="改一改").click()
    page.get_by_label("题目").fill("改了一半")
    assert drafts(page) == []

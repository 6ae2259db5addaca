"""Without a mouse: every step by Tab, Enter, Space and arrows, and where one is can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.reading import says, until
from tests.browser.test_capture import come_in
from tests.browser.test_roll import latest_roll

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

FURTHEST = 150  # steps with Tab to whatever is on a page
HERE = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const name = at.getAttribute('aria-label') || at.labels?.[0]?.innerText || at.innerText || '';
  const edge = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
  return {name: name.trim(), seen: edge >= 2};
}"""


def tab_to(page: Page, name: str) -> None:
    """Goes on with Tab until what bears the name is reached; each step can be seen."""
    passed = []
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        assert here["seen"], f"nobody sees that this is where one is: {here['name']}"
        passed.append(here["name"])
        if name in here["name"]:
            return
    raise AssertionError(f"no way to {name} with Tab, only past {passed}")


def go(page: Page, name: str, leads_to: str) -> None:
    """Along a link, by Tab and Enter."""
    tab_to(page, name)
    page.keyboard.press("Enter")
    page.wait_for_url(leads_to)
    page.wait_for_load_state()


def test_a_visit_is_written_down_from_the_page_of_today(page: Page, demo_site: Site):
    come_in(page, demo_site, "principal")
    go(page, "记一笔", "**/records/new/**")
    go(page, "家访", "**/records/new/home_visit/**")
    tab_to(page, "跳到正文")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, "孩子")
    offers = page.locator("[data-offers] + .offers")
    first = page.locator("[id$=_offers]").first.text_content() or ""
    text, letters = first.split("|")[1].split("~")
    page.keyboard.type(letters)
    expect(offers.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(offers).to_be_hidden()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("ArrowDown")
    expect(offers.get_by_role("option", selected=True)).to_contain_text(text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="孩子")).to_have_value(text)
    expect(offers).to_be_hidden()
    tab_to(page, "内容")
    page.keyboard.insert_text("谈了校车的事")
    tab_to(page, "记下")
    page.keyboard.press("Enter")
    page.get_by_text("记下了：家访").wait_for()
    says(page, "谈了校车的事", text.split()[0])


def test_an_empty_chair_is_told_with_its_reason(page: Page, demo_site: Site):
    come_in(page, demo_site, "homeroom")
    latest_roll(page, demo_site)
    there = page.locator(".roll li:not(:has(input:checked))").nth(5)
    name = there.locator("label span").first.inner_text().split()[-1]
    tile = page.locator(".roll li").filter(has_text=name).first
    box = tile.locator("input[type=checkbox]")
    tab_to(page, name)
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    tab_to(page, "")
    expect(tile.locator("select")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(tile.locator("select")).not_to_have_value("")
    tab_to(page, "存下")
    page.keyboard.press("Enter")
    page.locator("main .list a").first.wait_for()
    says(page, name)


def test_the_menu_of_a_phone_opens_is_walked_through_and_put_away(page: Page, demo_site: Site):
    come_in(page, demo_site, "homeroom")
    rail = page.locator("#house")
    tab_to(page, "菜单")
    page.keyboard.press("Enter")
    expect(rail).to_be_visible()
    page.keyboard.press("Tab")
    until(page, "document.activeElement.closest('#house') !== null")
    page.keyboard.press("Escape")
    expect(rail).to_be_hidden()
    expect(page.locator("main")).to_be_focused()

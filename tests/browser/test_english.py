"""Scripts speak the language of the page: where the line is cut, and where there was none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.reading import until
from tests.browser.test_capture import come_in
from tests.browser.test_offline import phones, say, sign_in_once, wire

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["phones", "wire"]  # fixtures

KEPT_IN = """async (language) => {
  const kept = await caches.match('/records/offline/');
  return (await kept?.text())?.includes(`<html lang="${language}"`);
}"""


def in_english(page: Page, address: str) -> None:
    page.goto(f"{address}/access/me/")
    page.get_by_role("button", name="English").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_what_did_not_get_through_is_said_in_english(page, demo_site):
    come_in(page, demo_site, "principal")
    in_english(page, demo_site.address)
    page.goto(f"{demo_site.address}/people/students/")
    page.evaluate("document.dispatchEvent(new Event('htmx:sendError'))")
    expect(page.locator("#said")).to_contain_text("The connection is gone")


def test_the_page_without_a_signal_is_kept_in_the_language_that_was_chosen_last(
    phones, wire, demo_site
):
    page = phones[0].new_page()
    sign_in_once(page, wire, demo_site)
    until(page, KEPT_IN, "zh-CN")
    in_english(page, wire.address)
    page.goto(wire.address + "/")
    until(page, KEPT_IN, "en")
    wire.cut()
    page.goto(wire.address + "/")
    page.locator("main[data-ready]").wait_for()
    say(page, "No signal. What you write is kept on this phone")
    page.locator("#kinds button").first.click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#sheet [data-error=student]")).to_have_text("Please write which child.")

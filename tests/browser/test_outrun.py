"""A person who is quicker than the device: nothing typed is lost, no photograph strays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.reading import has_drafts, until
from tests.browser.test_capture import come_in, sheet
from tests.browser.test_offline import open_offline, phones, say, sign_in_once, wire, write_visit
from tests.records.test_evidence import photograph

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

__all__ = ["phones", "wire"]

# The first answer of the device is held back until `letGo`, and what follows it has its moment.
SLOW_TO_READ = """() => {
  const real = sheets.get;
  let first = true;
  sheets.get = async (...asked) => {
    const held = await real(...asked);
    if (first) {
      first = false;
      await new Promise(done => { window.letGo = done; });
    }
    return held;
  };
}"""
SLOW_TO_SHRINK = """() => {
  const real = window.createImageBitmap;
  window.createImageBitmap = async file => {
    await new Promise(done => { window.letGo = done; });
    return real(file);
  };
}"""
HELD = "typeof letGo === 'function'"
LET_GO = "async () => { letGo(); await new Promise(done => setTimeout(done)); }"


def add_photo(page: Page) -> None:
    """Picked; the device is still at work on it."""
    page.set_input_files(
        "#photo", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    until(page, HELD)


@pytest.mark.system("T3")
def test_what_is_typed_before_the_draft_is_back_stays(demo_site, page):
    come_in(page, demo_site, "teacher")
    sheet(page, demo_site, "reading_notes")
    page.get_by_label("题目").fill("上次的题目")
    page.get_by_label("内容").fill("上次写了一半")
    has_drafts(page, 1)
    held: list[Route] = []
    page.route("**/records/entry*.js", lambda route: held.append(route))
    page.goto(f"{demo_site.address}/records/new/reading_notes/", wait_until="commit")
    page.get_by_label("题目").fill("这次的题目")
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    expect(page.get_by_label("内容")).to_have_value("上次写了一半")
    expect(page.get_by_label("题目")).to_have_value("这次的题目")
    page.unroute_all()
    sheet(page, demo_site, "reading_notes")
    expect(page.get_by_label("题目")).to_have_value("这次的题目")


@pytest.mark.system("C5")
def test_a_sheet_that_is_being_written_on_is_not_filled_in_again(phones, wire, demo_site):
    page = phones[0].new_page()
    sign_in_once(page, wire, demo_site)
    open_offline(page, wire)
    say(page, "有信号")
    page.evaluate(SLOW_TO_READ)
    page.locator("#kinds button", has_text="家访").first.click()
    until(page, HELD)
    page.evaluate("() => { send(); }")  # the signal came back
    page.get_by_label("内容", exact=True).fill("南河村路不好走")
    page.evaluate(LET_GO)
    expect(page.get_by_label("内容", exact=True)).to_have_value("南河村路不好走")


@pytest.mark.system("C5")
def test_a_sheet_put_away_while_its_photograph_is_made_smaller_takes_it_along(
    phones, wire, demo_site
):
    page = phones[0].new_page()
    sign_in_once(page, wire, demo_site)
    open_offline(page, wire)
    say(page, "有信号")
    wire.cut()
    write_visit(page, "照片还没有存好就记下")
    page.evaluate(SLOW_TO_SHRINK)
    add_photo(page)
    page.get_by_role("button", name="记下").click()
    page.evaluate(LET_GO)
    page.locator("#waiting button", has_text="等着送").wait_for()
    open_offline(page, wire)  # as the device has it
    page.locator("#waiting button", has_text="等着送").click()
    expect(page.locator("#photos img")).to_have_count(1)
    expect(page.get_by_label("内容", exact=True)).to_have_value("照片还没有存好就记下")


@pytest.mark.system("C5")
def test_a_photograph_stays_with_the_child_it_was_taken_of(phones, wire, demo_site):
    page = phones[0].new_page()
    sign_in_once(page, wire, demo_site)
    open_offline(page, wire)
    say(page, "有信号")
    wire.cut()
    write_visit(page, "第一家")
    page.evaluate(SLOW_TO_SHRINK)
    add_photo(page)
    page.go_back()
    page.locator("#waiting button", has_text="第一家").wait_for()
    write_visit(page, "第二家")
    page.evaluate("async () => { letGo(); await sheetForm.adding; }")
    expect(page.get_by_label("内容", exact=True)).to_have_value("第二家")
    expect(page.locator("#photos img")).to_have_count(0)
    page.go_back()
    page.locator("#waiting button", has_text="第一家").click()
    expect(page.locator("#photos img")).to_have_count(1)

"""Above a list: on a phone what one seldom chooses is folded away, and the rows begin in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.test_capture import come_in
from tests.browser.test_keys_alone import tab_to

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site


def test_a_list_is_narrowed_on_a_phone_by_keys_alone(page: Page, demo_site: Site):
    come_in(page, demo_site, "principal")
    page.goto(f"{demo_site.address}/people/students/")
    first = page.locator(".table-region tbody tr").first
    box = first.bounding_box()
    assert box is not None
    assert box["y"] < 300  # the rows are what one came for
    classes = page.get_by_label("班级")
    expect(classes).to_be_hidden()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    tab_to(page, "筛选")
    page.keyboard.press("Space")
    expect(classes).to_be_visible()
    assert not asked  # it is only shown
    name = classes.locator("option").nth(1).inner_text()
    classes.select_option(index=1)
    page.wait_for_url("**/people/students/?class=*")
    expect(page.locator(".table-region tbody tr").first).to_contain_text(name)
    page.reload()
    expect(classes).to_be_visible()  # what narrows the list is told


def test_at_a_desk_nothing_is_folded(page: Page, demo_site: Site):
    come_in(page, demo_site, "principal")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{demo_site.address}/people/students/")
    expect(page.get_by_label("班级")).to_be_visible()
    expect(page.get_by_text("筛选")).to_be_hidden()

"""Whoever opens the demonstration chooses a part and is led through it, on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.sound import beside, faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

OF_A_PRINCIPAL = 6


def test_a_visitor_is_led_as_the_principal_and_then_as_a_homeroom_teacher(
    page: Page, demo_site: Site
):
    page.goto(f"{demo_site.address}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("五分钟看一遍")
    found = {"the door": faults(page) + beside(page, 320)}
    page.get_by_role("button", name=re.compile("^校长")).click()
    strip = page.get_by_role("complementary", name="五分钟看一遍")
    for at in range(1, OF_A_PRINCIPAL + 1):
        expect(strip).to_contain_text(f"第 {at} 站，共 {OF_A_PRINCIPAL} 站")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        found[f"station {at}"] = faults(page) + beside(page, 320)
        if at < OF_A_PRINCIPAL:
            strip.get_by_role("link", name=re.compile("^下一站：")).click()
    strip.get_by_role("button", name="看完了，换个身份看").click()
    page.get_by_role("button", name=re.compile("^班主任")).click()
    expect(strip).to_contain_text("第 1 站")
    strip.get_by_role("button", name="不看了").click()
    expect(page.get_by_text("自己随便看看")).to_be_visible()
    expect(strip).to_have_count(0)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_every_part_of_the_door_opens_for_whoever_presses_it(page: Page, demo_site: Site):
    page.goto(f"{demo_site.address}/")
    strip = page.get_by_role("complementary", name="五分钟看一遍")
    parts = page.locator(".parts button b")
    expect(parts).to_have_count(8)
    for place in range(8):
        parts.nth(place).click()
        expect(strip).to_contain_text("第 1 站")
        page.goto(f"{demo_site.address}/tour/")
        page.get_by_role("button", name="退出，换个身份").click()
        expect(page.get_by_role("button", name=re.compile("^校长"))).to_be_visible()

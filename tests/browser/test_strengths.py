"""The principal looks at the five and the awards, the homeroom teacher at a child."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.reading import fits, is_drawn, says
from tests.browser.test_capture import come_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site


@pytest.mark.system("F1")
@pytest.mark.system("M7")
@pytest.mark.system("R4")
def test_the_principal_sees_what_is_short_and_weak_and_was_won_and_opens_the_rows(
    page: Page, demo_site: Site
):
    come_in(page, demo_site, "principal")
    page.goto(f"{demo_site.address}/character/curriculum/")
    page.get_by_text("没有排劳动").wait_for()
    fits(page)
    page.locator("table.hours td a").first.click()
    page.locator(".table-region tbody tr").first.wait_for()

    page.goto(f"{demo_site.address}/character/five/")
    sentence = page.get_by_text(re.compile("最弱的是")).first.inner_text()
    drawn = page.locator("main img")
    expect(drawn).to_have_attribute("alt", sentence)
    is_drawn(drawn)
    page.locator(".figure-value a").filter(has_text=re.compile("^[1-9]")).first.click()
    page.locator(".table-region tbody tr").first.wait_for()

    page.goto(f"{demo_site.address}/character/awards/")
    for figure in page.locator(".figure-value a").all():
        expect(figure).to_have_text(re.compile("[1-9]"))
    page.locator(".figure-value a").last.click()
    page.locator(".table-region tbody tr").first.wait_for()


@pytest.mark.system("F3")
def test_the_homeroom_teacher_gives_a_role_and_opens_a_childs_growth_page(
    page: Page, demo_site: Site
):
    come_in(page, demo_site, "homeroom")
    page.goto(f"{demo_site.address}/")
    page.get_by_role("link", name="我是班主任").first.click()
    page.locator(".table-region tbody a").first.click()
    page.wait_for_url("**/people/students/*/")
    name = page.get_by_role("heading", level=1).inner_text()
    child = page.url
    page.locator("main a[href^='/people/classes/']").first.click()
    page.get_by_role("link", name="班级岗位").click()
    children = page.get_by_label("哪个孩子")
    keys = children.locator("option").filter(has_text=name)
    children.select_option(str(keys.first.get_attribute("value")))
    page.get_by_label("做什么").fill("花草管理员")
    page.get_by_label("属于五成教育的哪一项").select_option("科学")
    page.get_by_role("button", name="记下").click()
    page.get_by_text(f"记下了：{name}，花草管理员").wait_for()

    page.goto(child)
    page.get_by_role("link", name="特长页").click()
    page.get_by_role("link", name="给家里的成长页").click()
    page.get_by_role("heading", name=f"{name}的成长页").wait_for()
    says(page, "花草管理员")
    page.goto(f"{demo_site.address}/character/features/")
    says(page, "国家级足球特色校")

"""Money by two people, lessons at a bedside, a talk that is due: as those who do it, on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.reading import fits, has, matched, says
from tests.browser.test_capture import come_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site


def hand_over(page: Page, site: Site, who: str) -> None:
    """The phone goes to somebody else."""
    page.context.clear_cookies()
    come_in(page, site, who)


def balance(page: Page, site: Site) -> float:
    page.goto(f"{site.address}/care/fund/")
    told = matched(page.locator("main .sub").first, r"账上现有 ([\d,.]+) 元")
    return float(told.replace(",", ""))


@pytest.mark.system("C8")
def test_one_asks_for_money_and_another_pays_and_the_slip_is_there_to_sign(demo_site, page):
    come_in(page, demo_site, "affairs")
    before = balance(page, demo_site)
    page.get_by_role("link", name="申请帮扶金").click()
    page.get_by_label("孩子").fill("史致远")
    page.get_by_label("金额（元）").fill("123.45")
    page.locator("[name=purpose]").first.check()
    page.locator("[name=need]").first.check()
    page.get_by_label("情况").fill("冬衣不够")
    page.get_by_role("button", name="请第二个人办").click()
    page.get_by_text("123.45").first.wait_for()
    expect(page.get_by_role("link", name="核实了")).to_have_count(0)  # not by the one who asked
    assert balance(page, demo_site) == before

    hand_over(page, demo_site, "principal")
    page.goto(f"{demo_site.address}/care/fund/")
    page.locator("main a", has_text="123.45").first.click()
    page.locator("main a[href$='/pay/']").click()
    page.get_by_role("button", name="核实了，发放").click()
    page.get_by_text("123.45").first.wait_for()
    assert balance(page, demo_site) == round(before - 123.45, 2)
    page.locator("main li a[href*='/fund/entries/']", has_text="123.45").first.click()
    expect(page.locator(".paper")).to_contain_text("123.45")


@pytest.mark.system("C7")
def test_home_teaching_is_planned_and_a_session_tells_how_far_a_goal_is(demo_site, page):
    come_in(page, demo_site, "affairs")
    page.goto(f"{demo_site.address}/care/home-teaching/")
    page.locator("main tbody a").first.click()
    page.get_by_role("link", name="定一个目标").click()
    page.locator("[name=field]").first.check()
    page.get_by_label("目标", exact=True).fill("能自己扣三颗扣子")
    page.locator("main form.form button[type=submit]").click()
    page.get_by_text("能自己扣三颗扣子").first.wait_for()
    page.get_by_role("link", name="记一次送教").click()
    page.get_by_label("教了什么").fill("扣扣子")
    level = page.get_by_label("能自己扣三颗扣子")
    level.select_option(index=2)
    chosen = level.locator("option:checked").inner_text()
    page.locator("main form.form button[type=submit]").click()
    page.locator("main li", has_text="扣扣子").first.wait_for()
    says(page, re.compile("能自己扣三颗扣子\n"), chosen)


@pytest.mark.system("C2")
def test_a_carer_does_the_talk_that_is_due_where_the_list_says_so(demo_site, page):
    come_in(page, demo_site, "homeroom")
    page.goto(f"{demo_site.address}/care/left-behind/?due=talk")
    row = page.locator("main tbody tr", has=page.get_by_role("link", name="谈心")).first
    name = row.locator("th a, td a").first.inner_text()
    row.get_by_role("link", name="谈心").click()
    page.get_by_label("内容").fill("想妈妈了，约好周末视频")
    page.get_by_role("button", name="记下").click()
    page.get_by_text("记下了：谈心谈话").wait_for()
    page.goto(f"{demo_site.address}/care/left-behind/?due=talk&q={name}")
    expect(page.locator("main tbody tr")).to_have_count(0)


@pytest.mark.system("C6")
def test_a_family_says_that_a_task_is_done_and_the_school_recognises_it(demo_site, page):
    come_in(page, demo_site, "homeroom")
    page.goto(f"{demo_site.address}/records/new/four_beauties_task/")
    sheet = page.locator("form[data-entry]")
    if has(page, sheet.locator("select:visible option[value='']:checked")):  # more than one class
        sheet.get_by_label("班级").select_option(index=1)
    sheet.get_by_label("题目").fill("给爷爷奶奶念一段课文")
    sheet.get_by_label("心灵美").check()
    sheet.get_by_role("button", name="记下").click()
    page.goto(f"{demo_site.address}/care/beauties/")
    page.locator("main .list a").first.click()
    page.get_by_text("给爷爷奶奶念一段课文").wait_for()
    own = page.url
    page.get_by_role("link", name="印条子").click()
    slip = page.locator(".slip").nth(4)
    child = slip.locator("strong").inner_text()
    address = slip.locator("a").get_attribute("href")

    page.context.clear_cookies()  # at home, on the family's phone
    page.goto(address)
    expect(page.locator("h1")).to_contain_text(child[1:])
    task = page.locator(".said li", has_text="给爷爷奶奶念一段课文")
    task.get_by_label("想说一句").fill("念得很大声")
    task.get_by_role("button", name="做到了").click()
    task.get_by_text("做到了，学校知道了").wait_for()
    assert not page.context.cookies()
    fits(page)

    come_in(page, demo_site, "homeroom")
    page.goto(own)
    line = page.locator(".list li", has_text=child).filter(has_text="念得很大声")
    line.get_by_role("button", name="四美小主人").click()
    page.get_by_text("是“四美”小主人了").wait_for()
    line.get_by_text("小主人", exact=True).wait_for()

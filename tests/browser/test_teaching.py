"""A lesson observed on a phone, and the timetable that it stands on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.reading import fits, has, matched, nowhere_says, says
from tests.browser.test_capture import come_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

LONGEST_HOLIDAY = 75  # days


def on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})


@pytest.mark.system("A1")
def test_a_phone_shows_one_day_and_a_desk_the_week(page: Page, demo_site: Site):
    come_in(page, demo_site, "teacher")
    on_a_phone(page)
    page.goto(f"{demo_site.address}/timetable/")
    page.locator(".picks a").first.click()
    page.locator("table.week").wait_for()
    expect(page.locator("table.week thead th.day:visible")).to_have_count(1)
    fits(page)
    page.locator(".weekdays a").nth(3).click()
    page.locator(".weekdays a").nth(3).and_(page.locator("[aria-current]")).wait_for()
    expect(page.locator("table.week thead th.day:visible")).to_have_count(1)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("table.week thead th.day:visible").nth(4).wait_for()


@pytest.mark.system("A1")
def test_a_lesson_is_observed_on_a_phone_line_by_line(page: Page, demo_site: Site):
    come_in(page, demo_site, "grouphead")
    on_a_phone(page)
    for back in range(LONGEST_HOLIDAY):
        day = timezone.localdate() - timedelta(days=back)
        page.goto(f"{demo_site.address}/teaching/observations/new/?day={day}")
        lessons = page.get_by_role("button", name="听")
        if has(page, lessons):
            break
    lessons.last.click()
    for words in ("问了三个孩子，等了半分钟。", "后排也举手了。"):
        page.get_by_label("看到、听到了什么").fill(words)
        page.get_by_label("当堂问学").check()
        page.get_by_role("button", name="记下这一条").click()
        page.get_by_text(words).wait_for()
    fits(page)
    page.get_by_role("link", name="记完了，去评水平").click()
    page.get_by_label("课题").fill("观潮")
    page.get_by_label("有值得想的问题，留了想的时间").check()
    page.get_by_label("总的想说的").fill("等得住，好。")
    page.get_by_label("建议的下一步").fill("再问一个为什么。")
    if has(page, page.get_by_label("这节课看不出")):
        page.get_by_label("这节课看不出").check()
    page.get_by_role("button", name="交给").click()
    page.get_by_text("不用再填").wait_for()
    says(page, "等老师回应")
    fits(page)


def hand_over(page: Page, site: Site, who: str) -> None:
    """The phone goes to somebody else."""
    page.context.clear_cookies()
    come_in(page, site, who)


def name_of(page: Page, site: Site) -> str:
    """Of whoever is signed in."""
    return str(page.request.get(f"{site.address}/records/offline/bundle/").json()["name"])


def designs_covering(page: Page, site: Site, subject: str) -> int:
    """How many of the fourth grade the coverage counts."""
    page.goto(f"{site.address}/teaching/designs/coverage/")
    row = page.locator("main tr", has=page.get_by_role("rowheader", name=subject, exact=True))
    found = row.locator("a[href*='grade=4']")
    return int(matched(found, r"(\d+)")) if has(page, found) else 0


@pytest.mark.system("A2")
def test_a_design_is_written_in_five_phases_shared_built_upon_and_counted(
    page: Page, demo_site: Site
):
    designs = f"{demo_site.address}/teaching/designs/"
    come_in(page, demo_site, "teacher")
    page.goto(designs)
    page.get_by_role("link", name="写一份").first.click()
    subject = page.get_by_label("学科")
    subject.wait_for()
    if has(page, subject.locator("option[value='']:checked")):
        subject.select_option(index=1)
    chosen = subject.locator("option:checked").inner_text()
    new = page.url
    before = designs_covering(page, demo_site, chosen)
    page.goto(new)
    page.get_by_label("学科").select_option(label=chosen)
    page.get_by_label("年级").select_option(label="四年级")
    page.get_by_label("单元").fill("第九单元")
    page.get_by_label("课题").fill("村口的老槐树")
    for phase in ("课前自学", "当堂问学", "小组研学", "活动检学", "反思固学"):
        page.get_by_label(phase).fill(f"{phase}里做的事")
    page.get_by_role("button", name="存下").click()
    page.get_by_role("heading", name="村口的老槐树", exact=True).wait_for()
    fits(page)

    hand_over(page, demo_site, "grouphead")
    page.goto(f"{designs}?q=老槐树")
    page.get_by_role("link", name="村口的老槐树").first.click()
    page.get_by_role("button", name="照着改一份").click()
    page.get_by_label("课题").fill("村口的老槐树（二班）")
    page.get_by_label("当堂问学").fill("先问：树为什么空了心？")
    page.get_by_label("放进全校的库").check()
    page.get_by_role("button", name="存下").click()
    page.get_by_text("照着").first.wait_for()
    says(page, "《村口的老槐树》", "小组研学里做的事")
    assert designs_covering(page, demo_site, chosen) == before + 2
    page.goto(f"{designs}?q=老槐树")
    expect(page.locator("tbody tr")).to_have_count(2)


@pytest.mark.system("A3")
def test_a_check_finds_something_and_it_is_looked_at_until_it_is_mended(
    page: Page, demo_site: Site
):
    come_in(page, demo_site, "teacher")
    mender = name_of(page, demo_site)
    hand_over(page, demo_site, "principal")
    page.goto(f"{demo_site.address}/records/new/teaching_check/")
    sheet = page.locator("form[data-entry]")
    sheet.get_by_label("题目").fill("查第九周的备课")
    sheet.get_by_role("button", name="记下").click()
    page.goto(f"{demo_site.address}/teaching/findings/new/")
    page.get_by_label("哪次查、评").select_option(index=1)
    page.get_by_label("谁来改").fill(mender)
    page.get_by_label("看到的问题").fill("三节课没有写反思。")
    page.get_by_role("button", name="记下").click()
    page.get_by_text("改好以后您再看一次").wait_for()
    address = page.url

    for words, seen, told in (
        ("补了两节。", "还没有，再改改", "还差一节。"),
        ("第三节也补了。", "改好了", "都有了。"),
    ):
        hand_over(page, demo_site, "teacher")
        page.goto(address)
        page.get_by_label("怎么改的").fill(words)
        page.get_by_role("button", name="记下").click()
        page.get_by_text("再看一次").first.wait_for()
        hand_over(page, demo_site, "principal")
        page.goto(address)
        page.get_by_label(seen).check()
        page.get_by_label("看到的", exact=True).fill(told)
        page.get_by_role("button", name="记下").click()
        page.get_by_text(told).first.wait_for()
    page.get_by_text("看过，改好了：都有了。").wait_for()
    expect(page.get_by_role("button", name="记下")).to_have_count(0)
    fits(page)


@pytest.mark.system("A4")
def test_a_trip_has_its_cost_and_brings_something_home_that_others_hear(
    page: Page, demo_site: Site
):
    come_in(page, demo_site, "teacher")
    page.goto(f"{demo_site.address}/teaching/trips/new/")
    day = timezone.localdate() - timedelta(days=3)
    page.get_by_label("去哪里").fill("省城实验小学")
    page.get_by_label("学什么").fill("大单元教学观摩")
    page.get_by_label("第一天").fill(day.isoformat())
    page.get_by_label("最后一天").fill(day.isoformat())
    page.get_by_label("交通（元）").fill("86.50")
    page.get_by_label("住宿（元）").fill("199.9")
    page.get_by_role("button", name="存下").or_(page.get_by_role("button", name="记下")).click()
    page.get_by_text("286.40 元").wait_for()
    page.get_by_role("link", name="记汇报").click()
    page.get_by_label("带回来什么").fill("一个单元先给孩子看整幅图。")
    for hearer in page.locator("[name=hearers]").all()[:3]:
        hearer.check()
    page.get_by_role("button", name="记下").click()
    page.get_by_text("来听的 3 位").wait_for()
    fits(page)
    address = page.url
    hand_over(page, demo_site, "grouphead")
    page.goto(address)
    says(page, "先给孩子看整幅图")
    nowhere_says(page, "286.40")  # what it cost is not everybody's

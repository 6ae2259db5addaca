"""A term's courses, as each does their part: wishes of a class, places, a meeting."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.browser.reading import fits
from tests.browser.test_capture import come_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

LONGEST_HOLIDAY = 75  # days


def change_to(page: Page, site: Site, who: str) -> None:
    page.context.clear_cookies()
    come_in(page, site, who)


def newest_term(page: Page, site: Site) -> str:
    page.goto(f"{site.address}/character/courses/")
    return str(page.get_by_label("学期").locator("option").first.get_attribute("value"))


@pytest.mark.system("M6")
def test_wishes_are_written_by_class_and_places_adopted(page: Page, demo_site: Site):
    courses = f"{demo_site.address}/character/courses/"
    come_in(page, demo_site, "affairs")
    asked = f"?term={newest_term(page, demo_site)}"
    page.goto(f"{courses}{asked}")
    page.get_by_role("button", name="照上学期开一样的课").click()
    page.get_by_text("照上次的开了").wait_for()
    page.goto(f"{courses}wishes/{asked}")
    in_three_days = timezone.localdate() + timedelta(days=3)
    page.get_by_label("志愿收到哪天").fill(in_three_days.isoformat())
    page.get_by_role("button", name="开始收志愿").click()
    page.get_by_text("班主任和家里都能写").wait_for()

    # The homeroom teacher types two numbers for a child, and nothing else.
    change_to(page, demo_site, "homeroom")
    page.goto(f"{courses}wishes/{asked}")
    page.locator("main .list a").first.click()
    page.locator(".wish-lines input").first.wait_for()
    fits(page)
    numbers = page.locator(".wish-numbers b").all_inner_texts()
    page.locator(".wish-lines input").first.fill(f"{numbers[0]} {numbers[1]}")
    page.get_by_role("button", name="存下").click()
    page.get_by_text("改了 1 个孩子的志愿").wait_for()

    # The officer has places shared out, sees why, and adopts.
    change_to(page, demo_site, "affairs")
    page.goto(f"{courses}places/{asked}")
    page.get_by_role("button", name="排一排").click()
    page.get_by_text("没有比这更照顾最后一名的").wait_for()
    page.get_by_role("button", name="就这样定下来").click()
    page.get_by_text(re.compile(r"定下来了：\d+ 个位置")).wait_for()


@pytest.mark.system("M6")
def test_a_teacher_takes_attendance_of_a_meeting(page: Page, demo_site: Site):
    come_in(page, demo_site, "teacher")
    page.goto(f"{demo_site.address}/character/courses/")
    page.locator(".card .list a").first.click()
    page.wait_for_url(re.compile(r"/courses/\d+/$"))
    own = page.url
    for back in range(LONGEST_HOLIDAY):
        day = timezone.localdate() - timedelta(days=back)
        answer = page.request.get(f"{own}session/{day}/")
        if answer.ok:
            page.goto(f"{own}session/{day}/")
            break
    for ticked in page.locator(".course-roll input:checked").all():
        ticked.uncheck()
    page.locator(".course-roll label").first.click()
    page.get_by_role("button", name="存下").click()
    page.get_by_text("没来 1 个").first.wait_for()

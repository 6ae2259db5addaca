"""A day of lessons on a phone: what one teaches first thing, a part of a class, nobody left out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.reading import fits
from tests.browser.test_capture import come_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

A_LESSON_TODAY = """
import json
from datetime import timedelta
from django.utils import timezone
from qingshan.character.models import Drop, DropLesson
from qingshan.people.models import Staff
from qingshan.school.models import Term
from qingshan.timetable.models import Lesson, LessonChange, Slot
today = timezone.localdate()
staff = Staff.objects.get(account__username="teacher")
lesson = Lesson.objects.filter(teacher=staff).select_related("school_class", "subject").first()
slot = Slot.objects.filter(school=staff.school).order_by("starts").last()
LessonChange.objects.create(
    school=staff.school, kind="move", date=today - timedelta(days=1), slot=lesson.slot,
    school_class=lesson.school_class, subject=lesson.subject, planned=staff, teacher=staff,
    to_date=today, to_slot=slot, part="半班",
)
term = Term.objects.filter(school=staff.school, starts_on__lte=today).latest("starts_on")
met = DropLesson.objects.filter(term=term, school_class=lesson.school_class)
DropLesson.objects.filter(school_class=lesson.school_class, date=today, record=None).delete()
drop = Drop.objects.filter(school=staff.school, state="accepted").exclude(
    pk__in=met.values("drop")
).first()
if drop is None:
    drop = Drop.objects.create(
        school=staff.school, title="一张课桌", of="event", story="一张课桌。",
        principle="爱护公物。", sentence="轻拿轻放。", theme="manners", five="文明",
        state="accepted",
    )
DropLesson.objects.create(
    school=staff.school, term=term, school_class=lesson.school_class, date=today, slot=slot,
    drop=drop,
)
print(json.dumps([lesson.school_class.name, lesson.subject.name, drop.title]))
"""


@pytest.mark.system("A1", "M5")
def test_todays_lesson_comes_first_with_its_drop_and_leads_to_the_screen(
    page: Page, demo_site: Site
):
    told = demo_site.run("manage", "shell", "--no-imports", "-c", A_LESSON_TODAY)
    room, subject, title = json.loads(told.strip().splitlines()[-1])
    come_in(page, demo_site, "teacher")
    card = page.get_by_role("region", name="今天的课")
    expect(card).to_contain_text(f"{room} 半班 {subject}")
    expect(card).to_contain_text("调来")
    first = page.locator(".home-first > section").first
    expect(first).to_contain_text("今天的课")
    fits(page)
    card.get_by_role("link", name=f"小水滴《{title}》").click()
    expect(page.locator("h1")).to_have_text(title)


@pytest.mark.system("M2")
def test_a_child_whom_nobody_visited_leaves_the_list_with_the_next_step(
    page: Page, demo_site: Site
):
    come_in(page, demo_site, "homeroom")
    unreached = f"{demo_site.address}/character/reach/?way=visits"
    page.goto(unreached)
    row = page.locator("main tbody tr").first
    name = row.locator("a").first.inner_text()
    fits(page)
    row.get_by_role("link", name="去家访").click()
    page.get_by_label("内容").fill("看了书桌和灯，都好。")
    page.get_by_label("沟通").check()
    page.get_by_role("button", name="记下").click()
    page.get_by_text("记下了：家访").wait_for()
    page.goto(unreached)
    expect(page.locator("main h1")).to_have_text("一个不落")
    expect(page.locator("main tbody").get_by_role("link", name=name, exact=True)).to_have_count(0)

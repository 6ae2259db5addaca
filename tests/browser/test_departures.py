"""A child leaves, a class graduates, a child comes back: on a phone, as who keeps the roster."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import in_hand
from tests.browser.reading import fits, says
from tests.browser.test_capture import come_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Site

pytestmark = pytest.mark.system("C1")

A_CHILD = """
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
child = Student.objects.filter(on_roster(), grade="七年级").order_by("pk").first()
print(child.pk, child.school_class_id, child.name)
"""
OF_A_CLASS = """
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
rows = Student.objects.filter(on_roster(), school_class__grade_number=9).order_by("school_class")
room = rows.first().school_class_id
print(room, rows.filter(school_class=room).count())
"""


def told_by(site: Site, script: str) -> list[str]:
    return site.run("manage", "shell", "--no-imports", "--command", script).split()


@pytest.fixture
def keeper(browser: Browser, demo_site: Site) -> Iterator[Page]:
    """The phone of the officer for student affairs, on which a sheet may come back."""
    context = in_hand(browser)
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    come_in(page, demo_site, "affairs")
    yield page
    context.close()
    assert said == []


def test_a_child_leaves_is_taken_back_the_same_day_leaves_again_and_returns(
    keeper: Page, demo_site: Site
):
    pk, room, name = told_by(demo_site, A_CHILD)
    child = f"{demo_site.address}/people/students/{pk}/"
    keeper.goto(child)
    keeper.get_by_role("link", name="办离校").click()
    expect(keeper.get_by_role("heading", level=1)).to_have_text(f"{name}办离校")
    fits(keeper)
    keeper.get_by_label("转出").check()
    keeper.get_by_label("还要记的").fill("妈妈来办的，手续在路上。")
    keeper.get_by_role("button", name="办离校").click()
    says(keeper, "请写转到哪所学校")
    expect(keeper.get_by_label("转出")).to_be_checked()
    expect(keeper.get_by_label("还要记的")).to_have_value("妈妈来办的，手续在路上。")
    fits(keeper)
    leave(keeper)
    says(keeper, f"{name}的离校办好了", "已离校：转出", "转到洮北区明仁小学", "手续在路上")
    fits(keeper)
    keeper.get_by_role("button", name="办错了，收回").click()
    says(keeper, f"收回了，{name}又在名单里")
    expect(keeper.get_by_text("已离校：")).to_have_count(0)
    keeper.get_by_role("link", name="办离校").click()
    keeper.get_by_label("转出").check()
    leave(keeper)
    keeper.get_by_role("link", name="办返校").click()
    expect(keeper.get_by_label("回到哪个班")).to_have_value(room)
    fits(keeper)
    keeper.get_by_role("button", name="办返校").click()
    says(keeper, f"{name}回来了，从今天起在名单里")
    expect(keeper.get_by_text("已离校：")).to_have_count(0)


def leave(keeper: Page) -> None:
    keeper.get_by_label("去了哪里").fill("转到洮北区明仁小学")
    keeper.get_by_role("button", name="办离校").click()


def test_a_class_graduates_and_is_taken_back_at_once(keeper: Page, demo_site: Site):
    room, number = told_by(demo_site, OF_A_CLASS)
    keeper.goto(f"{demo_site.address}/people/classes/{room}/")
    keeper.get_by_role("link", name="办毕业").click()
    says(keeper, f"一共 {number} 个孩子")
    boxes = keeper.get_by_role("checkbox")
    expect(boxes).to_have_count(int(number))
    expect(keeper.get_by_label("毕业", exact=True)).to_be_checked()
    fits(keeper)
    boxes.first.uncheck()
    keeper.get_by_role("button", name="勾上的都办离校").click()
    gone = int(number) - 1
    says(keeper, f"{gone} 个孩子的离校办好了", f"今天给这个班的 {gone} 个孩子办了离校")
    fits(keeper)
    keeper.get_by_role("button", name="办错了，都收回").click()
    says(keeper, f"收回了，{gone} 个孩子又在名单里")
    expect(keeper.get_by_text(re.compile("今天给这个班的"))).to_have_count(0)
    keeper.get_by_role("link", name="办毕业").click()
    says(keeper, f"一共 {number} 个孩子")

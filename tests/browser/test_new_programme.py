"""A programme of a school's own, from a file alone; and one visit that counts everywhere."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.reading import has
from tests.browser.test_afternoon import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

PASSWORD = "qingshan-demo"
PACK = """\
key: walking-two-ones
title: 走动“两个一”
summary: 每周走一走，每学期说一说。
source: 校务会，今年九月
five: 运动
place: 1
strip: true
audience:
  words: 班主任
  class_duty: 班主任
kinds:
  - {key: class_walk, label: 进班走动, about: [class], asks: [title], icon: footprints}
duties:
  - key: walk
    title: 每周进班走动一次
    record: 进班走动
    cadence: week
    measure: count
    target: 1
  - key: say
    title: 每学期说一条建议
    record: 合理建议
    cadence: term
    measure: count
    target: 1
    unit: 条
"""


def today(site: Site) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))


def figures(site: Site) -> dict[str, object]:
    told = json.loads(site.run("indicators", "--as-of", today(site), "--json"))["indicators"]
    return {key: one["value"] for key, one in told.items()}


def standing(site: Site) -> dict[tuple[str, str], dict[str, object]]:
    told = json.loads(site.run("standing", "--as-of", today(site), "--json"))["standing"]
    return {(row["staff"], row["duty"]): row for row in told}


def changed(before: dict, after: dict) -> set:
    return {key for key in before if before[key] != after[key]}


def wait_until(page: Page, address: str, words: str) -> None:
    for _ in range(20):
        page.goto(address)
        if has(page, page.get_by_text(words)):
            return
        time.sleep(0.5)
    raise AssertionError(f"{words} did not come")


@pytest.mark.system("F2")
def test_a_new_programme_needs_a_file_and_no_code(demo_site, page):
    own = demo_site.home / "packs"
    own.mkdir()
    (own / "走动两个一.yaml").write_text(PACK, encoding="utf-8")
    assert "walking-two-ones" in demo_site.run("packs", "list", "--json")
    sign_in(page, demo_site.address, "homeroom", PASSWORD)
    wait_until(page, f"{demo_site.address}/programmes/mine/", "走动“两个一”")
    page.goto(f"{demo_site.address}/records/new/class_walk/")
    page.get_by_label("题目").fill("午休转了一圈")
    page.locator("form[data-entry] button[type=submit]").click()
    page.get_by_text("走动“两个一”").first.wait_for()
    page.goto(f"{demo_site.address}/programmes/walking-two-ones/")
    page.get_by_text("每周进班走动一次").first.wait_for()
    page.goto(demo_site.address)
    page.get_by_role("link", name="走动“两个一”").wait_for()
    assert any(duty == "walking-two-ones.walk" for _, duty in standing(demo_site))


@pytest.mark.system("C5")
@pytest.mark.system("R6")
def test_one_visit_moves_all_it_should_and_nothing_else(demo_site, page):
    before, owed = figures(demo_site), standing(demo_site)
    sign_in(page, demo_site.address, "teacher", PASSWORD)
    page.goto(f"{demo_site.address}/records/new/home_visit/")
    page.get_by_label("内容").fill("说好了接送的时间")
    page.get_by_label("沟通").check()
    page.locator("form[data-entry] button[type=submit]").click()
    said = page.get_by_text("记为").first
    for title in ("百名教师进百家", "帮扶学生", "助力—筑梦—铸人"):
        expect(said).to_contain_text(title)
    address = page.url
    assert changed(before, figures(demo_site)) <= {"care.visits", "care.visited_students"}
    assert figures(demo_site)["care.visits"] == before["care.visits"] + 1
    moved = {duty.partition(".")[0] for _, duty in changed(owed, standing(demo_site))}
    assert moved <= {"hundred-homes", "three-steps", "three-three-two-one"}
    met = owed["T001", "three-steps.keep"]["current"]
    assert moved or met, "a visit of this month is this month's meeting, unless there was one"

    page.goto(f"{address}edit/")
    page.locator("details.more summary").first.click()
    earlier = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 365 * 86400))
    page.get_by_label("日期").fill(earlier)
    page.locator("form[data-entry] button[type=submit]").click()
    page.wait_for_url(re.compile(r".*/records/\d+/$"))
    assert figures(demo_site)["care.visits"] == before["care.visits"] + 1
    assert changed(owed, standing(demo_site)) == set(), "a visit of last year is not this year's"

    page.goto(f"{address}withdraw/")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r".*/records/$"))
    assert figures(demo_site) == before
    assert standing(demo_site) == owed

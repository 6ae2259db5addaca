"""Study, role models, party lessons, the series and a talk on ethics, by the people who do them."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, in_hand
from tests.browser.reading import matched, nowhere_says, says
from tests.browser.test_capture import come_in
from tests.records.test_evidence import photograph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Site

WORDS = "他把篮球架修了又修，孩子们都记得。"


@contextmanager
def somebody(browser: Browser, site: Site, who: str, size: dict[str, int]) -> Iterator[Page]:
    """A browser of their own, signed in; anything it logs as an error fails the test."""
    context = in_hand(browser, size)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    come_in_at(page, site, who)
    yield page
    context.close()
    assert said == []


def come_in_at(page: Page, site: Site, who: str) -> None:
    size = page.viewport_size
    page.set_viewport_size(PHONE)
    come_in(page, site, who)
    page.set_viewport_size(size or PHONE)


def plan_now(page: Page, title: str, sign_in: str) -> None:
    """Fills in the sheet of a gathering that is on at this very moment."""
    now = timezone.localtime()
    first, last = now - dt.timedelta(minutes=5), now + dt.timedelta(minutes=50)
    starts = first if first.date() == now.date() else now.replace(hour=0, minute=0)
    ends = last if last.date() == now.date() else now.replace(hour=23, minute=59)
    page.get_by_label("题目").fill(title)
    page.get_by_label("哪天").fill(f"{now:%Y-%m-%d}")
    page.get_by_label("几点开始").fill(f"{starts:%H:%M}")
    page.get_by_label("几点结束").fill(f"{ends:%H:%M}")
    page.get_by_label("在哪里").fill("三楼会议室")
    page.get_by_label(sign_in).check()


def arrange(page: Page) -> None:
    page.get_by_role("button", name="安排好了").click()
    page.get_by_text("安排好了，请了").wait_for()


def name_of(page: Page) -> str:
    """Whom the page is made for, as the rail says it."""
    return (page.locator(".rail li a span").last.text_content() or "").strip()


@pytest.mark.system("B1")
def test_a_secretary_plans_a_theme_and_a_teacher_signs_in_by_the_screen(browser, demo_site):
    with (
        somebody(browser, demo_site, "secretary", DESK) as desk,
        somebody(browser, demo_site, "teacher", PHONE) as phone,
    ):
        desk.goto(f"{demo_site.address}/ideals/study/")
        desk.get_by_role("link", name="安排一个主题教育").click()
        today = timezone.localdate()
        desk.get_by_label("主题").fill("读原著学原文")
        desk.get_by_label("从哪天").fill(f"{today}")
        desk.get_by_label("到哪天").fill(f"{today + dt.timedelta(days=30)}")
        desk.get_by_role("button", name="存下").click()
        desk.get_by_role("link", name="安排一次学习").click()
        plan_now(desk, "第一讲", "扫屏幕上的码")
        arrange(desk)
        desk.get_by_role("link", name="大屏显示签到码").click()
        code = desk.locator(".code-words").inner_text()
        phone.goto(f"{demo_site.address}/ideals/study/")
        phone.get_by_role("link", name="扫码签到").click()
        phone.get_by_label("屏幕上的八个字").fill(code.lower())
        phone.get_by_role("button", name="我到了").click()
        phone.get_by_text("记为：集中学习").wait_for()
        desk.get_by_text("到了 1 位").wait_for()  # the screen says so by itself
        phone.goto(f"{demo_site.address}/ideals/study/")
        phone.get_by_role("link", name="读原著学原文").click()
        phone.get_by_role("link", name="第一讲").click()
        phone.get_by_role("link", name="写我的收获").click()
        phone.get_by_label("我的收获").fill("先把最远的那一家走到。")
        phone.get_by_role("button", name="存下").click()
        phone.get_by_text("只有你自己看得到").first.wait_for()
        desk.goto(phone.url)
        nowhere_says(desk, "先把最远的那一家走到")


@pytest.mark.system("B2")
def test_a_role_model_is_read_and_a_session_on_it_taken_by_one_tap(browser, demo_site):
    with (
        somebody(browser, demo_site, "secretary", DESK) as desk,
        somebody(browser, demo_site, "teacher", PHONE) as phone,
    ):
        desk.goto(f"{demo_site.address}/ideals/role-models/")
        desk.get_by_role("link", name=re.compile("支月英")).click()
        desk.get_by_role("link", name="安排一次学习").click()
        plan_now(desk, "读支月英", "每人在手机上点一下")
        arrange(desk)
        phone.goto(demo_site.address)
        line = phone.locator("li", has_text="读支月英")
        line.get_by_role("button", name="我到了").click()
        phone.get_by_text("记下了：你到了。").wait_for()
        expect(line.get_by_text("签到了")).to_be_visible()
        phone.goto(f"{demo_site.address}/ideals/role-models/zhi-yueying/")
        expect(phone.get_by_text("读支月英")).to_be_visible()
        expect(phone.get_by_text("依据")).to_be_visible()


@pytest.mark.system("B4")
def test_a_lesson_is_written_revised_given_and_praised(browser, demo_site):
    with somebody(browser, demo_site, "secretary", DESK) as desk:
        desk.goto(f"{demo_site.address}/ideals/lessons/")
        desk.get_by_role("link", name="写一讲").click()
        desk.get_by_label("题目").fill("守住讲台，守住初心")
        desk.get_by_label("讲稿").fill("第一稿")
        desk.get_by_role("button", name="放进库里").click()
        desk.get_by_role("link", name="改讲稿").wait_for()
        lesson = desk.url
        desk.get_by_role("link", name="改讲稿").click()
        desk.get_by_label("讲稿").fill("第二稿，换成自己的例子")
        desk.get_by_label("改了什么").fill("换了例子")
        desk.get_by_role("button", name="存成新的一版").click()
        desk.get_by_text("现在是第 2 版").wait_for()
        desk.get_by_role("link", name="安排讲一次").click()
        plan_now(desk, "党课《守住讲台》", "只由主持人点名")
        arrange(desk)
        desk.get_by_role("link", name="点名", exact=True).last.click()
        boxes = desk.locator(".ticks input[type=checkbox]")
        for n in range(3):
            boxes.nth(n).check()
        desk.get_by_role("button", name="存下").click()
        desk.get_by_text("记下了 3 位").wait_for()
        desk.goto(lesson)
        expect(desk.get_by_text("第 2 版 · 到了 3 位")).to_be_visible()
        desk.get_by_role("link", name="记一个奖").click()
        desk.get_by_label("哪一项荣誉").select_option(index=1)
        desk.get_by_role("button", name="记下").click()
        desk.get_by_text("荣誉还是那一项").wait_for()


@pytest.mark.system("B3")
def test_a_piece_is_printed_by_consent_and_taken_down_without_it(browser, demo_site, tmp_path):
    picture = tmp_path / "court.jpg"
    picture.write_bytes(photograph(place=True))
    with (
        somebody(browser, demo_site, "homeroom", DESK) as editor,
        somebody(browser, demo_site, "teacher", PHONE) as phone,
        somebody(browser, demo_site, "secretary", DESK) as desk,
    ):
        editor.goto(f"{demo_site.address}/ideals/series/new/")
        editor.get_by_label("写的是谁").fill(name_of(phone))
        editor.get_by_label("题目").fill("窗台上的烤土豆")
        editor.get_by_role("button", name="开始写").click()
        editor.locator("#text-0").fill(WORDS)
        editor.get_by_role("button", name="小标题").click()
        editor.locator("#text-1").fill("那年冬天")
        editor.get_by_role("button", name="第 2 块往上移").click()
        expect(editor.locator("#text-0")).to_have_value("那年冬天")
        editor.get_by_role("button", name="照片").click()
        editor.locator("#file-2").set_input_files(picture)
        editor.get_by_label("照片上是什么").fill("操场")
        editor.get_by_role("button", name="存下，看一看").click()
        editor.get_by_role("img", name="操场").wait_for()
        editor.get_by_role("button", name="写好了，请本人看").click()
        expect(editor.get_by_role("button", name="写好了，请本人看")).to_be_hidden()
        phone.goto(f"{demo_site.address}/ideals/series/")
        phone.get_by_role("link", name=re.compile("窗台上的烤土豆")).click()
        phone.get_by_role("button", name="我同意发表").wait_for()
        piece = phone.url
        phone.get_by_role("button", name="我同意发表").click()
        phone.get_by_role("button", name="收回同意").wait_for()
        desk.goto(piece)
        desk.get_by_role("button", name="审过了，发").click()
        issue = matched(desk.get_by_text("这是第"), r"第 (\d+) 期")
        assert int(issue) > 20  # it goes on from the records
        with desk.expect_download() as waiting:
            desk.get_by_role("link", name="存成网页文件").click()
        told = waiting.value.path().read_text("utf-8")
        assert WORDS in told
        assert "data:image/jpeg;base64," in told
        assert "<script" not in told
        editor.goto(piece)
        says(editor, WORDS)
        phone.goto(piece)
        phone.get_by_role("button", name="收回同意").click()
        phone.get_by_text("只有你看得到").wait_for()
    with somebody(browser, demo_site, "grouphead", PHONE) as other:
        other.goto(f"{demo_site.address}/ideals/series/")
        expect(other.get_by_text("应本人要求撤下")).to_be_visible()
        nowhere_says(other, "窗台上的烤土豆")


@pytest.mark.system("T6")
def test_a_talk_is_arranged_heard_and_written_up(browser, demo_site, tmp_path):
    picture = tmp_path / "talk.jpg"
    picture.write_bytes(photograph())
    with (
        somebody(browser, demo_site, "principal", DESK) as desk,
        somebody(browser, demo_site, "teacher", PHONE) as phone,
    ):
        speaker = name_of(phone)
        desk.goto(f"{demo_site.address}/gatherings/ethics-talks/")
        desk.get_by_role("link", name="安排一次").click()
        plan_now(desk, "把心留在讲台上", "每人在手机上点一下")
        desk.get_by_text("有人来讲").click()
        desk.get_by_label("报告人 1", exact=False).first.fill(speaker)
        desk.get_by_label("报告人 1 讲什么").fill("第一年")
        arrange(desk)
        phone.goto(demo_site.address)
        line = phone.locator("li", has_text="把心留在讲台上")
        line.get_by_role("button", name="我到了").click()
        phone.get_by_text("记为：校本培训").wait_for()
        desk.get_by_role("link", name="写纪要").click()
        desk.get_by_label("纪要").fill("讲的是第一年怎么过来的。")
        desk.locator("input[type=file]").set_input_files(picture)
        desk.get_by_role("button", name="存下").click()
        desk.get_by_text(f"给{speaker}各记了一条“师德报告”").wait_for()
        expect(desk.get_by_text("到了 1 位").first).to_be_visible()
        expect(desk.get_by_role("link", name="talk.jpg")).to_be_visible()

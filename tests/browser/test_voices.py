"""Families on a small phone, and what the school does with what it hears and finds."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.browser.test_capture import come_in
from tests.records.test_evidence import photograph

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Site

SCHOOL = "9900000001"
SMALL = {"width": 320, "height": 568}
OLD_EYES = 22  # px
THUMB = 60  # px


@pytest.fixture
def family(browser: Browser):
    """A small phone of somebody who has no account here."""
    context = browser.new_context(viewport=SMALL, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    assert context.cookies() == []
    context.close()


@pytest.fixture
def office(browser: Browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def is_easy(page: Page) -> None:
    """Large words, large buttons, nothing beside the screen."""
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main')).fontSize)")
    assert size >= OLD_EYES
    for button in page.locator("main .button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= THUMB
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    assert page.locator("h1").count() == 1


def photo() -> dict[str, object]:
    return {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photograph()}


@pytest.mark.system("R7")
def test_a_grandmother_complains_and_follows_it_on_a_small_phone(
    family: Page, office: Page, demo_site: Site
):
    family.goto(f"{demo_site.address}/voice/say/{SCHOOL}/")
    is_easy(family)
    family.get_by_role("link", name="我要反映一件事").click()
    is_easy(family)
    family.get_by_role("button", name="吃饭、住宿").click()
    is_easy(family)
    family.get_by_label("写几句").fill("孙子说饭是凉的")
    note = {"name": "话.ogg", "mimeType": "audio/ogg", "buffer": b"OggS" + b"\0" * 64}
    family.get_by_label("或者录一段话").set_input_files(note)
    family.get_by_role("button", name="说完了").click()
    is_easy(family)
    code = family.locator(".number").inner_text()
    come_in(office, demo_site, "affairs")
    office.goto(f"{demo_site.address}/voice/complaints/?state=open")
    office.locator("tbody a").first.click()
    assert "孙子说饭是凉的" in office.locator("main").inner_text()
    assert office.locator("audio").count() == 1
    office.get_by_role("link", name="办结").click()
    office.get_by_label("怎么办的").fill("加了保温柜，今天的饭是热的。")
    office.get_by_role("button", name="办结").click()
    office.get_by_text("办结了。").first.wait_for()
    office.goto(f"{demo_site.address}/voice/quiet/")
    assert "1 件都在" in office.locator("main").inner_text()
    family.get_by_role("link", name="以后从这里看回音").click()
    family.get_by_label("十二个数字").fill(code)
    family.get_by_role("button", name="看回音").click()
    is_easy(family)
    assert "今天的饭是热的" in family.locator("main").inner_text()


@pytest.mark.system("R7")
def test_a_survey_is_answered_by_slip_and_read(family: Page, office: Page, demo_site: Site):
    come_in(office, demo_site, "principal")
    office.goto(f"{demo_site.address}/voice/surveys/new/")
    office.get_by_role("button", name="做好了").click()
    office.get_by_role("link", name="印条子").click()
    office.get_by_label("哪个班").select_option(index=1)
    office.get_by_label("几户").fill("2")
    office.get_by_role("button", name="出条子").click()
    (code, _) = re.findall(r"\d{4} \d{4} \d{4}", office.locator(".slips").inner_text())
    family.goto(f"{demo_site.address}/voice/answer/{code.replace(' ', '')}/")
    while family.get_by_role("button", name="很好", exact=True).count():
        is_easy(family)
        family.get_by_role("button", name="很好", exact=True).click()
    family.get_by_role("button", name="交上去").click()
    family.get_by_text("谢谢您").wait_for()
    office.goto(f"{demo_site.address}/voice/surveys/")
    assert "2 户里 1 户" in office.locator("main").inner_text()
    office.get_by_role("link", name="开学一个月的家长调查").click()
    told = office.locator("main").inner_text()
    assert "信任指数" in told
    assert "不显示" in told
    office.locator(".figure-value a").first.click()
    assert "共" in office.locator(".table-foot").inner_text()


@pytest.mark.system("R8")
def test_a_suggestion_goes_from_proposal_to_done(page: Page, office: Page, demo_site: Site):
    come_in(page, demo_site, "teacher")
    page.goto(f"{demo_site.address}/voice/suggestions/new/")
    page.get_by_label("一句话说建议").press_sequentially("教研组里讲一则新闻阅读")
    page.locator("#alike a").first.wait_for()
    page.get_by_label("一句话说建议").fill("楼梯口放一面镜子")
    page.get_by_role("button", name="提出来").click()
    page.get_by_text("还没有人接。").wait_for()
    come_in(office, demo_site, "principal")
    office.goto(page.url)
    office.get_by_role("link", name="接下这条建议").click()
    office.get_by_role("button", name="接下").click()
    office.get_by_role("link", name="采纳", exact=True).click()
    office.get_by_label("为什么采纳").fill("花钱不多，孩子用得上。")
    office.get_by_role("button", name="采纳").click()
    office.get_by_role("link", name="做成了").click()
    office.get_by_label("做成了什么样").fill("三个楼梯口都装了。")
    office.get_by_label("照片").set_input_files(photo())
    office.get_by_role("button", name="做成了").click()
    office.locator(".step-photo img").wait_for()
    page.goto(demo_site.address)
    page.get_by_text("有回音了").wait_for()


@pytest.mark.system("R1")
def test_what_a_visit_found_is_mended_and_seen_again(office: Page, page: Page, demo_site: Site):
    come_in(office, demo_site, "affairs")
    office.goto(f"{demo_site.address}/outcomes/inspections/new/")
    office.get_by_label("来看什么").fill("食品安全抽查")
    office.get_by_label("级别").fill("区级")
    office.get_by_label("结果").select_option("good")
    office.get_by_role("button", name="记下").click()
    office.get_by_role("link", name="写一处要整改的").click()
    office.get_by_label("发现什么问题").fill("留样冰箱没有锁")
    responsible = office.get_by_label("谁来整改")
    if responsible.evaluate("field => field.tagName") == "SELECT":
        responsible.select_option(label=re.compile("周薇"))
    else:
        responsible.fill("周薇")
    office.get_by_role("button", name="记下").click()
    office.get_by_text("留样冰箱没有锁").click()
    come_in(page, demo_site, "homeroom")
    page.get_by_text("处问题要你整改").wait_for()
    page.goto(office.url)
    page.get_by_role("link", name="整改好了").click()
    page.get_by_label("怎么改的").fill("装了锁，钥匙在值班室。")
    page.get_by_label("改好以后的照片").set_input_files(photo())
    page.get_by_role("button", name="请人复查").click()
    office.reload()
    office.get_by_role("link", name="复查").click()
    office.get_by_label("改好了", exact=True).check()
    office.get_by_role("button", name="记下").click()
    assert "复查过了" in office.locator(".page-head").inner_text()
    assert office.locator(".step-photo").count() == 1


@pytest.mark.system("R2")
def test_an_honour_is_kept_with_its_certificate_and_told_by_consent(
    page: Page, family: Page, demo_site: Site
):
    come_in(page, demo_site, "teacher")
    page.goto(f"{demo_site.address}/outcomes/honours/")
    page.get_by_role("link", name="老师的").click()
    page.get_by_label("老师", exact=False).first.select_option(index=1)
    page.get_by_label("荣誉名称").fill("山村教育之星")
    page.get_by_label("级别").select_option("city")
    page.locator("input[name=date]").fill((timezone.localdate() - timedelta(days=2)).isoformat())
    page.get_by_label("证书照片").set_input_files(photo())
    page.get_by_role("button", name="记下").click()
    page.locator(".certificates img").wait_for()
    public = f"{demo_site.address}/outcomes/honours/public/{SCHOOL}/"
    family.goto(public)
    assert "山村教育之星" not in family.content()
    page.get_by_role("link", name="记下同意公开").click()
    page.get_by_label("当面说的").check()
    page.get_by_role("button", name="记下").click()
    page.get_by_text("公开的名单上有它了").wait_for()
    family.reload()
    assert "山村教育之星" in family.content()

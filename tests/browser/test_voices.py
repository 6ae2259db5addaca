"""Families on a small phone, and what the school does with what it hears and finds."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import in_hand
from tests.browser.reading import fits, has, matched, nowhere_says, says
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
    context = in_hand(browser, SMALL)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


@pytest.fixture
def office(browser: Browser):
    context = in_hand(browser)
    yield context.new_page()
    context.close()


def is_easy(page: Page) -> None:
    """Large words, large buttons, nothing beside the screen."""
    fits(page)
    expect(page.locator("h1")).to_have_count(1)
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main')).fontSize)")
    assert size >= OLD_EYES
    for button in page.locator("main .button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= THUMB


def photo() -> dict[str, object]:
    return {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photograph()}


@pytest.mark.system("R7")
def test_a_grandmother_complains_and_follows_it_on_a_small_phone(
    family: Page, office: Page, demo_site: Site
):
    family.goto(f"{demo_site.address}/voice/say/{SCHOOL}/")
    is_easy(family)
    family.get_by_role("link", name="我要反映一件事").click()
    family.get_by_role("button", name="吃饭、住宿").wait_for()
    is_easy(family)
    family.get_by_role("button", name="吃饭、住宿").click()
    family.get_by_label("写几句").wait_for()
    is_easy(family)
    family.get_by_label("写几句").fill("孙子说饭是凉的")
    note = {"name": "话.ogg", "mimeType": "audio/ogg", "buffer": b"OggS" + b"\0" * 64}
    family.get_by_label("或者录一段话").set_input_files(note)
    family.get_by_role("button", name="说完了").click()
    family.locator(".number").wait_for()
    is_easy(family)
    code = family.locator(".number").inner_text()
    come_in(office, demo_site, "affairs")
    office.goto(f"{demo_site.address}/voice/complaints/?state=open")
    office.locator("tbody a").first.click()
    says(office, "孙子说饭是凉的")
    expect(office.locator("audio")).to_have_count(1)
    office.get_by_role("link", name="办结").click()
    office.get_by_label("怎么办的").fill("加了保温柜，今天的饭是热的。")
    office.get_by_role("button", name="办结").click()
    office.get_by_text("办结了。").first.wait_for()
    office.goto(f"{demo_site.address}/voice/quiet/")
    says(office, "1 件都在")
    family.get_by_role("link", name="以后从这里看回音").click()
    family.get_by_label("十二个数字").fill(code)
    family.get_by_role("button", name="看回音").click()
    says(family, "今天的饭是热的")
    is_easy(family)


@pytest.mark.system("R7")
def test_a_survey_is_answered_by_slip_and_read(family: Page, office: Page, demo_site: Site):
    come_in(office, demo_site, "principal")
    office.goto(f"{demo_site.address}/voice/surveys/new/")
    office.get_by_role("button", name="做好了").click()
    office.get_by_role("link", name="印条子").click()
    office.get_by_label("哪个班").select_option(index=1)
    office.get_by_label("几户").fill("2")
    office.get_by_role("button", name="出条子").click()
    slips = office.locator(".slips")
    code = matched(slips, r"(\d{4} \d{4} \d{4})\D(?:.|\n)*\d{4} \d{4} \d{4}")
    expect(slips).not_to_contain_text(re.compile(r"(?:\d{4} \d{4} \d{4}\D(?:.|\n)*){3}"))
    family.goto(f"{demo_site.address}/voice/answer/{code.replace(' ', '')}/")
    while has(family, family.get_by_role("button", name="很好", exact=True)):
        is_easy(family)
        asked = family.locator("main").inner_text()
        family.get_by_role("button", name="很好", exact=True).click()
        expect(family.locator("main")).not_to_have_text(asked, use_inner_text=True)
    family.get_by_role("button", name="交上去").click()
    family.get_by_text("谢谢您").wait_for()
    office.goto(f"{demo_site.address}/voice/surveys/")
    says(office, "2 户里 1 户")
    office.get_by_role("link", name="开学一个月的家长调查").click()
    says(office, "信任指数", "不显示")
    office.locator(".figure-value a").first.click()
    expect(office.locator(".table-foot")).to_contain_text("共")


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
    responsible.wait_for()
    if has(office, responsible.and_(office.locator("select"))):
        responsible.select_option(label=re.compile("周薇"))
    else:
        responsible.fill("周薇")
    office.get_by_role("button", name="记下").click()
    office.get_by_text("留样冰箱没有锁").click()
    office.wait_for_url("**/outcomes/findings/*/")
    come_in(page, demo_site, "homeroom")
    page.get_by_text("处问题要你整改").wait_for()
    page.goto(office.url)
    page.get_by_role("link", name="整改好了").click()
    page.get_by_label("怎么改的").fill("装了锁，钥匙在值班室。")
    page.get_by_label("改好以后的照片").set_input_files(photo())
    page.get_by_role("button", name="请人复查").click()
    expect(page.get_by_role("button", name="请人复查")).to_be_hidden()
    office.reload()
    office.get_by_role("link", name="复查").click()
    office.get_by_label("改好了", exact=True).check()
    office.get_by_role("button", name="记下").click()
    expect(office.locator(".page-head")).to_contain_text("复查过了")
    expect(office.locator(".step-photo")).to_have_count(1)


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
    nowhere_says(family, "山村教育之星")
    page.get_by_role("link", name="记下同意公开").click()
    page.get_by_label("当面说的").check()
    page.get_by_role("button", name="记下").click()
    page.get_by_text("公开的名单上有它了").wait_for()
    family.reload()
    says(family, "山村教育之星")

"""The secretary's document: its template edited, refused, mended; published, held to account."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zipfile import ZipFile

import docx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, in_hand
from tests.browser.reading import fits
from tests.browser.test_afternoon import sign_in
from tests.browser.test_capture import PASSWORD, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Site

REFUSED = "status of 422"
OWN_WORDS = "本校自己写的一段：一共走访了{{ %s }}次。"


@pytest.fixture(params=[PHONE, DESK], ids=["390", "1280"])
def secretary(request, browser: Browser, demo_site: Site) -> Iterator[Page]:
    """Signed in; what a page logs fails the test, but for the refusals that the test asks for."""
    context = in_hand(browser, request.param)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    sign_in(page, demo_site.address, "secretary", PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    yield page
    context.close()
    assert [one for one in said if REFUSED not in one] == []


def with_own_words(template: Path, word: str) -> bytes:
    """What somebody makes of the template in Word."""
    document = docx.Document(str(template))
    document.add_paragraph(OWN_WORDS % word)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def hand_in(page: Page, data: bytes) -> None:
    page.get_by_label("改好的模板").set_input_files(
        {"name": "我们的案例.docx", "mimeType": "application/msword", "buffer": data}
    )
    page.get_by_role("button", name="用这份模板").click()


@pytest.mark.system("R9")
def test_a_template_is_mended_the_document_published_and_a_changed_record_told(
    secretary: Page, demo_site: Site, tmp_path: Path
):
    page = secretary
    page.goto(f"{demo_site.address}/reports/case/template/")
    fits(page)
    with page.expect_download() as got:
        page.get_by_role("link", name="下载模板").click()
    got.value.save_as(tmp_path / "模板.docx")

    hand_in(page, with_own_words(tmp_path / "模板.docx", "care.vists"))
    told = page.locator("main")
    expect(told).to_contain_text("不认识占位符 {{ care.vists }}，是不是想写 {{ care.visits }}？")
    expect(told).to_contain_text(re.compile(r"第 \d+ 页(或更后面)?第 \d+ 段（“本校自己写的一段"))
    expect(page.get_by_label("改好的模板")).to_have_attribute("aria-invalid", "true")
    fits(page)

    hand_in(page, with_own_words(tmp_path / "模板.docx", "care.visits"))
    expect(told).to_contain_text("新模板记下了")
    expect(told).to_contain_text("现在用的是学校自己改过的模板")

    page.goto(f"{demo_site.address}/reports/case/")
    expect(page.locator("article.document")).to_contain_text("本校自己写的一段：一共走访了")
    fits(page)
    with page.expect_download() as got:
        page.get_by_role("button", name="下载 Word 文件").click()
    got.value.save_as(tmp_path / "案例.docx")
    said = [p.text for p in docx.Document(str(tmp_path / "案例.docx")).paragraphs]
    assert any(re.fullmatch(r"本校自己写的一段：一共走访了\d+次。", text) for text in said)

    page.get_by_label("备注").fill("报县教育局")
    page.get_by_role("button", name="定稿发布").click()
    expect(told).to_contain_text("定稿发布了")
    expect(told).to_contain_text("报县教育局")
    fits(page)
    issued = page.url

    sheet(page, demo_site, "home_visit")
    expect(page.get_by_label("孩子")).not_to_have_value("")
    page.get_by_label("内容").fill("开学前再去了一趟")
    page.get_by_label("沟通").check()
    page.get_by_role("button", name="记下").click()
    expect(told).to_contain_text("记下了：家访")

    page.goto(f"{demo_site.address}/indicators/care.visits/")
    differs = page.get_by_role("link", name=re.compile("现在同一天数出来是.*因为新增 1 条"))
    expect(differs.first).to_be_visible()
    fits(page)
    differs.first.click()
    expect(told).to_contain_text("新增")
    expect(page.locator(".table-region tbody tr")).to_have_count(1)
    fits(page)
    page.goto(issued)
    with page.expect_download() as got:
        page.get_by_role("link", name="下载发布的文件").click()
    got.value.save_as(tmp_path / "发布的.docx")
    kept = [p.text for p in docx.Document(str(tmp_path / "发布的.docx")).paragraphs]
    assert kept == said


@pytest.mark.system("R1")
def test_an_inspection_file_is_asked_for_fetched_and_opened(
    secretary: Page, demo_site: Site, tmp_path: Path
):
    page = secretary
    page.goto(f"{demo_site.address}/reports/inspection/")
    fits(page)
    page.get_by_label("支部工作报告").uncheck()
    page.get_by_label("给谁看").fill("督")
    page.evaluate("for (const one of document.forms) one.noValidate = true")
    page.get_by_role("button", name="备一份").click()
    expect(page.locator("main")).to_contain_text("请写给谁看")
    expect(page.get_by_label("给谁看")).to_have_value("督")
    expect(page.get_by_label("支部工作报告")).not_to_be_checked()
    fits(page)

    page.get_by_label("给谁看").fill("县教育局督导")
    page.get_by_role("button", name="备一份").click()
    fetch = page.get_by_role("link", name="下载压缩包")
    expect(fetch).to_be_visible(timeout=120_000)
    fits(page)
    with page.expect_download() as got:
        fetch.click()
    got.value.save_as(tmp_path / "迎检资料.zip")
    with ZipFile(tmp_path / "迎检资料.zip") as held:
        assert held.testzip() is None
        held.extractall(tmp_path / "解开")
    index = (tmp_path / "解开" / "打开这里.html").read_text("utf-8")
    listed = [unquote(unescape(found)) for found in re.findall(r'href="([^"]+)"', index)]
    assert len(listed) >= 3
    assert not any("支部" in name for name in listed)
    for name in listed:
        file = tmp_path / "解开" / name
        assert file.is_file(), name
        if file.suffix == ".docx":
            assert any(p.text for p in docx.Document(str(file)).paragraphs)
        if file.suffix == ".xlsx":
            assert sum(len(one._charts) for one in load_workbook(file)) > 0
    page.goto((tmp_path / "解开" / "打开这里.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_contain_text("迎检资料")
    fits(page)

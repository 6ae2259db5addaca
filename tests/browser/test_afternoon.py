"""The assistant's afternoon: one spreadsheet in, the whole school on screen, the document out."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from qingshan.demo.workbook import make_workbook, write_workbook
from tests.browser.conftest import PHONE
from tests.browser.reading import PATIENCE, matched, says

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

OWN_PASSWORD = "kele-shan-2026-qing"


@pytest.fixture
def good_workbook(tmp_path) -> Path:
    file = tmp_path / "school.xlsx"
    write_workbook(make_workbook(seed=7, today=dt.date(2026, 11, 24)), file)
    return file


@pytest.fixture
def faulty_workbook(tmp_path) -> Path:
    """The same school with three slips: no such sex, no such day, no such class."""
    made = make_workbook(seed=7, today=dt.date(2026, 11, 24))
    made.sheets["教职工"][3]["性别"] = "未知数"
    made.sheets["学生"][10]["出生日期"] = "2016-02-30"
    made.sheets["学生"][20]["班级"] = "C99"
    file = tmp_path / "faulty.xlsx"
    write_workbook(made, file)
    return file


def sign_in(page: Page, address: str, username: str, password: str) -> None:
    page.goto(f"{address}/account/login/")
    page.get_by_label("账号").fill(username)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="登录").click()


def drop(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="放进来核对").click()


@pytest.mark.system("R9", "R3")
def test_the_assistants_afternoon(empty_site, page, faulty_workbook, good_workbook, tmp_path):
    password = empty_site.run("account", "assistant", "--name", "李助理").split()[-1]
    page.set_viewport_size(PHONE)

    # The first sign-in asks for a password of one's own, then leads to the move.
    sign_in(page, empty_site.address, "assistant", password)
    page.get_by_label("新密码").fill(OWN_PASSWORD)
    page.get_by_label("再填一次").fill(OWN_PASSWORD)
    page.get_by_role("button", name="就用这个").click()
    page.get_by_role("link", name="把学校搬进来").click()
    page.get_by_role("heading", name="数据进出").wait_for()

    # The faulty workbook: every slip beside its row, nothing written.
    drop(page, faulty_workbook)
    page.get_by_text("有 3 处要改，什么都没有写入").wait_for()
    says(page, "未知数", "2016-02-30", "C99")
    with page.expect_download() as marked:
        page.get_by_role("link", name="拿走标好的工作簿").click()
    assert zipfile.is_zipfile(marked.value.path())

    page.get_by_role("link", name="再放一次").click()

    # The good one: checked, then loaded by one more press.
    drop(page, good_workbook)
    page.get_by_text("可以载入").wait_for(timeout=2 * PATIENCE)
    page.get_by_role("button", name="载入", exact=True).click()
    page.get_by_text("载入好了").wait_for(timeout=2 * PATIENCE)

    # A figure, its rows, one row's record.
    page.goto(empty_site.address + "/indicators/care.visits/?as_of=2026-11-24")
    visits = matched(page.locator("main"), r"(\d+)\s*次")
    page.locator("main tbody th a").first.click()
    page.wait_for_url("**/records/*/")
    says(page, "家访")

    # The document, and in it the number that was on the page.
    page.goto(empty_site.address + "/reports/")
    page.get_by_role("link", name="案例报告").first.click()
    page.get_by_label("统计到哪一天").fill("2026-11-24")
    with page.expect_download() as document:
        page.get_by_role("button", name="下载 Word 文件").click()
    with zipfile.ZipFile(document.value.path()) as packed:
        text = re.sub(r"<[^>]+>", "", packed.read("word/document.xml").decode())
    assert re.search(rf"(?<!\d){visits}(?!\d)", text)
    assert "特岗教师 43 名" in text.replace("\xa0", " ") or "特岗教师43名" in text

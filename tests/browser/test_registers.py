"""Registers compared in a browser, as the officer who goes to the doors."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.reading import PATIENCE
from tests.browser.test_capture import come_in
from tests.crosscheck.ground import HOME, SCHOOL, child

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

    from tests.browser.conftest import Site

ONE_OF_OURS = """
from qingshan.people.models import Student
child = Student.objects.filter(name="史致远").get()
print(child.birth_date.isoformat())
"""
CROWD = ["赵一鸣", "钱多福", "孙小雨", "李青松", "周晓月", "吴海波", "郑爱民"]
DOUBTFUL = {
    "身份证件号": "",
    "监护人姓名": "包青山",
    "出生日期": "2012-05-20",
    "联系电话": "15804310099",
}


def sheet(name: str, rows: list[dict[str, str]], columns: tuple[str, ...]) -> FilePayload:
    held = io.StringIO()
    writer = csv.DictWriter(held, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return {"name": name, "mimeType": "text/csv", "buffer": held.getvalue().encode("utf-8-sig")}


def compare(page: Page, site: Site, ours: dict[str, str]) -> None:
    """One of ours is on the roll and not in class; another is on the roll as nobody quite knows."""
    rows = [ours, *(child(n, name) for n, name in enumerate(CROWD, start=1))]
    roll = [row | DOUBTFUL if row["姓名"] == "孙小雨" else row for row in rows]
    page.goto(f"{site.address}/care/registers/")
    for name, given, columns in (
        ("population", rows, HOME),
        ("roll", roll, SCHOOL),
        ("present", roll[1:], SCHOOL),
        ("relief", rows[:1], HOME),
    ):
        page.locator(f"[name={name}]").set_input_files(sheet(f"{name}.csv", given, columns))
    page.get_by_role("button", name="开始比对").click()
    page.get_by_role("link", name="脱贫户里不在校").wait_for(timeout=2 * PATIENCE)


@pytest.mark.system("C1")
def test_four_files_become_lists_a_pair_is_decided_by_keyboard_and_a_case_opened(demo_site, page):
    born = demo_site.run("manage", "shell", "--no-imports", "-c", ONE_OF_OURS).split()[-1]
    ours = child(90, "史致远", born=born, idn="")
    come_in(page, demo_site, "affairs")
    page.set_viewport_size(DESK)
    compare(page, demo_site, ours)

    page.locator("main a[href$='/review/']").first.click()
    page.get_by_text("包青山").wait_for()
    page.wait_for_load_state()  # keys are listened to once the script is there
    page.keyboard.press("1")
    page.get_by_text("都看完了").wait_for()

    compare(page, demo_site, ours)  # next month's run knows
    expect(page.locator("a[href$='/review/']")).to_have_count(0)

    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="脱贫户里不在校").click()
    page.locator("main a[href*='/registers/row/']").first.click()
    page.get_by_role("link", name="给史致远立案").click()
    page.wait_for_url("**/cases/new/**")
    page.locator("main input[value*='史致远'], main :text('史致远')").first.wait_for()

"""A school on its own machine and its county on another: a key by telephone, a package by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from qingshan.demo.school import PASSWORD
from tests.browser.conftest import DESK, in_hand, serving
from tests.browser.reading import fits, says
from tests.browser.test_afternoon import sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Site

ON_ITS_OWN = (
    "from qingshan.school.models import School;"
    "School.objects.update(county=None, code='3122000777', name='黑水镇学校')"
)
COUNTY = {"县区": "青山县（演示）", "行政区划码": "220899"}


@pytest.fixture
def own_machine() -> Iterator[Site]:
    """The demonstration school under another name, on a machine that knows no county."""
    with serving(prepare=["demo", "--no-serve"]) as site:
        site.run("manage", "shell", "-c", ON_ITS_OWN)
        yield site


@pytest.fixture
def office(browser: Browser) -> Iterator[Page]:
    """An office computer."""
    context = in_hand(browser, DESK)
    yield context.new_page()
    context.close()


def test_a_school_sends_its_month_and_the_officer_takes_it_on_a_phone(
    page: Page, office: Page, demo_site: Site, own_machine: Site, tmp_path
):
    sign_in(office, own_machine.address, "principal", PASSWORD)
    office.goto(f"{own_machine.address}/county/package/")
    for label, words in COUNTY.items():
        office.get_by_label(label).fill(words)
    office.get_by_role("button", name="记下").click()
    office.get_by_role("rowheader", name="走访").wait_for()
    text = office.locator(".secret").inner_text()
    fingerprint = office.locator("dl.facts code").inner_text()
    with office.expect_download() as download:
        office.get_by_role("button", name="做好数据包，下载").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    sign_in(page, demo_site.address, "county", PASSWORD)
    page.get_by_role("link", name="公钥", exact=True).click()
    page.get_by_label("学校名称").fill("黑水镇学校")
    page.get_by_label("学校的公钥").fill(text)
    page.get_by_label("和学校通过电话").check()
    page.get_by_role("button", name="登记").click()
    page.get_by_text("登记好了").wait_for()
    says(page, fingerprint)

    page.get_by_role("link", name="数据包", exact=True).click()
    spoiled = bytearray(file.read_bytes())
    spoiled[120] ^= 1
    for raw, words in (
        (bytes(spoiled), "没有收|对不上|不完整|不能收"),
        (file.read_bytes(), "收下了"),
    ):
        given = {"name": file.name, "mimeType": "application/octet-stream", "buffer": raw}
        page.locator("input[type=file]").set_input_files(given)
        page.get_by_role("button", name="放进来").click()
        page.locator(".notice", has_text=re.compile(words)).first.wait_for()
    page.get_by_role("link", name="黑水镇学校").first.click()
    page.get_by_role("rowheader", name="走访").wait_for()
    expect(page.locator(".page-head")).to_contain_text("九年一贯")
    fits(page)

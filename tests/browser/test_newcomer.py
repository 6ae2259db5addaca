"""Somebody who knows nothing goes from the README to a downloaded case document.

By what is written alone: the first command of the README, what the terminal then says, and words
that are to be seen on pages. A link without visible words is not there for this reader.
"""

from __future__ import annotations

import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import (
    DESK,
    PATIENCE,
    QINGSHAN,
    an_installation,
    free_port,
    in_hand,
    throw_away,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.zh-CN.md").read_text("utf-8")
COMMAND = re.compile(r"^ {4}python3 run\.py (\w+)", re.M)
TEN_MINUTES = 600  # seconds


@dataclass(frozen=True)
class Told:
    """What the terminal says: where the school is, and the line of each role."""

    address: str
    lines: dict[str, list[str]]


@pytest.fixture
def terminal() -> Iterator[Told]:
    """The first command of the README; `run.py` hands it to `qingshan` as it stands."""
    (command, _) = COMMAND.findall(README)
    site, database = an_installation()
    log = site.home / "terminal.txt"
    words = [str(QINGSHAN), command, "--port", str(free_port())]
    with log.open("w") as screen:
        shown = subprocess.Popen(words, env=site.env, stdout=screen, stderr=screen)
        try:
            yield read(log, shown)
        finally:
            shown.terminate()
            shown.wait(timeout=30)
            throw_away(site, database)


def read(log: Path, shown: subprocess.Popen[bytes]) -> Told:
    """What stands there once it says that the house is open."""
    deadline = time.monotonic() + 10 * PATIENCE / 1000
    while "按 Ctrl-C 停下" not in (text := log.read_text("utf-8")):
        assert shown.poll() is None, text
        assert time.monotonic() < deadline, text
        time.sleep(0.2)
    (address,) = set(re.findall(r"http://\S+/", text))
    lines = [line.split() for line in text.splitlines()]
    return Told(address, {line[0]: line[1:] for line in lines if len(line) == 4})


def seen(page: Page, words: str) -> Locator:
    """A link or button that says these words, and says them to the eye."""
    named = re.compile(rf"^\s*{re.escape(words)}")
    found = page.locator("a:visible, button:visible").filter(has_text=named)
    return found.first


def told_to_click() -> list[str]:
    """The words in bold of the README, in its order: the role to sign in as, then what to open."""
    return re.findall(r"\*\*([^*]+)\*\*", README)


def test_from_the_readme_to_a_case_document_in_ten_minutes(
    terminal: Told, browser: Browser, tmp_path: Path
):
    began = time.monotonic()
    role, *places = told_to_click()
    assert role in terminal.lines
    context = in_hand(browser, DESK)
    page = context.new_page()
    page.goto(terminal.address)
    seen(page, role).click()
    expect(page.get_by_text("第 1 站")).to_be_visible()
    for place in places:
        seen(page, place).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(place)
    with page.expect_download() as got:
        seen(page, "下载 Word 文件").click()
    got.value.save_as(tmp_path / "案例.docx")
    context.close()

    text = "".join(line.text for line in docx.Document(str(tmp_path / "案例.docx")).paragraphs)
    assert "青山镇学校" in text
    assert re.search(r"现有教职工\d+人", text)
    assert time.monotonic() - began < TEN_MINUTES


def test_the_readme_has_two_commands_and_a_picture_and_leads_on():
    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text("utf-8")
        assert COMMAND.findall(text) == ["demo", "test"]
        assert "docs/pictures/home.webp" in text
        assert "(docs/README.md)" in text
        assert len(text.splitlines()) < 30

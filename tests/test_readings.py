"""What `run.py lint` makes of a browser test that reads a page before it is there."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from tests.tools import readings

HEAD = "from playwright.sync_api import expect\n"


def judged(tmp_path: Path, body: str) -> int:
    source = HEAD + "def test_it(page, browser):\n" + textwrap.indent(textwrap.dedent(body), "    ")
    (tmp_path / "test_it.py").write_text(source, encoding="utf-8")
    return readings.main(tmp_path)


@pytest.mark.parametrize(
    "body",
    [
        'assert "好" in page.locator("main").inner_text()',
        'assert page.get_by_label("内容").input_value() == "好"',
        'assert not page.locator("li").count()',
        'told = page.locator("main").inner_text()\nassert "好" in told',
        'told = page.locator("main").inner_text()\nassert "好" in told.strip()',
        'if page.locator("li").is_visible():\n    pass',
        'while page.locator("li").count():\n    pass',
        'def told():\n    return page.title()\nassert told() == "好"',
        "page.wait_for_function('1')",
        "page = browser.new_page()",
        'browser.new_context(locale="zh-CN")',
    ],
)
def test_a_page_read_once_is_refused_with_the_line_and_what_to_say_instead(tmp_path, capsys, body):
    assert judged(tmp_path, body) == 1
    assert "test_it.py:" in capsys.readouterr().out


@pytest.mark.parametrize(
    "body",
    [
        'expect(page.locator("main")).to_contain_text("好")',
        'code = page.locator("b").inner_text()\npage.get_by_label("码").fill(code)',
        'name = page.locator("b").inner_text()\nexpect(page).to_have_title(name)',
        "page.context.new_page()",
        'assert "好" in "好的"',
        'assert "aab".count("a") == 2',
    ],
)
def test_what_waits_or_decides_nothing_is_left_alone(tmp_path, capsys, body):
    assert judged(tmp_path, body) == 0
    assert capsys.readouterr().out.strip() == ""


def test_the_house_reads_no_page_once():
    assert readings.main(Path(__file__).parent) == 0

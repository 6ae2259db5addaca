"""Nothing of the house is said in Chinese alone: templates are marked whole, modules by `tr()`."""

from __future__ import annotations

import re

import pytest

from qingshan.kit.marking import CHINESE, marked
from tests.words.finding import PACKAGE, SAID_BY_SCRIPT, modules, scripts, templates
from tests.words.left import FILES, SCRIPTS, TEXTS
from tests.words.unsaid import unsaid_in

MARKS = re.compile(
    r"{% words %}.*?{% endwords %}|_\((?:\"[^\"]*\"|'[^']*')\)|\|dated:(?:\"[^\"]*\"|'[^']*')"
    r"|{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->",
    re.DOTALL,
)
COMMENTS = re.compile(r"(?<!:)//[^\n]*|/\*.*?\*/", re.DOTALL)
COMPARED = re.compile(r"{% (?:el)?if [^%]*%}")


def test_no_module_says_a_sentence_that_is_not_marked():
    found = {
        str(path.relative_to(PACKAGE)): left
        for path in modules()
        if (left := [text for text in unsaid_in(path.read_text("utf-8")) if text not in TEXTS])
    }
    assert found == {}


def test_every_text_that_is_left_chinese_is_still_there():
    said = {text for path in modules() for text in unsaid_in(path.read_text("utf-8"))}
    assert set(TEXTS) <= said


@pytest.mark.parametrize("why", FILES)
def test_every_reason_for_leaving_files_has_files(why):
    pattern = re.compile(FILES[why])
    assert any(pattern.search(str(path)) for path in PACKAGE.rglob("*.py"))


def test_no_template_keeps_chinese_outside_of_a_sentence():
    left = {}
    for path in templates():
        rest = COMPARED.sub("", MARKS.sub("", marked(path.read_text("utf-8"))))
        if CHINESE.search(rest):
            left[path.name] = [line.strip() for line in rest.splitlines() if CHINESE.search(line)]
    assert left == {}


def test_no_script_keeps_chinese_outside_of_a_sentence():
    left = {}
    for path in scripts():
        rest = COMMENTS.sub("", SAID_BY_SCRIPT.sub("", path.read_text("utf-8")))
        for text in SCRIPTS:
            rest = rest.replace(text, "")
        if CHINESE.search(rest):
            left[path.name] = [line.strip() for line in rest.splitlines() if CHINESE.search(line)]
    assert left == {}


def test_every_text_that_is_left_to_scripts_is_still_there():
    written = "".join(path.read_text("utf-8") for path in scripts())
    assert [text for text in SCRIPTS if text not in written] == []

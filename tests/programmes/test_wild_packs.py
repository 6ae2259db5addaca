"""Whatever stands in a pack's file, the answer is a programme or a sentence, never a crash."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingshan.programmes.packs import PackProblems, packs_in
from tests.programmes.test_packs import GOOD, refusal, write

WILD = st.text(st.characters(codec="utf-8"), max_size=60)
LINES = GOOD.splitlines()


@st.composite
def mangled(draw) -> str:
    """A sound file with one value put in the place of another, or a line gone, doubled, moved."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(["value", "drop", "double", "indent", "swap"]))
        if how == "value":
            value = draw(st.one_of(WILD, st.sampled_from(["[]", "{}", "&a [*a]", "!x 1", "1e999"])))
            lines[at] = lines[at].partition(":")[0] + ": " + value
        elif how == "drop" and len(lines) > 1:
            del lines[at]
        elif how == "double":
            lines.insert(at, lines[at])
        elif how == "indent":
            lines[at] = "  " + lines[at]
        else:
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


@pytest.mark.trust("bad-pack")
@given(text=st.one_of(WILD, mangled(), mangled(), mangled()))
@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_any_text_is_a_programme_or_told_in_a_sentence(tmp_path, text):
    try:
        write(tmp_path, text)
        assert packs_in(tmp_path)
    except PackProblems as told:
        for problem in told.problems:
            assert 1 <= problem.line <= text.count("\n") + 2
            assert re.search(r"[\u4e00-\u9fff]", problem.sentence)


@pytest.mark.parametrize(
    "text",
    [
        "key: &a [*a]",
        "a: &a [1]\nb: &b [*a, *a]\nc: [*b, *b]",
        "title: !!python/object/apply:os.system ['true']",
        "key: !!timestamp 2020-99-99",
        "key: " + "[" * 5000,
        "? [a, b]\n: c",
        "? {a: b}\n: c",
        "1: 2",
    ],
)
def test_what_would_never_end_or_do_something_is_refused(tmp_path, text):
    assert refusal(tmp_path, text).file == "我们的.yaml"


def test_a_file_that_is_a_folder_is_told(tmp_path):
    (tmp_path / "夹.yaml").mkdir()
    with pytest.raises(PackProblems, match="打不开"):
        packs_in(tmp_path)


def test_a_kind_without_a_known_icon_or_with_long_parts_is_told(tmp_path):
    kind = "kinds:\n  - {key: walk, label: 走动, icon: no-such-icon}\n"
    assert "没有“no-such-icon”这个图标" in str(refusal(tmp_path, GOOD + kind))
    kind = "kinds:\n  - {key: walk, label: 走动, parts: [{key: a_very_long_key, label: 长}]}\n"
    assert "最多 12 个" in str(refusal(tmp_path, GOOD + kind))

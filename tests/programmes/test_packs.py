"""Programmes as files: what a slip in one says."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest

from qingshan.programmes.packs import (
    PackProblem,
    PackProblems,
    all_packs,
    duty_named,
    packs_in,
    problems,
)
from qingshan.programmes.packs.reading import schema
from qingshan.programmes.standing import standing_of
from qingshan.records.kinds import FIVES
from tests.programmes.ground import day, record

CONTRACT = ("member-five-ones", "teacher-five-ones")
GOOD = """\
key: my-ones
title: 我们的“两个一”
source: 校务会 2026 年 9 月
audience:
  words: 特岗教师
  post: [特岗教师]
duties:
  - key: visits
    title: 每学期走访三家
    record: 家访
    cadence: term
    measure: distinct
    field: student
    target: 3
  - key: talk
    title: 每学期谈话两小时
    record: [家访, 送教上门]
    cadence: term
    measure: sum
    field: minutes
    target: 120
"""


def write(folder: Path, text: str, name: str = "我们的.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path, text: str) -> PackProblem:
    """The first thing that is wrong."""
    with pytest.raises(PackProblems) as caught:
        packs_in(write(folder, text))
    return caught.value.problems[0]


def test_the_shipped_programmes_hold_the_contracts_duties():
    held = [d.key for key in CONTRACT for d in all_packs()[key].duties]
    assert held == [
        "member-five-ones.mentor",
        "member-five-ones.group",
        "member-five-ones.class",
        "member-five-ones.student",
        "member-five-ones.suggestion",
        "teacher-five-ones.news",
        "teacher-five-ones.paper",
        "teacher-five-ones.note",
        "teacher-five-ones.monograph",
        "teacher-five-ones.writing",
    ]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        pytest.param(row, key, marks=pytest.mark.system(row))
        for row, key in (
            ("F2", "member-five-ones"),
            ("T3", "teacher-five-ones"),
            ("T2", "one-three-five"),
            ("T7", "blue-green"),
            ("T9", "five-combinations"),
            ("C5", "hundred-homes"),
            ("C3", "three-three-two-one"),
            ("C4", "three-steps"),
            ("A3", "set-check-review"),
            ("C6", "four-beauties"),
            ("M5", "moral-drops"),
        )
    ],
)
def test_each_named_programme_is_shipped_and_says_where_its_content_comes_from(row, key):
    pack = all_packs()[key]
    assert pack.source.startswith("案例文件")
    assert pack.five in FIVES
    assert pack.reading or row in {"F2", "T3", "C5"}, "the document gives only the name"


def test_nothing_is_wrong_in_the_shipped_files():
    assert problems() == ()
    assert not jsonschema.Draft202012Validator.check_schema(schema())


def test_a_duty_is_found_by_its_whole_key():
    assert duty_named("member-five-ones.class").title == "联系一个班级"
    assert duty_named("member-five-ones.news") is None
    assert duty_named("nothing") is None


def test_a_new_file_is_a_new_programme_without_code(tmp_path, settings, laid):
    settings.PACKS_DIR = write(tmp_path, GOOD)
    teacher = laid.staff["teacher"]
    record(teacher, "home_visit", "2026-09-01", "2026-09-02", student=laid.wang, minutes=50)
    record(teacher, "home_teaching", "2026-09-03", student=laid.feng, minutes=20)
    record(teacher, "home_visit", "2026-09-04", student=laid.feng, minutes=None)
    lines = {line.duty.slug: line for line in standing_of(teacher, day("2026-09-04"))}
    assert (lines["visits"].amount, lines["visits"].current) == (2, False)
    assert (lines["talk"].amount, lines["talk"].current) == (120, True)
    assert standing_of(laid.staff["homeroom"], day("2026-09-04")) == []


@pytest.mark.parametrize(
    ("slip", "instead", "line", "path", "said"),
    [
        ("cadence: term\n    measure: distinct", "cadence: 每天\n    measure: distinct", 11,
         "duties.1.cadence", "school_day"),
        ("record: 家访", "record: 家防", 10, "duties.1.record", "没有“家防”"),
        ("record: 家访\n", "pairing: 青蓝结队\n", 10, "duties.1.pairing", "青蓝结对"),
        ("target: 3", "target: 三", 14, "duties.1.target", "整数"),
        ("target: 3", "target: 0", 14, "duties.1.target", "1"),
        ("title: 每学期走访三家", "titel: 每学期走访三家", 8, "duties.1.title", "缺少“title”"),
        ("target: 3", "target: 3\n    goal: 4", 15, "duties.1.goal", "不认识“goal”"),
        ("measure: sum", "measure: count", 20, "duties.2.field", "不用写 field"),
        ("field: minutes", "field: hours", 20, "duties.2.field", "words、minutes"),
        ("post: [特岗教师]", "post: [特岗]", 6, "audience.post", "特岗教师"),
        ("key: talk", "key: visits", 15, "duties.2.key", "visits"),
        ("key: my-ones", "key: 我们", 1, "key", "小写字母"),
        ("source: 校务会 2026 年 9 月", "source:", 3, "source", "请写一段文字"),
        ("record: 家访", "record: 家访\n    group: true", 8, "duties.1", "只写一种"),
        ("    field: student\n", "", 8, "duties.1.field", "缺少“field”"),
        ("    record: 家访\n", "    group: false\n", 10, "duties.1.group", "group: true"),
        ("    record: 家访\n", "    pairing: 联系班级\n", 12, "duties.1.measure", "count"),
        ("title: 我们", "key: other\ntitle: 我们", 2, "", "写了两次"),
        ("  words: 特岗教师\n", "  words: 特岗教师\n bad\n", 6, "", "缩进"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_line_its_place_and_how_to_mend_it(
    tmp_path, slip, instead, line, path, said
):
    assert slip in GOOD
    problem = refusal(tmp_path, GOOD.replace(slip, instead, 1))
    assert (problem.line, problem.path) == (line, path)
    assert said in str(problem)
    assert str(problem).startswith(f"我们的.yaml 第 {line} 行")
    assert re.search(r"[\u4e00-\u9fff]", problem.sentence)


@pytest.mark.parametrize("text", ["", "- a", "duties: []", "[", "a: \0", "key: a\n---\nkey: b"])
def test_what_is_no_pack_at_all_is_told(tmp_path, text):
    assert refusal(tmp_path, text).file == "我们的.yaml"


def test_an_empty_list_of_duties_is_told(tmp_path):
    assert "至少写一条" in str(refusal(tmp_path, GOOD.split("duties:")[0] + "duties: []\n"))


def test_a_file_in_another_encoding_is_told(tmp_path):
    (tmp_path / "旧.yaml").write_bytes("title: 旧的".encode("gb18030"))
    with pytest.raises(PackProblems, match="UTF-8"):
        packs_in(tmp_path)


def test_two_files_cannot_share_a_key(tmp_path):
    write(tmp_path, GOOD, "甲.yaml")
    with pytest.raises(PackProblems, match="已经有一个做法用了"):
        packs_in(write(tmp_path, GOOD, "乙.yaml"))


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(PackProblems, match="没有这个文件夹"):
        packs_in(tmp_path / "nowhere")

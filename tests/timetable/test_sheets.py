"""The timetable moves with the school: sheets that are there only where it has one."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from qingshan.exchange.dumping import dump
from qingshan.exchange.loading import load
from qingshan.school.models import School
from tests.exchange.books import a_school
from tests.exchange.conftest import loaded, told  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.system("A1")]

SLOTS = [
    ["节次", "名称", "上课", "下课"],
    ["1", None, "8:00", "8:40"],
    ["早读", "晨读", "7:30", "7:50"],
]
HEAD = ["开始日期", "结束日期", "班级编号", "星期", "节次", "单双周", "学科", "教师工号", "教室"]
LESSON = ["2020-08-31", "2021-01-15", "C31", "周二", "1", "每周", "语文", "T001", "三(1)教室"]
FULL = {
    "节次": SLOTS,
    "课表": [HEAD, LESSON],
    "补课安排": [["日期", "按星期几"], ["2020-10-10", "星期五"]],
    "调代课": [
        [
            "日期",
            "节次",
            "班级编号",
            "类型",
            "学科",
            "原任教师",
            "上课教师",
            "调到日期",
            "调到节次",
        ],
        ["2020-11-24", "1", "C31", "代课", "语文", "T001", "T002", None, None],
        ["2020-12-01", "1", "C31", "调课", "语文", "T001", "T001", "2020-12-02", "早读"],
    ],
}


def test_it_comes_back_as_it_was(loaded, tmp_path):  # noqa: F811
    outcome = loaded(a_school(**FULL))
    assert told(outcome) == set()
    assert [outcome.counts[title].created for title in FULL] == [2, 1, 1, 2]
    out = tmp_path / "dump.xlsx"
    dump(School.objects.get(), out)
    back = load(out)
    assert told(back) == set()
    assert not any(count.created or count.updated for count in back.counts.values())
    assert back.counts["课表"].unchanged == 1


def test_parts_of_a_class_come_back_too(loaded, tmp_path):  # noqa: F811
    filled = [*LESSON[:7], "T001", None]
    book = FULL | {
        "课表": [
            [*HEAD, "分组", "分法"],
            [*filled, "男生", "男女"],
            [*filled[:7], "T002", None, "女生", "男女"],
        ],
        "调代课": [
            [*FULL["调代课"][0], "分组"],
            ["2020-11-24", "1", "C31", "停上", "语文", "T001", "T001", None, None, "男生"],
            ["2020-11-24", "1", "C31", "停上", "语文", "T002", "T002", None, None, "女生"],
        ],
    }
    assert told(loaded(a_school(**book))) == set()
    out = tmp_path / "dump.xlsx"
    dump(School.objects.get(), out)
    back = load(out)
    assert told(back) == set()
    assert [back.counts[title].unchanged for title in ("课表", "调代课")] == [2, 2]


def test_a_division_without_a_part_is_told_beside_its_cell(loaded):  # noqa: F811
    for head, cells in ((["分法"], ["男女"]), (["分组", "分法"], [None, "男女"])):
        book = {"节次": SLOTS, "课表": [[*HEAD, *head], [*LESSON, *cells]]}
        assert ("课表", 2, "分法", "missing_required") in told(loaded(a_school(**book)))


def test_without_a_timetable_there_is_no_sheet(loaded, tmp_path):  # noqa: F811
    loaded(a_school())
    out = tmp_path / "dump.xlsx"
    dump(School.objects.get(), out)
    assert not set(FULL) & set(load_workbook(out).sheetnames)


@pytest.mark.parametrize(
    ("sheet", "row", "at", "code"),
    [
        ("课表", [*LESSON[:3], "周八", *LESSON[4:]], "星期", "unknown_code"),
        ("课表", [*LESSON[:4], "9", *LESSON[5:]], "节次", "unknown_reference"),
        ("课表", [*LESSON[:7], "T404", None], "教师工号", "unknown_reference"),
        ("课表", ["2021-01-15", "2020-08-31", *LESSON[2:]], "结束日期", "out_of_range"),
        ("节次", ["2", None, "9:00", "8:00"], "下课", "out_of_range"),
        ("节次", ["2", None, "九点", "10:00"], "上课", "bad_date"),
        (
            "调代课",
            ["2020-11-24", "1", "C31", "调课", "语文", "T001", "T002", None, None],
            "调到日期",
            "missing_required",
        ),
    ],
)
def test_what_cannot_be_is_told_beside_its_cell(loaded, sheet, row, at, code):  # noqa: F811
    book = {"节次": SLOTS, sheet: [FULL[sheet][0], row]}
    outcome = loaded(a_school(**book))
    assert (sheet, 2, at, code) in told(outcome)

"""Every code of the contract, each planted alone: found, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from qingshan.school.models import School
from tests.exchange.books import a_school, spoiled
from tests.exchange.conftest import told

pytestmark = pytest.mark.django_db

SLIPS = [
    ("学生", 2, "姓名", "", "missing_required"),
    ("学生", 2, "姓名", " 　\n", "missing_required"),
    ("学生", 2, "出生日期", None, "missing_required"),
    ("学生", 3, "出生日期", "2016-02-30", "bad_date"),
    ("学生", 3, "出生日期", "20161301", "bad_date"),
    ("学生", 3, "出生日期", "去年", "bad_date"),
    ("学生", 3, "入学年月", "201713", "bad_date"),
    ("学生", 3, "性别", "不详", "unknown_code"),
    ("学生", 3, "性别", "2-男", "unknown_code"),
    ("学生", 3, "就读方式", "3", "unknown_code"),
    ("学生", 3, "班级", "C99", "unknown_reference"),
    ("学生", 3, "学籍号", "G1", "duplicate_key"),
    ("教职工", 2, "身份证件号", "220802199702039719", "bad_id_number"),
    ("教职工", 2, "身份证件号", "22080219970203971", "bad_id_number"),
    ("教职工", 2, "身份证件号", "220802199702309710", "bad_id_number"),
    ("教职工", 2, "出生日期", "1997-02-04", "birth_mismatch"),
    ("教职工", 2, "岗位类型", "特岗", "unknown_code"),
    ("结对", 2, "教师工号", "T9", "unknown_reference"),
    ("结对", 2, "对象", "T001", "unknown_reference"),
    ("结对", 4, "对象", "G1", "unknown_reference"),
    ("结对", 3, "结束日期", "2020-08-31", "out_of_range"),
    ("记录", 2, "类型", "串门", "unknown_code"),
    ("记录", 2, "学籍号", "G9", "unknown_reference"),
    ("记录", 3, "字数", "一千字", "bad_number"),
    ("记录", 3, "字数", -1, "out_of_range"),
    ("记录", 3, "记录编号", "R1", "duplicate_key"),
    ("荣誉", 2, "对象编号", "G1", "unknown_reference"),
    ("荣誉", 2, "级别", "县级", "unknown_code"),
    ("资金", 2, "金额", 0, "out_of_range"),
    ("资金", 2, "金额", -50, "out_of_range"),
    ("资金", 2, "金额", "一千元", "bad_number"),
    ("资金", 2, "经办人工号", "T9", "unknown_reference"),
    ("事件", 2, "办结日期", "2021-02-28", "out_of_range"),
    ("中考", 2, "升入高中阶段人数", 61, "out_of_range"),
    ("校历", 2, "类型", "休息", "unknown_code"),
    ("学校", 7, "内容", "2020-08-30", "out_of_range"),
    ("学校", 7, "内容", None, "missing_required"),
    ("学校", 2, "内容", None, "missing_required"),
    ("学校", 4, "内容", "二零二零", "bad_date"),
]


@pytest.mark.parametrize(("sheet", "row", "column", "value", "code"), SLIPS)
def test_a_slip_is_found_at_its_cell_and_told_once(loaded, sheet, row, column, value, code):
    outcome = loaded(spoiled(sheet, row, column, value))
    assert told(outcome) == {(sheet, row, column, code)}
    assert School.objects.count() == 0
    [problem] = [p for p in outcome.problems if p.severity == "error"]
    assert "。" in problem.message


def test_a_missing_column_is_told_once_at_the_header(loaded):
    sheets = a_school()
    sheets["学生"] = [["三年级学生名册"], []] + [row[:2] + row[3:] for row in sheets["学生"]]
    assert told(loaded(sheets)) == {("学生", 3, "性别", "missing_column")}


def test_a_missing_key_column_is_not_told_again_where_it_is_referred_to(loaded):
    sheets = a_school()
    sheets["班级"] = [row[1:] for row in sheets["班级"]]
    assert told(loaded(sheets)) == {("班级", 1, "班级编号", "missing_column")}


def test_a_column_may_be_missing_where_there_are_no_rows(loaded):
    assert loaded(a_school(事件=[["日期"]])).ok


def test_a_row_with_an_error_still_counts_as_there(loaded):
    sheets = spoiled("教职工", 2, "性别", "不详")
    assert told(loaded(sheets)) == {("教职工", 2, "性别", "unknown_code")}


def test_other_documents_than_the_card_are_not_judged(loaded):
    sheets = a_school()
    sheets["学生"][1][4:6] = ["护照", "E12345678"]
    sheets["学生"][2][4:6] = ["户口簿", "220802199702039719"]
    assert loaded(sheets).ok


def test_a_pairing_is_twice_there_only_if_all_of_its_key_is(loaded):
    sheets = a_school()
    sheets["结对"].append(["帮扶学生", "T001", "G2", "2020-09-01", None])
    assert loaded(sheets).ok
    sheets["结对"].append(["帮扶学生", "T001", "G2", dt.date(2020, 9, 1), "2021-01-01"])
    assert told(loaded(sheets)) == {("结对", 6, "类型", "duplicate_key")}


def test_a_school_must_say_which_it_is(loaded):
    sheets = a_school(学校=[["项目", "内容"], ["学校名称", "南坪学校"], ["学年", "2020-2021"]])
    assert told(loaded(sheets)) == {("学校", 1, "内容", "missing_required")}


def test_nobody_is_told_of_rows_they_did_not_write(loaded):
    """A sentence quotes the cell and says what to do."""
    [problem] = loaded(spoiled("记录", 2, "类型", "家仿")).problems
    assert "“家仿”" in problem.message
    assert "家访" in problem.message

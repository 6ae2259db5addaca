"""Columns and sheets that a dump has only where there is something to write."""

from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import load_workbook

from qingshan.exchange.dumping import dump
from qingshan.exchange.loading import load
from qingshan.people.models import Leave, Pairing, Student
from qingshan.school.models import School
from tests.exchange.books import a_school
from tests.exchange.conftest import told

pytestmark = pytest.mark.django_db

FULL = {
    "结对": [
        ["类型", "教师工号", "对象", "开始日期", "结束日期", "结束原因"],
        ["帮扶学生", "T001", "G1", "2020-09-01", None, None],
        ["青蓝结对", "T002", "T001", "2020-09-01", "2021-07-01", "任务完成"],
    ],
    "请假": [
        ["工号", "类型", "开始日期", "结束日期"],
        ["T001", "产假、陪产假、育儿假", "2020-11-02", None],
        ["T001", "事假", "2020-10-12", "2020-10-13"],
    ],
}


def dumped(tmp_path):
    out = tmp_path / "dump.xlsx"
    dump(School.objects.get(), out)
    return out


def titles(book, sheet: str) -> list[str]:
    return [cell.value.lstrip("★") for cell in book[sheet][1]]


def test_neither_is_there_where_nothing_fills_it(loaded, tmp_path):
    loaded(a_school())
    book = load_workbook(dumped(tmp_path))
    assert "请假" not in book.sheetnames
    assert titles(book, "结对")[-1] == "结束日期"


def test_both_are_there_where_something_does_and_come_back_as_they_were(loaded, tmp_path):
    outcome = loaded(a_school(**FULL))
    assert told(outcome) == set()
    assert outcome.counts["请假"].created == 2
    out = dumped(tmp_path)
    book = load_workbook(out)
    assert titles(book, "结对")[-1] == "结束原因"
    assert titles(book, "请假") == ["工号", "类型", "开始日期", "结束日期"]
    back = load(out)
    assert told(back) == set()
    assert not any(count.created or count.updated for count in back.counts.values())
    assert back.counts["请假"].unchanged == 2


def test_a_workbook_without_them_leaves_what_the_school_has(loaded):
    loaded(a_school(**FULL))
    loaded(a_school())
    assert Pairing.objects.get(kind="mentoring").ended_because == "任务完成"
    assert Leave.objects.get(kind="personal").ends_on == dt.date(2020, 10, 13)


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (["T404", "事假", "2020-10-12", None], "工号", "unknown_reference"),
        (["T001", "流感", "2020-10-12", None], "类型", "unknown_code"),
        (["T001", "事假", "2020-10-12", "2020-10-11"], "结束日期", "out_of_range"),
        (["T001", "事假", None, None], "开始日期", "missing_required"),
    ],
)
def test_what_cannot_be_is_told_at_its_cell(loaded, row, column, code):
    outcome = loaded(a_school(请假=[FULL["请假"][0], row]))
    assert told(outcome) == {("请假", 2, column, code)}
    assert not Leave.objects.exists()


def test_who_left_comes_back_as_they_were(loaded, tmp_path):
    loaded(a_school())
    day = dt.date(2020, 12, 1)
    gone = {"left_on": day, "left_how": "transferred", "left_to": "白水镇学校"}
    Student.objects.filter(number="G2").update(**gone)
    out = dumped(tmp_path)
    assert titles(load_workbook(out), "学生")[-3:] == ["离校日期", "离校方式", "去向"]
    Student.objects.filter(number="G2").update(left_on=None, left_how="", left_to="")
    assert load(out).counts["学生"].updated == 1
    assert Student.objects.filter(number="G2").values(*gone).get() == gone
    loaded(a_school())
    assert Student.objects.get(number="G2").left_on == day

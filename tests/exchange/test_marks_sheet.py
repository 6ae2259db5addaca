"""Marks move with the school: in a sheet that is there only where somebody wrote one down."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from qingshan.exchange.dumping import dump
from qingshan.exchange.loading import load
from qingshan.school.models import School
from tests.exchange.books import a_school
from tests.exchange.conftest import told

pytestmark = [pytest.mark.django_db, pytest.mark.system("R5")]

HEADER = ["考试", "日期", "学籍号", "科目", "分数", "满分"]


def test_marks_come_back_as_they_were(loaded, tmp_path):
    rows = [
        ["期中考试", "2020-11-10", "G1", "数学", 86.5, 120],
        ["期中考试", "2020-11-10", "G1", "语文", 0, 100],
    ]
    outcome = loaded(a_school(成绩=[HEADER, *rows]))
    assert told(outcome) == set()
    assert outcome.counts["成绩"].created == 2
    out = tmp_path / "dump.xlsx"
    dump(School.objects.get(), out)
    header = [cell.value.lstrip("★") for cell in load_workbook(out)["成绩"][1]]
    assert header == HEADER
    back = load(out)
    assert told(back) == set()
    assert not any(count.created or count.updated for count in back.counts.values())


def test_without_marks_there_is_no_sheet(loaded, tmp_path):
    loaded(a_school())
    out = tmp_path / "dump.xlsx"
    dump(School.objects.get(), out)
    assert "成绩" not in load_workbook(out).sheetnames


@pytest.mark.parametrize(
    ("row", "at", "code"),
    [
        (["期中", "2020-11-10", "G1", "数学", 121, 120], "分数", "out_of_range"),
        (["期中", "2020-11-10", "G1", "数学", -1, 120], "分数", "out_of_range"),
        (["期中", "2020-11-10", "G1", "数学", 86.55, 120], "分数", "out_of_range"),
        (["期中", "2020-11-10", "G1", "数学", "优", 120], "分数", "bad_number"),
        (["期中", "2020-11-10", "G1", "数学", 86, 0], "满分", "out_of_range"),
        (["期中", "2020-11-10", "G9", "数学", 86, 100], "学籍号", "unknown_reference"),
    ],
)
def test_what_cannot_be_is_told_beside_its_cell(loaded, row, at, code):
    outcome = loaded(a_school(成绩=[HEADER, row]))
    assert told(outcome) == {("成绩", 2, at, code)}

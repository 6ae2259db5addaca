from __future__ import annotations

import pytest
from openpyxl import load_workbook

from qingshan.exchange.blank import write_blank
from qingshan.exchange.loading import load
from qingshan.exchange.marking import FAULTY, write_marked
from qingshan.exchange.registry import all_sheets, usual_sheets
from tests.exchange.books import a_school, spoiled, write
from tests.exchange.conftest import told

pytestmark = pytest.mark.django_db


def test_faulty_cells_are_coloured_and_the_sentence_stands_at_the_end(tmp_path):
    sheets = spoiled("学生", 3, "性别", "不详")
    sheets["学生"][1][1] = None
    path = write(tmp_path / "school.xlsx", sheets)
    out = tmp_path / "marked.xlsx"
    outcome = load(path, dry_run=True)
    write_marked(path, outcome.problems, out)
    sheet = load_workbook(out)["学生"]
    end = sheet.max_column
    assert sheet.cell(1, end).value == "问题"
    assert sheet["C3"].fill.fgColor.rgb == FAULTY.fgColor.rgb
    assert "不详" in sheet.cell(3, end).value
    assert "姓名" in sheet.cell(2, end).value
    assert sheet["A3"].value == "G2"
    assert sheet["A3"].fill.fgColor.rgb != FAULTY.fgColor.rgb


def test_a_marked_workbook_is_mended_in_place_and_loads(tmp_path):
    path = write(tmp_path / "school.xlsx", spoiled("学生", 3, "性别", "不详"))
    first = tmp_path / "first.xlsx"
    write_marked(path, load(path, dry_run=True).problems, first)
    book = load_workbook(first)
    book["学生"]["C3"] = "女"
    book["学生"]["C2"] = "猫"
    book.save(first)
    outcome = load(first, dry_run=True)
    assert told(outcome) == {("学生", 2, "性别", "unknown_code")}
    second = tmp_path / "second.xlsx"
    write_marked(first, outcome.problems, second)
    sheet = load_workbook(second)["学生"]
    assert sheet["C3"].fill.fgColor.rgb != FAULTY.fgColor.rgb
    assert [cell.value for cell in sheet[1]].count("问题") == 1
    assert sheet.cell(3, sheet.max_column).value is None
    book = load_workbook(second)
    book["学生"]["C2"] = "男"
    book.save(second)
    outcome = load(second)
    assert outcome.ok
    assert outcome.problems == []


def test_merged_and_far_away_cells_are_marked_too(tmp_path):
    sheets = spoiled("学生", 3, "年级", None)
    path = write(tmp_path / "school.xlsx", sheets)
    book = load_workbook(path)
    book["学生"].merge_cells("G2:G3")
    book["学生"]["XFD9"] = "x"
    book.save(path)
    out = tmp_path / "marked.xlsx"
    write_marked(path, load(path, dry_run=True).problems, out)
    sheet = load_workbook(out)["学生"]
    assert sheet["G2"].fill.fgColor.rgb == FAULTY.fgColor.rgb
    assert sheet["L1"].value == "问题"
    write_marked(out, load(out, dry_run=True).problems, tmp_path / "again.xlsx")


def test_a_missing_sheet_or_column_is_marked_too(tmp_path):
    sheets = a_school(学校=[])
    sheets["班级"] = [row[1:] for row in sheets["班级"]]
    path = write(tmp_path / "school.xlsx", sheets)
    out = tmp_path / "marked.xlsx"
    write_marked(path, load(path).problems, out)
    book = load_workbook(out)
    assert "学校标识码" in book["学校"].cell(2, 3).value
    assert "班级编号" in book["班级"].cell(2, 4).value


def test_the_empty_workbook_has_every_sheet_with_lists_and_an_example(tmp_path):
    write_blank(tmp_path / "blank.xlsx")
    book = load_workbook(tmp_path / "blank.xlsx")
    for sheet in usual_sheets():
        written = book[sheet.title]
        titles = [cell.value for cell in written[1]]
        assert [title.lstrip("★") for title in titles] == [c.title for c in sheet.usual_columns]
        assert written["A2"].value.startswith("示例：")
    lists = {str(v.sqref) for v in book["学生"].data_validations.dataValidation}
    assert any(place.startswith("C2:C") for place in lists)
    assert book["代码表"].sheet_state == "hidden"


def test_the_empty_workbook_leaves_out_what_is_written_only_where_it_is_filled(tmp_path):
    write_blank(tmp_path / "blank.xlsx")
    book = load_workbook(tmp_path / "blank.xlsx")
    assert "请假" not in book.sheetnames
    assert "结束原因" not in [cell.value for cell in book["结对"][1]]
    guide = {(row[0].value, row[1].value) for row in book["填写说明"]}
    assert ("结对", "结束日期") in guide
    assert not {("结对", "结束原因"), ("请假", "类型")} & guide


def test_the_empty_workbook_says_what_is_still_to_fill_in(tmp_path):
    write_blank(tmp_path / "blank.xlsx")
    outcome = load(tmp_path / "blank.xlsx")
    assert told(outcome) == {("学校", row, "内容", "missing_required") for row in (3, 4, 5)}
    assert {p.code for p in outcome.problems if p.severity == "notice"} == {"example_row"}


def test_a_filled_in_empty_workbook_loads_with_its_examples_left_in(tmp_path):
    write_blank(tmp_path / "blank.xlsx")
    book = load_workbook(tmp_path / "blank.xlsx")
    for row, content in ((3, "南坪学校"), (4, "3122000777"), (5, "2020-2021")):
        book["学校"].cell(row, 2, content)
    book["校历"].append(["2020-10-01", "放假"])
    book.save(tmp_path / "blank.xlsx")
    outcome = load(tmp_path / "blank.xlsx")
    assert told(outcome) == set()
    assert outcome.counts["校历"].created == 1
    assert outcome.counts["学生"].created == 0


def test_every_example_would_load_if_it_were_meant(tmp_path):
    sheets = {}
    for title, sheet in all_sheets().items():
        example = [column.example or None for column in sheet.columns]
        sheets[title] = [[column.title for column in sheet.columns], example]
    sheets["学校"] = a_school()["学校"]
    outcome = load(write(tmp_path / "examples.xlsx", sheets))
    assert told(outcome) == set()

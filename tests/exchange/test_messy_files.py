"""What people's files really look like, and must load as they are."""

from __future__ import annotations

import datetime as dt

import pytest

from qingshan.people.models import Staff, Student
from qingshan.records.models import Record
from tests.exchange.books import a_school, spoiled
from tests.exchange.conftest import told

pytestmark = pytest.mark.django_db

BIRTH = dt.date(2011, 1, 1)


@pytest.mark.parametrize(
    "written",
    [
        "20110101",
        20110101,
        "2011-01-01",
        "2011/1/1",
        "2011.1.1",
        "2011年1月1日",
        " 2011-1-1　",
        "２０１１／１／１",
        "2011-01-01 00:00:00",
        BIRTH,
        dt.datetime(2011, 1, 1, 8, 30),  # noqa: DTZ001  # a cell has no time zone
        40544,
        "40544",
    ],
)
def test_a_date_in_any_of_its_forms(loaded, written):
    assert told(loaded(spoiled("学生", 2, "出生日期", written))) == set()
    assert Student.objects.get(number="G1").birth_date == BIRTH


@pytest.mark.parametrize(
    "written", ["201709", 201709, "2017-09", "2017/9", "2017年9月", dt.date(2017, 9, 1)]
)
def test_a_month_in_any_of_its_forms(loaded, written):
    assert told(loaded(spoiled("学生", 2, "入学年月", written))) == set()
    assert Student.objects.get(number="G1").enrolled_month == "2017-09"


@pytest.mark.parametrize(
    ("column", "written", "field", "value"),
    [
        ("性别", "2-女", "gender", "female"),
        ("性别", 2, "gender", "female"),
        ("性别", "2.0", "gender", "female"),
        ("就读方式", "住校", "boarding", "boarding"),
        ("就读方式", "1-走读", "boarding", "day"),
        ("是否留守儿童", 0, "left_behind", "none"),
        ("是否留守儿童", "2-双亲留守儿童", "left_behind", "both_parents"),
        ("是否孤儿", 1, "is_orphan", True),
        ("是否孤儿", "0-否", "is_orphan", False),
        ("是否孤儿", True, "is_orphan", True),
        ("民族", "01", "ethnicity", "汉族"),
        ("民族", 1, "ethnicity", "汉族"),
        ("民族", "汉", "ethnicity", "汉族"),
        ("民族", "11-满族", "ethnicity", "满族"),
        ("民族", "穿青人", "ethnicity", "穿青人"),
        ("身份证件类型", "1-居民身份证", "id_type", "居民身份证"),
        ("残疾人类型", "0-无残疾", "disability", "无残疾"),
        ("班内学号", 7, "seat_number", "7"),
        ("联系电话", "15117776315.0", "phone", "15117776315"),
        ("联系电话", 15117776315, "phone", "15117776315"),
        ("现住址", " 南河村\n", "address", "南河村"),
        ("姓名", "阿依古丽·买买提", "name", "阿依古丽·买买提"),
    ],
)
def test_a_code_or_number_as_people_write_it(loaded, column, written, field, value):
    assert told(loaded(spoiled("学生", 2, column, written))) == set()
    assert getattr(Student.objects.get(number="G1"), field) == value


def test_a_lower_case_x_is_the_check_digit_ten(loaded):
    sheets = spoiled("教职工", 2, "身份证件号", "22080219970203102x")
    assert told(loaded(sheets)) == set()
    assert Staff.objects.get(number="T001").id_number == "22080219970203102X"


def test_political_status_by_its_national_number(loaded):
    loaded(spoiled("教职工", 2, "政治面貌", "01-中共党员"))
    assert Staff.objects.get(number="T001").political_status == "中共党员"


def test_titles_stars_blank_rows_and_any_order_of_columns(loaded):
    sheets = a_school()
    header, *rows = sheets["学生"]
    header = [f"★ {title}" if n % 2 else f"*{title}\n" for n, title in enumerate(header)]
    turned = [list(reversed(row)) for row in (header, *rows)]
    sheets["学生"] = [["南坪学校学生名册"], [], turned[0], [], turned[1], ["　", " "], turned[2]]
    sheets[" 学生 "] = sheets.pop("学生")
    outcome = loaded(sheets)
    assert told(outcome) == set()
    assert outcome.counts["学生"].created == 2


def test_rows_are_numbered_as_the_spreadsheet_does(loaded):
    sheets = spoiled("学生", 3, "性别", "不详")
    header, first, second = sheets["学生"]
    sheets["学生"] = [[], ["名册"], header, [], first, [], [], second]
    assert told(loaded(sheets)) == {("学生", 8, "性别", "unknown_code")}


def test_a_column_of_the_national_register_that_we_do_not_use_is_a_notice(loaded):
    sheets = spoiled("学生", 2, "曾用名", "阿宇")
    sheets["学生"][2].append("小红")
    outcome = loaded(sheets)
    [notice] = outcome.problems
    assert (notice.severity, notice.column, notice.row) == ("notice", "曾用名", 1)
    assert outcome.ok


def test_a_sheet_we_do_not_know_is_a_notice(loaded):
    outcome = loaded(a_school(食谱=[["周一", "豆腐"]]))
    assert outcome.ok
    assert [p.severity for p in outcome.problems] == ["notice"]


def test_control_characters_and_line_breaks_are_tidied(loaded):
    loaded(spoiled("记录", 2, "标题", "去看\r\n小宇 "))
    assert Record.objects.get(number="R1").title == "去看\n小宇"

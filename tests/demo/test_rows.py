"""The rows of the demonstration school, counted by hand: the same figures for any seed and day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from functools import lru_cache
from itertools import product

import pytest

from qingshan.demo import workbook
from qingshan.demo.calendar import school_days_around

DAYS = [
    "2024-08-31",
    "2025-09-01",
    "2026-01-20",
    "2026-02-27",
    "2026-03-01",
    "2026-07-09",
    "2026-08-20",
    "2026-11-24",
    "2027-05-06",
    "2031-12-31",
]
SEEDS = [1, 2026, 77]

make_workbook = lru_cache(maxsize=None)(workbook.make_workbook)


def cases(*, seeds=SEEDS, days=DAYS):
    return pytest.mark.parametrize(
        ("seed", "today"), [(s, dt.date.fromisoformat(d)) for s, d in product(seeds, days)]
    )


@cases()
def test_staff_add_up_to_the_document(seed, today):
    sheets = make_workbook(seed=seed, today=today).sheets
    staff = sheets["教职工"]
    special = {row["工号"]: row for row in staff if row["岗位类型"] == "特岗教师"}
    assert (len(staff), len(special)) == (90, 43)
    assert sum(row["职务"] == "中层干部" for row in special.values()) == 8
    joined = [r for r in special.values() if r["入党日期"] and r["入党日期"] <= today]
    assert sum(row["入党日期"] >= row["入职日期"] for row in joined) == 7
    applied = [r for r in special.values() if r["申请入党日期"] and not r["入党日期"]]
    assert sum(row["申请入党日期"] <= today for row in applied) == 15
    titles = Counter(
        row["称号"]
        for row in sheets["称号"]
        if row["教师工号"] in special and row["取得日期"] <= today
    )
    assert titles == {"区级骨干教师": 5, "市教学能手": 2, "区人大代表": 1}
    members = [row for row in staff if row["政治面貌"] in {"中共党员", "中共预备党员"}]
    assert len(members) == 23


@cases()
def test_results_add_up_to_the_document(seed, today):
    sheets = make_workbook(seed=seed, today=today).sheets
    honours = [row for row in sheets["荣誉"] if row["日期"] <= today]
    of = Counter(row["对象类型"] for row in honours)
    commended = {
        row["对象编号"] for row in honours if row["对象类型"] == "教师" and row["级别"] != "校级"
    }
    assert (len(commended), of["学生"], of["学校"]) == (34, 213, 4)
    kinds = Counter(row["类型"] for row in sheets["记录"] if row["日期"] <= today)
    assert (kinds["家访"], kinds["送教上门"], kinds["风采报道"]) == (207, 10, 23)
    assert len({row["学籍号"] for row in sheets["记录"] if row["类型"] == "家访"}) == 150
    assert [row["结果"] in {"优秀", "良好"} for row in sheets["检查"]] == [True] * 5
    assert "事件" not in sheets
    assert len(sheets["课程"]) == 13
    assert len({row["类别"] for row in sheets["课程"]}) == 5
    assert any("《忠诚》" in row["标题"] for row in sheets["记录"] if row["类型"] == "党课")


@cases()
def test_examinations_end_with_two_records(seed, today):
    exams = make_workbook(seed=seed, today=today).sheets["中考"]
    assert len(exams) == 5
    assert all(row["升入高中阶段人数"] == row["毕业人数"] for row in exams)
    assert exams[-1]["年度"] in {today.year, today.year - 1}
    for column in ("升入高中阶段人数", "学科满分人数"):
        assert max(exams, key=lambda row: row[column]) is exams[-1]


@cases()
def test_the_fund_pays_to_the_cent_and_is_never_overdrawn(seed, today):
    rows = sorted(
        make_workbook(seed=seed, today=today).sheets["资金"],
        key=lambda row: (row["日期"], row["类别"] == "帮扶支出"),
    )
    balance = paid = Decimal(0)
    for row in rows:
        sign = 1 if row["类别"] == "捐赠收入" else -1
        balance += sign * row["金额"]
        paid += row["金额"] if sign < 0 else 0
        assert balance >= 0
        assert row["日期"] <= today
    assert (paid, balance) == (Decimal("25000.00"), Decimal("5000.00"))


@cases()
def test_nothing_happened_tomorrow_and_nobody_before_they_came(seed, today):
    sheets = make_workbook(seed=seed, today=today).sheets
    hired = {row["工号"]: row["入职日期"] for row in sheets["教职工"]}
    entered = {row["学籍号"]: dt.date(int(row["入学年月"][:4]), 9, 1) for row in sheets["学生"]}
    assert len(entered) == 780
    first = school_days_around(today).first
    for row in sheets["记录"]:
        assert hired[row["教师工号"]] <= row["日期"] <= today
        if row["学籍号"]:
            assert row["日期"] >= min(entered[row["学籍号"]], first)
    for row in sheets["结对"]:
        assert row["开始日期"] <= today
    keys = [(r["类型"], r["教师工号"], r["对象"], r["开始日期"]) for r in sheets["结对"]]
    assert len(keys) == len(set(keys))


@cases(days=["2026-11-24"])
def test_the_one_who_signs_in_has_something_open_today(seed, today):
    school = make_workbook(seed=seed, today=today)
    who = school.cast["teacher"]
    mine = [row for row in school.sheets["记录"] if row["教师工号"] == who]
    read_on = {row["日期"] for row in mine if row["类型"] == "新闻阅读"}
    days = school_days_around(today).so_far
    assert today not in read_on
    assert set(days[-18:-1]) <= read_on
    assert len(set(school.cast.values())) == len(school.cast)


def test_a_seed_and_a_day_make_the_same_school_and_another_seed_other_people():
    day = dt.date(2026, 11, 24)
    one, same, other = (workbook.make_workbook(seed=seed, today=day) for seed in (1, 1, 2))
    assert one == same
    assert [r["姓名"] for r in one.sheets["学生"]] != [r["姓名"] for r in other.sheets["学生"]]


def test_numbers_are_well_formed_and_nobodys():
    sheets = make_workbook(seed=5, today=dt.date(2026, 11, 24)).sheets
    numbers = [row["身份证件号"] for row in sheets["学生"] + sheets["教职工"]]
    assert len(numbers) == len(set(numbers))
    for number in numbers:
        weighed = sum(
            (10 if digit == "X" else int(digit)) * pow(2, 17 - n, 11)
            for n, digit in enumerate(number)
        )
        assert weighed % 11 == 1
        assert number.startswith("220899")
    phones = [row["联系电话"] for row in sheets["学生"]] + [r["手机号"] for r in sheets["教职工"]]
    assert all(phone.startswith("1990000") and len(phone) == 11 for phone in phones)


@pytest.mark.parametrize("day", DAYS)
def test_the_school_year_lies_around_the_day(day):
    today = dt.date.fromisoformat(day)
    days = school_days_around(today)
    assert days.first <= today < dt.date(days.start + 1, 9, 2)
    assert all(found <= today for found in days.so_far)
    assert days.terms[0][1] < days.terms[1][0]

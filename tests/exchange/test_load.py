from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.care.models import FundEntry
from qingshan.exchange.dumping import dump
from qingshan.exchange.loading import load
from qingshan.people.models import Guardian, HomeroomTeacher, Pairing, Staff, Student
from qingshan.programmes.models import Period
from qingshan.records.models import Record
from qingshan.school.models import School, SchoolClass, SchoolYear, Subject, TeachingGroup
from tests.exchange.books import a_school, spoiled
from tests.exchange.conftest import told

pytestmark = pytest.mark.django_db


def changes(outcome) -> int:
    return sum(count.created + count.updated for count in outcome.counts.values())


def test_a_whole_school_moves_in(loaded):
    outcome = loaded(a_school())
    assert told(outcome) == set()
    assert outcome.counts["教职工"].created == 2
    assert outcome.counts["资金"].created == 3
    school = School.objects.get(code="3122000777")
    assert school.name == "南坪学校"
    shan = Staff.objects.get(school=school, number="T001")
    assert (shan.birth_date, shan.post) == (dt.date(1997, 2, 3), "special")
    assert shan.id_number == "220802199702039718"
    assert Staff.objects.filter(id_number_hash=shan.id_number_hash).count() == 1
    assert "shanxiaoyu sxy t001" in shan.search_key
    assert "qiuxiaozhang" in Staff.objects.get(number="T002").search_key
    yu = Student.objects.get(school=school, number="G1")
    assert (yu.school_class.code, yu.is_orphan, yu.school_class.grade_number) == ("C31", False, 3)
    assert yu.guardians.get().name == "小宇的母亲"
    assert HomeroomTeacher.objects.get().staff == shan
    assert Pairing.objects.get(kind="mentoring").mentee == shan
    assert Record.objects.get(number="R1").student == yu
    assert FundEntry.objects.filter(amount=Decimal("100.50")).count() == 2
    assert Period.objects.filter(school=school).exists()


def test_a_second_load_changes_nothing(loaded):
    loaded(a_school())
    again = loaded(a_school())
    assert changes(again) == 0
    assert again.counts["学生"].unchanged == 2
    assert again.counts["学校"].unchanged == 6


def test_loading_what_was_dumped_changes_nothing(loaded, tmp_path):
    loaded(a_school())
    second_year = a_school()
    second_year["学校"] += [["学年", "2021-2022"], ["学期1开始", "2021-09-01"]]
    second_year["学校"] += [["学期1结束", "2022-01-10"]]
    assert loaded(second_year).counts["学校"].created == 3
    assert SchoolYear.objects.count() == 2
    Record.objects.filter(number="R1").update(title="=1+1", content=" 两行\r\n字 ")
    out = tmp_path / "dump.xlsx"
    dump(School.objects.get(), out)
    back = load(out)
    assert told(back) == set()
    assert changes(back) == 0


def test_a_dry_run_finds_the_same_and_writes_nothing(loaded):
    checked = loaded(a_school(), dry_run=True)
    assert School.objects.count() == 0
    done = loaded(a_school())
    assert checked.as_json() == done.as_json()
    wrong = spoiled("学生", 2, "性别", "不详")
    assert loaded(wrong, dry_run=True).as_json() == loaded(wrong).as_json()


def test_an_error_keeps_everything_out(loaded):
    outcome = loaded(spoiled("课程", 2, "容量", "很多"))
    assert not outcome.ok
    assert outcome.counts == {}
    assert School.objects.count() == 0


def test_only_what_the_file_has_is_changed(loaded):
    loaded(a_school(教职工=spoiled("教职工", 2, "职务", "中层干部")["教职工"]))
    sheets = a_school(教职工=a_school()["教职工"])
    sheets["教职工"][1][1] = "单青山"
    outcome = loaded(sheets)
    assert (outcome.counts["教职工"].updated, changes(outcome)) == (1, 1)
    shan = Staff.objects.get(number="T001")
    assert (shan.name, shan.position) == ("单青山", "中层干部")
    assert "shanqingshan" in shan.search_key


def test_an_empty_cell_empties(loaded):
    loaded(a_school())
    sheets = spoiled("班级", 2, "班主任工号", None)
    sheets["教职工"][1][4] = None
    sheets["学生"][1][9:] = [None, None]
    sheets["学生"][2][9:] = ["外婆", "祖母"]
    sheets["结对"][2][4] = None
    outcome = loaded(sheets)
    assert [outcome.counts[t].updated for t in ("教职工", "班级", "学生", "结对")] == [1, 1, 2, 1]
    shan = Staff.objects.get(number="T001")
    assert (shan.id_number, shan.id_number_hash) == ("", "")
    assert HomeroomTeacher.objects.count() == 0
    assert Guardian.objects.get().student.number == "G2"
    assert Pairing.objects.get(kind="mentoring").ends_on is None
    assert changes(loaded(sheets)) == 0


def test_rows_beside_are_changed_in_place(loaded):
    loaded(a_school())
    loaded(spoiled("学生", 2, "关系1", "姑姑"))
    assert Guardian.objects.get().relation == "姑姑"
    loaded(spoiled("班级", 2, "班主任工号", "T002"))
    assert HomeroomTeacher.objects.get().staff.number == "T002"


def test_equal_payments_are_told_apart_by_their_order(loaded):
    loaded(a_school())
    sheets = a_school()
    sheets["资金"].append(sheets["资金"][-1])
    outcome = loaded(sheets)
    assert (outcome.counts["资金"].created, outcome.counts["资金"].unchanged) == (1, 3)
    assert changes(loaded(sheets)) == 0
    assert changes(loaded(a_school())) == 0  # a load takes no row away


def test_subjects_and_groups_are_made_when_they_are_new(loaded):
    sheets = spoiled("教职工", 2, "任教学科", "语文")
    sheets["教职工"][0].append("教研组")
    sheets["教职工"][1].append("语文教研组")
    loaded(sheets)
    shan = Staff.objects.get(number="T001")
    assert (shan.subject, shan.group) == (Subject.objects.get(), TeachingGroup.objects.get())
    assert changes(loaded(sheets)) == 0
    assert Subject.objects.count() == 1


def test_a_sheet_may_refer_to_what_only_the_school_has(loaded):
    loaded(a_school())
    only = a_school(教职工=[], 学生=[], 班级=[], 结对=[])
    only["记录"].append(["R3", "2020-10-11", "家访", "T001", "G2", "C31", None, None])
    assert loaded(only).counts["记录"].created == 1


def test_without_the_sheet_of_the_school_the_only_school_is_meant(loaded):
    sheets = a_school(学校=[])
    assert told(loaded(sheets)) == {("学校", 0, "", "missing_sheet")}
    school = School.objects.create(code="1", name="一校")
    assert loaded(sheets).school == school
    School.objects.create(code="2", name="二校")
    assert told(loaded(sheets)) == {("学校", 0, "", "missing_sheet")}


def test_two_schools_stay_apart(loaded, cast):
    outcome = loaded(a_school())
    assert outcome.ok
    assert SchoolClass.objects.filter(code="C31").count() == 2
    assert Record.objects.get(number="R1").student.school.name == "南坪学校"


def test_a_load_leaves_one_audit_row(loaded, cast):
    loaded(a_school(), actor=cast.accounts["administrator"])
    [row] = LogEntry.objects.filter(additional_data__deed__isnull=False)
    assert row.additional_data["deed"] == "load_workbook"
    assert row.additional_data["created"] > 20
    assert row.actor == cast.accounts["administrator"]


def test_a_load_costs_the_same_queries_for_few_rows_and_for_many(loaded):
    def queries(rows: int) -> int:
        sheets = a_school()
        sheets["学校"][2][1] = f"3122{rows:06}"
        sheets["记录"] += [
            [f"R{n + 10}", "2020-10-09", "新闻阅读", "T001", None, None, "新闻", None]
            for n in range(rows)
        ]
        with CaptureQueriesContext(
            connection,
        ) as few:
            assert loaded(sheets).ok
        return len(few)

    assert queries(1) == queries(300)

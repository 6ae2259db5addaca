"""The month closes itself, guarded; what is late follows from the schools' own dates."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from qingshan.care.models import Case, RollCall
from qingshan.county.closing import close_months
from qingshan.county.models import Reported, Return
from qingshan.outcomes.models import Finding, Inspection
from qingshan.people.models import Student
from qingshan.records.models import Record
from qingshan.school.models import School
from tests.cast import add_student

TODAY = dt.date(2026, 11, 24)
OCTOBER = dt.date(2026, 10, 31)


def fill(cast, children):
    for n in range(children):
        add_student(cast.school, cast.class_31, f"M{n}", f"孩子{n}")


def visit(cast, number, day):
    Record.objects.create(
        school=cast.school,
        number=number,
        date=day,
        kind="home_visit",
        staff=cast.staff["homeroom"],
        student=cast.wang,
    )


def said(school, end=OCTOBER):
    rows = Reported.objects.filter(school=school, of__as_of=end)
    return {row.key: row.cell.words for row in rows}


def test_a_month_is_closed_once_with_small_numbers_left_out(cast):
    fill(cast, 20)
    assert close_months(TODAY) == 24  # two schools, a year of months each
    assert close_months(TODAY) == 0
    told = said(cast.school)
    assert told["students.total"] == "22"
    assert told["care.visits"] == "0"
    assert said(cast.other_school)["students.total"] == "不到 5"
    assert not Reported.objects.filter(school=cast.other_school, value__range=(1, 4)).exists()
    assert Return.objects.get(school=cast.school, as_of=OCTOBER).last_grade == 4


def test_a_child_who_leaves_is_not_seen_from_month_to_month(cast):
    fill(cast, 20)
    close_months(TODAY)
    Student.objects.filter(number="M7").delete()
    close_months(dt.date(2026, 12, 3))
    assert said(cast.school, dt.date(2026, 11, 30))["students.total"] == "22 上下"
    Student.objects.filter(number__in=["M1", "M2", "M3", "M4"]).delete()
    close_months(dt.date(2027, 1, 3))
    assert said(cast.school, dt.date(2026, 12, 31))["students.total"] == "17"


def test_months_before_the_school_began_hold_what_has_a_day_and_no_roster(cast):
    for n in range(6):
        visit(cast, f"R{n}", dt.date(2026, 9, 2))
    visit(cast, "R7", dt.date(2026, 10, 9))
    close_months(TODAY)
    september = said(cast.school, dt.date(2026, 9, 30))
    assert september["care.visits"] == "6"
    assert "students.total" not in september
    assert said(cast.school)["care.visits"] == "6 上下"


def test_a_school_without_children_has_nothing_to_close(cast):
    empty = School.objects.create(code="3122000888", name="空学校", county=cast.county)
    close_months(TODAY)
    assert not Return.objects.filter(school=empty).exists()


@pytest.fixture
def in_the_morning(monkeypatch):
    """A Tuesday of the term, at ten."""
    now = timezone.make_aware(dt.datetime(2026, 11, 24, 10, 0))  # noqa: DTZ001 - made aware here
    monkeypatch.setattr(timezone, "now", lambda: now)


def overview(officer, **asked):
    return officer.get(reverse("county:overview"), asked).content.decode()


def test_the_officer_sees_what_is_late_and_no_name(cast, officer, in_the_morning):
    visit_of_inspectors = Inspection.objects.create(
        school=cast.school, date=OCTOBER, level="县级", content="安全", result="passed"
    )
    for n in range(2):
        Finding.objects.create(
            school=cast.school,
            inspection=visit_of_inspectors,
            words="楼梯口的灯不亮",
            found_on=OCTOBER,
            responsible=cast.staff["teacher"],
            due_on=dt.date(2026, 11, 10 + n),
        )
    Case.objects.create(
        school=cast.school,
        student=cast.wang,
        concern="suspected",
        responsible=cast.staff["homeroom"],
        opened_on=OCTOBER,
        next_step_on=dt.date(2026, 11, 20),
    )
    told = overview(officer)
    assert "2 处隐患过了期限没改好" in told
    assert "有孩子的个案过了下一步的日子" in told
    assert "今天早上有 2 个班还没点名" in told
    assert told.count("10月的数字还没有报来") == 2
    for word in ("王同学", "吴老师", "周老师", "楼梯口"):
        assert word not in told
    assert "白水镇学校" not in overview(officer, late="findings")


def test_what_was_done_is_late_no_more(cast, officer, in_the_morning):
    for room in (cast.class_31, cast.class_41):
        RollCall.objects.create(
            school=cast.school,
            date=TODAY,
            session="morning",
            school_class=room,
            taken_by=cast.accounts["homeroom"],
        )
    close_months(TODAY)
    assert "各校都没有要催的" in overview(officer)


def test_in_the_first_days_of_a_month_the_return_is_not_late_yet(cast, officer, monkeypatch):
    close_months(TODAY)
    for day, is_late in ((5, False), (6, True)):
        now = timezone.make_aware(dt.datetime(2026, 12, day, 7, 0))  # noqa: DTZ001 - aware here
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        assert ("11月的数字还没有报来" in overview(officer)) is is_late

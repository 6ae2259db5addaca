"""A handful of rows of every kind, with what is counted from them worked out by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from qingshan.care.models import FundEntry
from qingshan.character.models import Course
from qingshan.growth.models import Title
from qingshan.outcomes.models import Examination, Honour, Inspection
from qingshan.people.models import Staff, Student
from qingshan.records.models import Record
from qingshan.voice.models import Incident

if TYPE_CHECKING:
    from qingshan.school.models import School
    from tests.cast import Cast

DAY = dt.date(2026, 7, 15)
EARLIER = dt.date(2026, 3, 2)
LATER = dt.date(2026, 7, 16)
LONG_BEFORE = dt.date(2001, 1, 1)

EXPECTED = {
    "staff.total": 10,
    "staff.special_post": 4,
    "staff.special_post.midlevel": 1,
    "staff.special_post.district_backbone": 1,
    "staff.special_post.city_expert": 0,
    "staff.special_post.congress_delegate": 1,
    "staff.special_post.joined_party": 1,
    "staff.special_post.party_applicants": 2,
    "staff.commended_district_plus": 1,
    "students.total": 2,
    "students.boarding": 1,
    "students.left_behind": 1,
    "students.awards": 2,
    "school.honours": 1,
    "inspections.total": 4,
    "inspections.good": 2,
    "care.visits": 4,
    "care.visited_students": 2,
    "care.home_teaching": 1,
    "care.funds_yuan": "43.34",
    "care.fund_balance_yuan": "106.81",
    "courses.count": 3,
    "courses.categories": 2,
    "publicity.series_issues": 2,
    "incidents.accidents": 1,
    "incidents.complaints": 2,
    "incidents.opinion": 0,
    "incidents.violations": 0,
    "exam.promotion_rate.2023": 0.8333,
    "exam.entered.2023": 40,
    "exam.full_marks.2023": 12,
    "exam.promotion_rate.2024": 1.0,
    "exam.entered.2024": 50,
    "exam.full_marks.2024": 31,
    "exam.promotion_rate.2025": 1.0,
    "exam.entered.2025": 60,
    "exam.full_marks.2025": 30,
    "exam.promotion_rate.2026": 1.0,
    "exam.entered.2026": 60,
    "exam.full_marks.2026": 20,
    "exam.record_entered_year": 2026,
    "exam.record_full_marks_year": 2024,
    "exam.full_rate_years": 3,
}
STANDING_AS_THEY_ARE = {
    key: EXPECTED[key]
    for key in (
        "staff.total",
        "staff.special_post",
        "staff.special_post.midlevel",
        "students.total",
        "students.boarding",
        "students.left_behind",
        "courses.count",
        "courses.categories",
    )
}
"""What does not depend on the day."""


def fill(cast: Cast) -> None:
    add_special_post_teachers(cast)
    add_titles(cast)
    add_honours(cast)
    add_records(cast)
    add_money(cast)
    add_what_came_of_it(cast.school)
    add_rows_elsewhere(cast)


def add_special_post_teachers(cast: Cast) -> None:
    midlevel = cast.staff["teacher"]
    midlevel.position = "中层干部"
    midlevel.joined_party_on = dt.date(2025, 7, 1)
    midlevel.applied_party_on = dt.date(2024, 9, 1)
    midlevel.save()
    for number, joined, applied in (
        ("T008", None, dt.date(2025, 1, 1)),
        ("T009", dt.date(2020, 7, 1), dt.date(2019, 7, 1)),  # a member before being hired
        ("T010", LATER, DAY),
    ):
        cast.staff[number] = Staff.objects.create(
            school=cast.school,
            number=number,
            name=f"特岗{number}",
            gender="male",
            political_status="群众",
            hired_on=dt.date(2024, 8, 20),
            post=Staff.Post.SPECIAL,
            joined_party_on=joined,
            applied_party_on=applied,
            search_key=number.lower(),
        )
    Student.objects.filter(pk=cast.wang.pk).update(boarding="boarding", left_behind="both_parents")
    Student.objects.filter(pk=cast.feng.pk).update(boarding="day", left_behind="none")


def add_titles(cast: Cast) -> None:
    for who, title, day in (
        ("teacher", "区级骨干教师", EARLIER),
        ("teacher", "区级骨干教师", DAY),
        ("administrator", "区级骨干教师", EARLIER),
        ("T008", "市教学能手", LATER),
        ("T008", "区人大代表", DAY),
    ):
        Title.objects.create(
            school=cast.school, staff=cast.staff[who], title=title, level="区级", awarded_on=day
        )


def add_honours(cast: Cast) -> None:
    for who, name, level, day in (
        ("administrator", "优秀教师", "district", EARLIER),
        ("administrator", "=1+1", "city", DAY),
        ("principal", "校内先进", "school", EARLIER),
        ("secretary", "全国先进", "nation", LATER),
    ):
        honour(cast.school, "staff", name, level, day, staff=cast.staff[who])
    honour(cast.school, "student", "运动会第一名", "school", EARLIER, student=cast.wang)
    honour(cast.school, "student", "书画展三等奖", "city", EARLIER, student=cast.wang)
    honour(cast.school, "student", "以后才得的奖", "city", LATER, student=cast.feng)
    honour(cast.school, "school", "足球特色校", "nation", DAY)


def honour(school: School, recipient: str, name: str, level: str, day: dt.date, **whose) -> None:
    Honour.objects.create(
        school=school, recipient=recipient, name=name, level=level, date=day, **whose
    )


def add_records(cast: Cast) -> None:
    for number, (kind, student, day) in enumerate(
        (
            ("home_visit", cast.wang, EARLIER),
            ("home_visit", cast.wang, DAY),
            ("home_visit", cast.feng, EARLIER),
            ("home_visit", None, EARLIER),
            ("home_visit", cast.feng, LATER),
            ("home_teaching", cast.feng, EARLIER),
            ("portrait", None, EARLIER),
            ("portrait", None, DAY),
            ("news_reading", None, EARLIER),
        )
    ):
        record(cast.school, cast.staff["homeroom"], f"R{number}", kind, student, day)


def record(school, staff, number, kind, student, day) -> None:
    Record.objects.create(
        school=school, staff=staff, number=number, kind=kind, student=student, date=day
    )


def add_money(cast: Cast) -> None:
    for kind, amount, student, day in (
        ("donation", "100.10", None, EARLIER),
        ("donation", "50.05", None, DAY),
        ("support", "33.33", cast.wang, EARLIER),
        ("support", "10.01", cast.feng, DAY),
        ("support", "5.00", cast.feng, LATER),
    ):
        FundEntry.objects.create(
            school=cast.school, kind=kind, amount=Decimal(amount), student=student, date=day
        )


def add_what_came_of_it(school: School) -> None:
    for result, day in (
        ("excellent", EARLIER),
        ("good", DAY),
        ("passed", EARLIER),
        ("failed", EARLIER),
        ("good", LATER),
    ):
        Inspection.objects.create(
            school=school, level="省级", content="检查", result=result, date=day
        )
    for year, graduates, entered, full in (
        (2023, 48, 40, 12),
        (2024, 50, 50, 31),
        (2025, 60, 60, 30),
        (2026, 60, 60, 20),
        (2027, 90, 90, 90),
    ):
        Examination.objects.create(
            school=school,
            year=year,
            graduates=graduates,
            entered=entered,
            sat=graduates,
            full_marks=full,
        )
    for name, category, nature in (
        ("足球", "体育", "school"),
        ("轮滑", "体育", "school"),
        ("二胡", "艺术", "school"),
        ("语文", "学科", "national"),
    ):
        Course.objects.create(school=school, name=name, category=category, nature=nature)
    for kind, day in (
        ("accident", DAY),
        ("complaint", EARLIER),
        ("complaint", DAY),
        ("opinion", LATER),
    ):
        Incident.objects.create(school=school, kind=kind, description="一件事", date=day)


def add_rows_elsewhere(cast: Cast) -> None:
    """Rows of the other school, which nothing of ours counts."""
    honour(cast.other_school, "student", "别校的奖", "city", EARLIER, student=cast.chu)
    Inspection.objects.create(
        school=cast.other_school, level="省级", content="检查", result="good", date=EARLIER
    )
    Examination.objects.create(
        school=cast.other_school, year=2022, graduates=9, entered=9, sat=9, full_marks=1
    )

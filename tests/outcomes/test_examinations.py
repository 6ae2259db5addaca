"""Trends of a class with bands and small numbers, and the years of progression."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from statistics import mean, stdev

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from qingshan.indicators.queries import answers_for
from qingshan.outcomes.examinations.bands import FEWEST, band_of
from qingshan.outcomes.models import Examination, Mark
from qingshan.school import membership
from qingshan.timetable.models import Lesson
from tests.cast import ROLES, add_student
from tests.timetable.ground import make_ground

pytestmark = pytest.mark.system("R5")
PLACE = "/outcomes/examinations/"
TODAY = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def sat(cast, exam: str, day: dt.date, points: list[int], school_class=None, full: int = 100):
    """A child of the class for each number."""
    school_class = school_class or cast.class_31
    for number, got in enumerate(points):
        key = f"{school_class.code}-{number}"
        child = school_class.students.filter(number=key).first()
        child = child or add_student(cast.school, school_class, key, f"孩子{key}")
        Mark.objects.create(
            school=cast.school,
            exam=exam,
            date=day,
            student=child,
            subject="语文",
            points=Decimal(got),
            full=Decimal(full),
        )


def shown(cast, who: str = "homeroom"):
    return by(cast, who).get(f"{PLACE}{cast.class_31.pk}/?subject=语文")


def test_a_trend_has_a_sentence_a_chart_and_a_band_that_is_explained(cast):
    sat(cast, "期中考试", dt.date(2026, 4, 20), [70, 72, 74, 76, 78, 80])
    sat(cast, "期末考试", dt.date(2026, 7, 1), [71, 73, 75, 77, 79, 81])
    page = shown(cast).content.decode()
    assert "分不出高低，起伏在平常的范围里" in page
    assert "浅色的带子是什么" in page
    assert "6 个孩子" in page
    picture = by(cast, "homeroom").get(f"{PLACE}{cast.class_31.pk}/trend.svg?subject=语文")
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content
    sat(cast, "月考", dt.date(2026, 10, 12), [95, 96, 97, 96, 95, 97])
    assert "高了，超出了平常的起伏" in shown(cast).content.decode()


@pytest.mark.parametrize("number", [1, 4])
def test_of_fewer_than_five_children_there_is_no_figure(cast, number):
    sat(cast, "期中考试", dt.date(2026, 4, 20), [61, 62, 63, 64][:number])
    page = shown(cast).content.decode()
    assert "不到 5 个孩子，不出数" in page
    assert not re.search(r"\d%(?![0-9A-F]{2})", page.partition("<main")[2])
    picture = by(cast, "homeroom").get(f"{PLACE}{cast.class_31.pk}/trend.svg?subject=语文")
    assert picture.status_code == 404


def test_the_grade_stands_beside_only_where_the_rest_of_it_is_five(cast):
    sister = cast.class_31.__class__.objects.create(
        school=cast.school, code="C32", grade="三年级", grade_number=3, name="三年级(2)班"
    )
    sat(cast, "期中考试", dt.date(2026, 4, 20), [80] * 6)
    sat(cast, "期中考试", dt.date(2026, 4, 20), [60] * 4, sister)
    assert "全年级" not in shown(cast).content.decode()
    sat(cast, "期末考试", dt.date(2026, 7, 1), [80] * 6)
    sat(cast, "期末考试", dt.date(2026, 7, 1), [60] * 6, sister)
    assert "80%（全年级 70%）" in shown(cast).content.decode()


@pytest.mark.parametrize("who", ROLES)
def test_a_trend_is_for_those_who_help_the_class_and_names_no_child(cast, who):
    sat(cast, "期中考试", dt.date(2026, 4, 20), [70, 72, 74, 76, 78, 80])
    answer = shown(cast, who)
    assert (answer.status_code == 200) is (who in {"homeroom", "principal", "student_affairs"})
    if answer.status_code == 200:
        assert "孩子C31" not in answer.content.decode()
    other = by(cast, who).get(f"{PLACE}{cast.class_41.pk}/")
    assert (other.status_code == 200) is (who in {"principal", "student_affairs"})


def test_whoever_teaches_the_class_a_subject_sees_its_trend_and_no_other(cast):
    sat(cast, "期中考试", dt.date(2026, 4, 20), [70, 72, 74, 76, 78, 80])
    Mark.objects.update(subject="数学")
    sat(cast, "期末考试", dt.date(2026, 7, 1), [71, 73, 75, 77, 79, 81])
    assert shown(cast, "teacher").status_code == 404
    make_ground(cast).lesson(who="teacher", subject="语文")
    told = shown(cast, "teacher").content.decode()
    assert "期末考试" in told
    assert "数学" not in told
    asked = by(cast, "teacher").get(f"{PLACE}{cast.class_31.pk}/?subject=数学").content.decode()
    assert "期中考试" not in asked
    assert by(cast, "teacher").get(f"{PLACE}{cast.class_41.pk}/").status_code == 404
    listed = by(cast, "teacher").get(reverse("outcomes:examination_list")).content.decode()
    assert reverse("outcomes:trend", args=[cast.class_31.pk]) in listed
    Lesson.objects.update(ends_on=TODAY - dt.timedelta(days=1))
    assert shown(cast, "teacher").status_code == 404


def test_the_years_mark_the_records_as_the_figures_do(cast):
    for year, graduates, entered, full in (
        (2022, 40, 38, 3),
        (2023, 42, 42, 5),
        (2024, 45, 42, 2),
        (2025, 41, 41, 5),
        (2026, 39, 39, 1),
    ):
        Examination.objects.create(
            school=cast.school,
            year=year,
            graduates=graduates,
            entered=entered,
            sat=graduates,
            full_marks=full,
        )
    years = by(cast, "teacher").get(PLACE).context["years"]
    told = {one.row.year: one.records for one in years if one.records}
    answers = answers_for(cast.school, as_of=TODAY)
    assert told == {2024: ("升入高中最多",), 2025: ("学科满分最多",)}
    assert answers["exam.record_entered_year"].value == 2024
    assert answers["exam.record_full_marks_year"].value == 2025
    page = by(cast, "teacher").get(PLACE).content.decode()
    assert "2022至2026年，最近一年升入高中阶段的占 100%；最低的是 2024年，93.33%。" in page
    assert b"<svg" in by(cast, "teacher").get(f"{PLACE}progression.svg").content


def test_pages_cost_the_same_for_one_examination_and_for_many(cast):
    client = by(cast, "principal")

    def cost() -> list[int]:
        costs = []
        for address in (PLACE, f"{PLACE}{cast.class_31.pk}/"):
            with CaptureQueriesContext(connection) as taken:
                client.get(address)
            costs.append(len(taken))
        return costs

    sat(cast, "第0次", dt.date(2026, 1, 1), [70] * 6)
    cost()
    before = cost()
    for n in range(1, 8):
        sat(cast, f"第{n}次", dt.date(2026, n, 2), [70 + n] * 30)
    assert cost() == before


@given(points=st.lists(st.integers(0, 100), min_size=1, max_size=60))
def test_a_band_is_the_one_of_the_textbook_or_wider_and_holds_the_mean(points):
    shares = [point / 100 for point in points]
    squares = mean(share * share for share in shares)
    band = band_of(len(shares), mean(shares), squares)
    if len(shares) < FEWEST:
        assert band is None
        return
    assert band is not None
    assert 0 <= band.low <= band.mean <= band.high <= 1
    least = 1.96 * stdev(shares) / math.sqrt(len(shares))
    assert band.high >= min(1, mean(shares) + least) - 1e-6
    assert band.low <= max(0, mean(shares) - least) + 1e-6

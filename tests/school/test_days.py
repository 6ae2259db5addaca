"""School days, weeks of a term and captions, from terms and calendar."""

from __future__ import annotations

import datetime as dt

import pytest

from qingshan.school.calendar import in_words, school_days, week_number, week_words
from qingshan.school.forms import PlainStretch, name_for
from qingshan.school.models import SchoolYear, Term
from qingshan.school.public_holidays import proposals
from qingshan.school.queries import current_term, current_year, term_caption


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


AUTUMN = PlainStretch(day("2026-09-02"), day("2026-10-16"))


def test_school_days_are_monday_to_friday_inside_the_terms():
    assert school_days([PlainStretch(day("2026-09-03"), day("2026-09-08"))], {}) == [
        day("2026-09-03"),
        day("2026-09-04"),
        day("2026-09-07"),
        day("2026-09-08"),
    ]


def test_days_off_fall_out_and_make_up_days_come_in():
    days = school_days([AUTUMN], {day("2026-10-01"): "holiday", day("2026-10-10"): "make_up"})
    assert day("2026-10-01") not in days
    assert day("2026-10-10") in days
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("on", "number"),
    [("2026-09-02", 1), ("2026-09-06", 1), ("2026-09-07", 2), ("2026-10-16", 7)],
)
def test_weeks_are_counted_from_the_monday_of_the_first_day(on, number):
    assert week_number(day(on), AUTUMN) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (9, "九"), (10, "十"), (13, "十三"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_numbers_are_spoken(number, words):
    assert in_words(number) == words
    assert week_words(number) == f"第{words}周"


@pytest.mark.parametrize(
    ("on", "caption"),
    [
        ("2026-08-30", ""),
        ("2026-08-31", "2026—2027 学年上学期 · 第一周"),
        ("2026-11-24", "2026—2027 学年上学期 · 第十三周"),
        ("2027-02-01", "2026—2027 学年 · 寒假"),
        ("2027-03-01", "2026—2027 学年下学期 · 第一周"),
        ("2027-08-01", "2026—2027 学年 · 暑假"),
    ],
)
def test_a_day_has_a_caption(cast, on, caption):
    assert term_caption(cast.school, day(on)) == caption


def test_the_current_year_is_the_latest_begun(cast):
    later = SchoolYear.objects.create(school=cast.school, name="2027-2028")
    Term.objects.create(
        school=cast.school,
        year=later,
        number=1,
        name="下一学期",
        starts_on=day("2027-08-30"),
        ends_on=day("2028-01-14"),
    )
    assert current_year(cast.school, day("2027-08-29")).name == "2026-2027"
    assert current_year(cast.school, day("2027-08-30")).name == "2027-2028"
    assert current_year(cast.other_school, day("2027-08-30")) is None
    assert current_term(cast.school, day("2027-08-29")) is None
    assert current_term(cast.school, day("2027-08-30")).name == "下一学期"


def test_the_states_days_off_are_proposed_with_their_reason():
    offered = {p.day: p for p in proposals([AUTUMN])}
    assert (offered[day("2026-10-01")].reason, offered[day("2026-10-01")].kind) == (
        "国庆节",
        "holiday",
    )
    assert offered[day("2026-10-10")].kind == "make_up"
    assert day("2026-10-03") not in offered  # a Saturday off needs no row
    assert all(p.known for p in offered.values())


def test_for_a_year_not_arranged_yet_the_fixed_days_are_proposed():
    offered = proposals([PlainStretch(day("2050-09-01"), day("2050-10-31"))])
    assert {p.day.month for p in offered} == {10}
    assert not any(p.known for p in offered)


@pytest.mark.parametrize(
    ("first", "name"), [("2027-08-30", "2027-2028"), ("2027-02-20", "2026-2027")]
)
def test_a_year_is_named_for_its_autumn(first, name):
    assert name_for(day(first)) == name

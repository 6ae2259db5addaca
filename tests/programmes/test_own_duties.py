"""What is asked of one person now: open duties and the streak of readings."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.people.models import Pairing
from qingshan.programmes.packs import duty_named
from qingshan.programmes.standing import duties_now_of, open_duties_of, standing_of
from qingshan.programmes.streaks import streak_of
from tests.programmes.ground import add_year, day, depart, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_the_five_ones")]


def open_on(staff, on):
    return [now.duty.slug for now in open_duties_of(staff, day(on))]


def streak(staff, on):
    return streak_of(staff, duty_named("teacher-five-ones.news"), day(on))


def test_open_duties_come_with_the_most_pressing_first(teacher):
    assert open_on(teacher, "2026-09-02") == ["news", "paper", "note", "monograph", "writing"]


def test_what_is_done_is_open_no_more(teacher):
    record(teacher, "news_reading", "2026-09-02")
    record(teacher, "paper_reading", "2026-09-01")
    assert open_on(teacher, "2026-09-02") == ["note", "monograph", "writing"]


def test_on_a_saturday_nothing_is_asked_for_the_day(teacher):
    assert "news" not in open_on(teacher, "2026-09-05")


def test_nothing_is_asked_in_the_holidays(teacher, member):
    assert open_on(teacher, "2027-08-15") == []
    assert open_on(member, "2027-08-15") == []


def test_the_missing_words_are_told(teacher):
    record(teacher, "reading_notes", "2026-09-01", words=6200)
    writing = next(
        n for n in open_duties_of(teacher, day("2026-09-02")) if n.duty.slug == "writing"
    )
    assert (writing.amount, writing.missing) == (6200, 3800)


@pytest.mark.parametrize("on", ["2026-09-02", "2026-09-05", "2027-01-20", "2027-08-15"])
def test_now_agrees_with_standing(member, cast, on):
    record(member, "news_reading", "2026-09-02")
    record(member, "reading_notes", "2026-09-02", "2027-01-20", words=6000)
    record(member, "suggestion", "2026-09-02")
    Pairing.objects.create(
        school=member.school,
        kind="class_contact",
        giver=member,
        school_class=cast.class_31,
        starts_on=day("2026-09-01"),
        ends_on=day("2026-09-30"),
    )
    now = [(n.duty, n.amount, n.current) for n in duties_now_of(member, day(on))]
    assert now == [(s.duty, s.amount, s.current) for s in standing_of(member, day(on))]


def test_one_person_is_asked_in_two_queries_whatever_there_is(member):
    with CaptureQueriesContext(connection) as empty:
        open_duties_of(member, day("2026-09-02"))
    record(member, "news_reading", *["2026-09-01"] * 30)
    with CaptureQueriesContext(connection) as full:
        open_duties_of(member, day("2026-09-02"))
    assert len(full) == len(empty) <= 3


@pytest.mark.system("T3")
def test_a_streak_counts_school_days_in_a_row_and_today_breaks_nothing(teacher):
    record(teacher, "news_reading", "2026-08-31", "2026-09-02", "2026-09-03", "2026-09-04")
    assert streak(teacher, "2026-09-04") == 3
    assert streak(teacher, "2026-09-06") == 3
    assert streak(teacher, "2026-09-07") == 3
    assert streak(teacher, "2026-09-08") == 0


def test_a_day_off_does_not_break_a_streak_and_a_make_up_day_does(teacher):
    record(teacher, "news_reading", "2026-08-31", "2026-09-02", "2026-09-03")
    assert streak(teacher, "2026-09-03") == 2
    depart(teacher.school, holiday="2026-09-01", make_up="2026-09-05")
    assert streak(teacher, "2026-09-03") == 3
    record(teacher, "news_reading", "2026-09-04")
    assert streak(teacher, "2026-09-07") == 0


def test_a_streak_goes_on_over_the_holidays_into_the_next_year(teacher):
    add_year(teacher.school, "2027-2028", (day("2027-08-30"), day("2028-01-14")))
    depart(teacher.school)
    record(teacher, "news_reading", "2027-07-08", "2027-07-09", "2027-08-30")
    assert streak(teacher, "2027-08-30") == 3


def test_without_a_school_day_there_is_no_streak(cast):
    assert streak(cast.staff["teacher"], "2026-09-03") == 0

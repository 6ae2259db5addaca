from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.school.models import CalendarDay, SchoolYear, Term

PATH = "/school/calendar/"


@pytest.fixture
def marked(cast):
    CalendarDay.objects.create(school=cast.school, date=dt.date(2026, 10, 1), kind="holiday")
    CalendarDay.objects.create(school=cast.school, date=dt.date(2026, 10, 10), kind="make_up")
    return cast


def page(client, address=PATH) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_sees_terms_weeks_days_off_and_make_up_days(client, marked):
    marked.sign_in(client, "teacher")
    text = page(client)
    assert "2026—2027 学年上学期 · 第十三周" in text
    assert "2026年8月31日 到 2027年1月15日" in text
    assert text.count('aria-label="放假">休<') == 1
    assert text.count('aria-label="补课">补<') == 1
    assert text.count("<h1") == 1
    assert 'aria-current="date">24' in text


def test_a_teacher_changes_nothing(client, marked):
    marked.sign_in(client, "teacher")
    assert "<form" not in page(client).split("<main", 1)[1]


@pytest.mark.parametrize("who", ["administrator", "principal", "student_affairs"])
def test_those_in_charge_are_offered_to_change_it(client, marked, who):
    marked.sign_in(client, who)
    text = page(client)
    assert 'action="/school/calendar/days/"' in text
    assert "开始新学年" in text


def test_a_day_tapped_is_filled_into_the_form(client, marked):
    marked.sign_in(client, "administrator")
    text = page(client, f"{PATH}?day=2026-12-25")
    assert 'name="first" value="2026-12-25"' in text


@pytest.mark.parametrize("query", ["?day=x", "?year=1999-2000", "?year=", "?day=2026-02-30"])
def test_whatever_stands_in_the_address_a_calendar_is_shown(client, marked, query):
    marked.sign_in(client, "administrator")
    assert "2026年10月" in page(client, PATH + query)


def test_another_year_is_a_link_away(client, marked):
    year = SchoolYear.objects.create(school=marked.school, name="2025-2026")
    Term.objects.create(
        school=marked.school,
        year=year,
        number=1,
        name="去年",
        starts_on=dt.date(2025, 9, 1),
        ends_on=dt.date(2026, 1, 16),
    )
    marked.sign_in(client, "teacher")
    assert "?year=2025-2026" in page(client)
    assert "2025年10月" in page(client, f"{PATH}?year=2025-2026")


def test_a_school_without_a_year_is_told_what_to_do_next(client, cast):
    cast.sign_in(client, "other_school")
    text = page(client)
    assert "还没有学年" in text
    assert "/school/calendar/new/" in text


def test_a_calendar_costs_the_same_with_thirty_days_off_as_with_one(client, marked):
    marked.sign_in(client, "teacher")
    page(client)
    with CaptureQueriesContext(connection) as few:
        page(client)
    CalendarDay.objects.bulk_create(
        CalendarDay(school=marked.school, date=dt.date(2026, 11, n), kind="holiday")
        for n in range(1, 31)
    )
    with CaptureQueriesContext(connection) as many:
        page(client)
    assert len(many) == len(few)

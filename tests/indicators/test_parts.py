"""A figure laid side by side, each part leading to its rows; who may see which part."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.indicators.small_school import DAY, EARLIER, record

ASKED = {"as_of": DAY.isoformat()}


def page(client, key, **asked):
    return client.get(reverse("indicators:indicator", args=[key]), ASKED | asked)


def test_visits_stand_by_class_and_each_class_leads_to_its_rows(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    wang = filled_cast.wang.school_class
    text = page(client, "care.visits", by="class").content.decode()
    assert f"by=class&amp;at={wang.pk}" in text
    assert "by=class&amp;at=-" in text  # the visit that names no child
    rows = page(client, "care.visits", by="class", at=wang.pk).content.decode()
    assert f"走访 · {wang.name}" in rows
    assert "王同学" in rows
    assert "冯同学" not in rows


def test_a_month_leads_to_the_rows_of_that_month(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    text = page(client, "care.visits", by="month").content.decode()
    assert "by=month&amp;at=2026-03" in text
    march = page(client, "care.visits", by="month", at="2026-03").content.decode()
    assert "2026年3月" in march
    assert "2026-07-15" not in march.split('id="rows"')[1].split("<tbody", 1)[1]


@pytest.mark.parametrize(
    ("by", "at"),
    [("class", "x"), ("class", "9" * 30), ("month", "2026-13"), ("school_year", "1066-1067")],
)
def test_a_part_that_cannot_be_does_not_exist(client, filled_cast, by, at):
    filled_cast.sign_in(client, "principal")
    assert page(client, "care.visits", by=by, at=at).status_code == 404


def test_a_null_character_is_no_value_of_words(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    assert page(client, "staff.total", by="subject", at="\0").status_code == 404


def test_an_unknown_way_is_the_first_there_is(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    assert "按班级分" in page(client, "care.visits", by="nothing").content.decode()


def test_parts_hold_only_what_one_may_open(client, filled_cast):
    """The school's four visits are known to all; in which class they were is not."""
    record(
        filled_cast.school,
        filled_cast.staff["principal"],
        "P1",
        "home_visit",
        filled_cast.feng,
        DAY,
    )
    filled_cast.sign_in(client, "homeroom")
    feng = filled_cast.feng.school_class
    text = page(client, "care.visits", by="class").content.decode()
    assert "这里只分你能打开的" in text
    alone = page(client, "care.visits", by="class", at=feng.pk)
    assert alone.context["answer"].value == 1  # their own visit to 冯同学, not the principal's


def test_a_year_ago_stands_beside_today(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    assert "去年同一天是 0 次，这一年多了 4 次" in page(client, "care.visits").content.decode()
    assert "名册只有现在的样子" in page(client, "students.total").content.decode()
    assert "2024年是 50 人，多了 10 人" in page(client, "exam.entered.2025").content.decode()


@pytest.mark.parametrize("by", ["class", "grade", "month", "school_year"])
def test_a_way_costs_the_same_for_few_rows_and_for_many(client, filled_cast, by):
    filled_cast.sign_in(client, "principal")
    few = queries_of(lambda: page(client, "care.visits", by=by))
    for number in range(30):
        record(
            filled_cast.school,
            filled_cast.staff["homeroom"],
            f"X{number}",
            "home_visit",
            filled_cast.wang,
            EARLIER,
        )
    assert queries_of(lambda: page(client, "care.visits", by=by)) == few


@pytest.mark.parametrize("key", ["care.visits", "members.mentors", "exam.entered.2025"])
def test_the_small_chart_is_drawn_or_is_not_there(client, filled_cast, key):
    filled_cast.sign_in(client, "principal")
    drawn = client.get(reverse("indicators:figure_chart", args=[key]), ASKED)
    shown = "chart.svg" in page(client, key).content.decode()
    assert drawn.status_code == (200 if shown else 404)


def test_the_rows_of_a_part_come_as_a_workbook(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    address = reverse("indicators:indicator_rows", args=["care.visits"])
    answer = client.post(address, ASKED | {"by": "month", "at": "2026-03"})
    assert answer.status_code == 200
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")


@pytest.mark.system("C1")
def test_cases_are_not_even_counted_for_everybody(client, filled_cast):
    address = reverse("indicators:indicator_list")
    filled_cast.sign_in(client, "teacher")
    assert page(client, "cases.open").status_code == 404
    assert "cases.open" not in client.get(address).content.decode()
    filled_cast.sign_in(client, "principal")
    assert page(client, "cases.open").status_code == 200
    assert "cases.open" in client.get(address).content.decode()


@pytest.mark.system("T4")
def test_reviews_are_counted_for_those_who_open_them(client, filled_cast):
    for who, status in (("principal", 200), ("secretary", 200), ("administrator", 404)):
        filled_cast.sign_in(client, who)
        assert page(client, "growth.reviews").status_code == status


def test_a_day_before_all_schools_is_taken_as_today(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    assert page(client, "growth.young", as_of="0001-01-01").status_code == 200


def queries_of(deed) -> int:
    with CaptureQueriesContext(connection) as caught:
        deed()
    return len(caught)

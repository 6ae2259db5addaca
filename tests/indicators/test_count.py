"""Every figure, counted from rows that were worked out by hand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.indicators.queries import (
    answers_for,
    answers_of_each,
    evidence_for,
    some_answers_for,
)
from qingshan.indicators.registry import declared, figure_named
from tests.indicators.small_school import (
    DAY,
    EARLIER,
    EXPECTED,
    LONG_BEFORE,
    STANDING_AS_THEY_ARE,
    record,
)


def test_every_figure_has_the_value_worked_out_by_hand(filled_cast):
    answers = answers_for(filled_cast.school, as_of=DAY)
    assert {key: answer.plain for key, answer in answers.items()} == EXPECTED


@pytest.mark.parametrize("key", EXPECTED)
def test_the_value_is_computed_from_exactly_the_rows_shown(filled_cast, key):
    answer = answers_for(filled_cast.school, as_of=DAY)[key]
    value, rows = evidence_for(figure_named(key), filled_cast.school, as_of=DAY)
    assert (value, len(rows)) == (answer.plain, answer.rows)


def test_before_everything_only_the_rosters_stand(filled_cast):
    answers = answers_for(filled_cast.school, as_of=LONG_BEFORE)
    assert {k: a.value for k, a in answers.items() if a.value} == STANDING_AS_THEY_ARE


def test_a_database_without_a_school_answers_with_zeros(db):
    answers = answers_for(None, as_of=DAY)
    assert {answer.value for answer in answers.values()} == {0}
    assert answers["care.funds_yuan"].plain == "0.00"
    assert set(answers) == {key for key in EXPECTED if not key[-4:].isdigit()}


def test_a_gap_in_the_years_ends_the_run(filled_cast):
    from qingshan.outcomes.models import Examination

    Examination.objects.filter(school=filled_cast.school, year=2025).delete()
    answers = answers_for(filled_cast.school, as_of=DAY)
    assert answers["exam.full_rate_years"].value == 1


def test_a_year_without_graduates_has_no_rate_and_ends_the_run(filled_cast):
    from qingshan.outcomes.models import Examination

    Examination.objects.filter(school=filled_cast.school, year=2026).update(graduates=0, entered=0)
    answers = answers_for(filled_cast.school, as_of=DAY)
    assert answers["exam.promotion_rate.2026"].plain == 0.0
    assert answers["exam.full_rate_years"].value == 0


def test_one_row_a_person_lists_what_stands_behind(filled_cast):
    _, rows = evidence_for(
        figure_named("staff.commended_district_plus"), filled_cast.school, as_of=DAY
    )
    assert [row.id for row in rows] == ["T001"]
    assert [item.label for item in rows[0].items] == [
        "李助理 · 优秀教师 · 区级",
        "李助理 · =1+1 · 市级",
    ]


def test_what_was_paid_is_taken_off_the_balance_row_by_row(filled_cast):
    _, rows = evidence_for(figure_named("care.fund_balance_yuan"), filled_cast.school, as_of=DAY)
    amounts = sorted(row.as_json()["amount"] for row in rows)
    assert amounts == ["-10.01", "-33.33", "100.10", "50.05"]


def test_a_rate_shows_its_two_parts(filled_cast):
    _, rows = evidence_for(figure_named("exam.promotion_rate.2023"), filled_cast.school, as_of=DAY)
    assert [row.share for row in rows] == [{"numerator": 40, "denominator": 48}]


def test_counting_costs_the_same_for_few_rows_and_for_many(filled_cast):
    few = queries_of(lambda: answers_for(filled_cast.school, as_of=DAY))
    for number in range(30):
        record(
            filled_cast.school,
            filled_cast.staff["homeroom"],
            f"X{number}",
            "home_visit",
            filled_cast.wang,
            EARLIER,
        )
    assert queries_of(lambda: answers_for(filled_cast.school, as_of=DAY)) == few


def test_several_schools_are_counted_side_by_side_at_the_cost_of_one(filled_cast):
    figure = figure_named("students.awards")
    schools = [filled_cast.school, filled_cast.other_school]
    found = answers_of_each(schools, figure, as_of=DAY)
    assert [found[school.pk].value for school in schools] == [2, 1]
    one = queries_of(lambda: answers_of_each(schools[:1], figure, as_of=DAY))
    assert queries_of(lambda: answers_of_each(schools, figure, as_of=DAY)) == one


def test_a_few_figures_cost_only_their_tables(filled_cast):
    keys = ("care.visits", "exam.entered.2025", "incidents.complaints")
    found = some_answers_for(filled_cast.school, keys, as_of=DAY)
    assert {key: answer.value for key, answer in found.items()} == {k: EXPECTED[k] for k in keys}
    some = queries_of(lambda: some_answers_for(filled_cast.school, keys, as_of=DAY))
    assert some < queries_of(lambda: answers_for(filled_cast.school, as_of=DAY))
    with pytest.raises(KeyError):
        some_answers_for(filled_cast.school, ["care.vists"], as_of=DAY)


def test_each_figure_says_how_it_is_made():
    for one in declared():
        figure = getattr(one, "figure", one)
        assert figure.title
        assert figure.definition.endswith("。")


def queries_of(deed) -> int:
    with CaptureQueriesContext(connection) as caught:
        deed()
    return len(caught)

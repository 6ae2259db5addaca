"""The demonstration school as it stands in the database: every figure of the document, live."""

from __future__ import annotations

import datetime as dt

import pytest

from qingshan.demo.school import (
    SchoolIsReal,
    make_demo_school,
)
from qingshan.indicators.queries import answers_for
from qingshan.privacy.scrubbing import scrub_all
from qingshan.school.models import School

DOCUMENT = {
    "staff.total": 90,
    "staff.special_post": 43,
    "staff.special_post.midlevel": 8,
    "staff.special_post.district_backbone": 5,
    "staff.special_post.city_expert": 2,
    "staff.special_post.congress_delegate": 1,
    "staff.special_post.joined_party": 7,
    "staff.special_post.party_applicants": 15,
    "staff.commended_district_plus": 34,
    "students.total": 780,
    "students.awards": 213,
    "school.honours": 4,
    "inspections.total": 5,
    "inspections.good": 5,
    "care.visits": 207,
    "care.home_teaching": 10,
    "care.funds_yuan": "25000.00",
    "care.fund_balance_yuan": "5000.00",
    "courses.count": 13,
    "courses.categories": 5,
    "publicity.series_issues": 23,
    "incidents.accidents": 0,
    "incidents.complaints": 0,
    "incidents.opinion": 0,
    "incidents.violations": 0,
    "exam.full_rate_years": 5,
}


LEAVE_IN_THE_DEMONSTRATION = {
    "care.cases_counted",
    "character.course_wishes",
    "character.festival_entries",
    "character.theme_children",
    "gatherings.attendance",
    "growth.reviews",
    "outcomes.marks",
    "teaching.notes",
    "teaching.observation_words",
    "voice.slips",
    "voice.survey_words",
}


@pytest.mark.system("R3")
@pytest.mark.parametrize(
    ("seed", "today"), [(1, dt.date(2026, 11, 24)), (2026, dt.date(2027, 7, 20))]
)
def test_every_figure_of_the_document_comes_out(db, seed, today):
    school = make_demo_school(seed=seed, today=today)
    answers = answers_for(school, as_of=today)
    assert {key: answers[key].plain for key in DOCUMENT} == DOCUMENT
    newest = answers["exam.record_entered_year"].plain
    assert newest == answers["exam.record_full_marks_year"].plain == today.year
    for year in range(newest - 4, newest + 1):
        assert answers[f"exam.promotion_rate.{year}"].plain == 1


def test_nothing_invented_goes_beside_a_real_school(cast):
    with pytest.raises(SchoolIsReal):
        make_demo_school(today=dt.date(2026, 11, 24))
    assert School.objects.count() == 2


def test_what_is_kept_long_enough_leaves_as_the_rehearsal_said(db):
    make_demo_school(seed=7, today=dt.date(2026, 11, 24))
    far = dt.date(2040, 1, 1)
    rehearsed = {one.key: one.number for one in scrub_all(far, dry_run=True)}
    went = {one.key: one.number for one in scrub_all(far)}
    # Kinds that go with another are fewer by the time their turn comes, never more.
    assert all(went[key] <= number for key, number in rehearsed.items())
    assert {key for key, number in went.items() if number} >= LEAVE_IN_THE_DEMONSTRATION
    assert not any(one.number for one in scrub_all(far))

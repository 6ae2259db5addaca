"""What each person owes and has done, case by case of the contract."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.people.models import Pairing, Staff
from qingshan.programmes.services import lay_periods
from qingshan.programmes.standing import coverage_of, standing_of, standing_of_school
from tests.programmes.ground import add_staff, add_year, day, depart, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_the_five_ones")]


def asked(staff, duty, on):
    """(due, met, current) of one duty, which must not depend on who computes it."""
    staff.refresh_from_db()
    alone = {line.duty.key: line for line in standing_of(staff, day(on))}
    together = {
        line.duty.key: line
        for line in standing_of_school(staff.school, day(on))
        if line.person.pk == staff.pk
    }
    assert alone == together
    line = alone[duty]
    return line.due, line.met, line.current


def news(staff, on):
    return asked(staff, "teacher-five-ones.news", on)


def test_each_school_day_counts_once_and_a_second_reading_adds_nothing(teacher):
    record(teacher, "news_reading", "2026-08-31", "2026-08-31", "2026-09-02")
    assert news(teacher, "2026-09-02") == (3, 2, True)


def test_reading_on_a_sunday_counts_for_no_school_day(teacher):
    record(teacher, "news_reading", "2026-09-06")
    assert news(teacher, "2026-09-07") == (6, 0, False)


def test_on_a_sunday_no_school_day_is_current(teacher):
    assert news(teacher, "2026-09-06") == (5, 0, None)


def test_a_day_off_is_not_owed_and_a_make_up_day_is(teacher):
    depart(teacher.school, holiday="2026-09-03 2026-09-04", make_up="2026-09-05")
    record(teacher, "news_reading", "2026-09-04", "2026-09-05")
    assert news(teacher, "2026-09-04") == (3, 0, None)
    assert news(teacher, "2026-09-05") == (4, 1, True)


def test_what_is_recorded_after_the_day_asked_for_does_not_count_yet(teacher):
    record(teacher, "news_reading", "2026-09-01")
    assert news(teacher, "2026-08-31") == (1, 0, False)


def test_a_week_is_due_on_its_last_school_day_and_is_current_until_sunday(teacher):
    record(teacher, "paper_reading", "2026-09-04")
    paper = "teacher-five-ones.paper"
    assert asked(teacher, paper, "2026-09-03") == (0, 0, False)
    assert asked(teacher, paper, "2026-09-04") == (1, 1, True)
    assert asked(teacher, paper, "2026-09-06") == (1, 1, True)
    assert asked(teacher, paper, "2026-09-07") == (1, 1, False)


def test_a_paper_read_on_sunday_counts_for_the_week_that_ends_then(teacher):
    record(teacher, "paper_reading", "2026-09-06")
    assert asked(teacher, "teacher-five-ones.paper", "2026-09-11") == (2, 1, False)


def test_a_make_up_saturday_moves_the_end_of_its_week(teacher):
    depart(teacher.school, make_up="2026-09-05")
    paper = "teacher-five-ones.paper"
    assert asked(teacher, paper, "2026-09-04")[0] == 0
    assert asked(teacher, paper, "2026-09-05")[0] == 1


def test_a_week_in_which_every_day_is_off_is_not_owed(teacher):
    depart(teacher.school, holiday="2026-09-07 2026-09-08 2026-09-09 2026-09-10 2026-09-11")
    paper = "teacher-five-ones.paper"
    assert asked(teacher, paper, "2026-09-11") == (1, 0, None)


def test_a_week_with_days_of_two_terms_is_one_week(cast):
    school = cast.other_school
    add_year(
        school,
        "2026-2027",
        (day("2026-09-01"), day("2026-09-09")),
        (day("2026-09-11"), day("2026-09-30")),
    )
    lay_periods(school)
    staff = add_staff(school, "B1")
    record(staff, "paper_reading", "2026-09-10")
    paper = "teacher-five-ones.paper"
    assert asked(staff, paper, "2026-09-09") == (1, 0, False)
    assert asked(staff, paper, "2026-09-11") == (2, 1, True)


def test_a_month_counts_whole_and_is_due_with_its_last_school_day(teacher):
    """January has school until the 15th: a note of the 20th is still January's."""
    record(teacher, "reading_reflection", "2026-08-05", "2027-01-20")
    note = "teacher-five-ones.note"
    assert asked(teacher, note, "2027-01-14") == (5, 1, False)
    assert asked(teacher, note, "2027-01-15") == (6, 1, False)
    assert asked(teacher, note, "2027-01-20") == (6, 2, True)
    assert asked(teacher, note, "2027-02-10") == (6, 2, None)


def test_a_term_is_due_on_its_last_day_and_none_is_current_between_terms(teacher):
    record(teacher, "monograph_reading", "2027-01-15", "2027-01-16")
    book = "teacher-five-ones.monograph"
    assert asked(teacher, book, "2027-01-14") == (0, 0, False)
    assert asked(teacher, book, "2027-01-15") == (1, 1, True)
    assert asked(teacher, book, "2027-02-01") == (1, 1, None)
    assert asked(teacher, book, "2027-07-09") == (2, 1, False)


def test_ten_thousand_words_are_summed_over_notes_and_reflections_of_the_year(teacher):
    writing = "teacher-five-ones.writing"
    record(teacher, "reading_reflection", "2026-08-30", words=5000)  # the day before the year
    record(teacher, "reading_reflection", "2026-09-10", words=4000)
    record(teacher, "reading_notes", "2027-02-02", words=5999)  # between the terms
    record(teacher, "reading_notes", "2027-02-03", words=None)
    record(teacher, "monograph_reading", "2027-02-04", words=9000)
    assert asked(teacher, writing, "2027-07-09") == (1, 0, False)
    record(teacher, "reading_notes", "2027-07-09", words=1)
    assert asked(teacher, writing, "2027-07-08") == (0, 0, False)
    assert asked(teacher, writing, "2027-07-09") == (1, 1, True)
    assert asked(teacher, writing, "2027-07-10") == (1, 1, None)


def test_workers_owe_no_reading_but_a_member_among_them_owes_the_members_five(laid):
    worker = add_staff(laid.school, "W1", post=Staff.Post.SUPPORT, political_status="中共预备党员")
    duties = {line.duty.programme for line in standing_of(worker, day("2026-09-01"))}
    assert duties == {"member-five-ones"}


def test_somebody_outside_the_party_owes_only_the_reading(teacher):
    duties = {line.duty.programme for line in standing_of(teacher, day("2026-09-01"))}
    assert duties == {"teacher-five-ones"}


def test_a_members_duties_are_due_with_the_year_and_answered_all_along(member):
    suggestion = "member-five-ones.suggestion"
    record(member, "suggestion", "2026-11-02")
    assert asked(member, suggestion, "2026-11-01") == (0, 0, False)
    assert asked(member, suggestion, "2026-11-02") == (0, 0, True)
    assert asked(member, suggestion, "2027-07-09") == (1, 1, True)
    assert asked(member, suggestion, "2027-08-20") == (1, 1, True)


def test_a_new_year_asks_anew_and_does_not_mix_with_the_old(member):
    school = member.school
    add_year(school, "2027-2028", (day("2027-08-30"), day("2028-01-14")))
    lay_periods(school)
    record(member, "suggestion", "2026-11-02")
    record(member, "news_reading", "2026-11-02", "2027-08-30")
    assert asked(member, "member-five-ones.suggestion", "2027-08-29") == (1, 1, True)
    assert asked(member, "member-five-ones.suggestion", "2027-08-30") == (0, 0, False)
    assert news(member, "2027-08-29")[1] == 1
    assert news(member, "2027-08-30") == (1, 1, True)


@pytest.mark.parametrize(
    ("starts", "ends", "current"),
    [
        ("2025-09-01", None, True),
        ("2025-09-01", "2026-08-31", True),  # the year's first day
        ("2025-09-01", "2026-08-30", False),
        ("2026-10-15", None, True),
        ("2026-10-16", None, False),  # begins after the day asked for
        ("2026-09-01", "2026-09-30", True),  # overlaps the year, though it is over
    ],
)
def test_a_pairing_counts_that_began_and_overlaps_the_year(member, cast, starts, ends, current):
    Pairing.objects.create(
        school=member.school,
        kind="student_support",
        giver=member,
        student=cast.wang,
        starts_on=day(starts),
        ends_on=day(ends) if ends else None,
    )
    assert asked(member, "member-five-ones.student", "2026-10-15") == (0, 0, current)
    assert asked(member, "member-five-ones.class", "2026-10-15") == (0, 0, False)


@pytest.mark.parametrize(("starts", "met"), [("2027-07-09", 1), ("2027-07-10", 0)])
def test_a_pairing_of_the_years_last_day_still_counts_for_it(member, cast, starts, met):
    Pairing.objects.create(
        school=member.school,
        kind="student_support",
        giver=member,
        student=cast.wang,
        starts_on=day(starts),
    )
    assert asked(member, "member-five-ones.student", "2027-08-01") == (1, met, bool(met))


def test_the_one_who_is_led_has_no_pairing_of_their_own(member, cast):
    Pairing.objects.create(
        school=member.school,
        kind="mentoring",
        giver=cast.staff["principal"],
        mentee=member,
        starts_on=day("2026-09-01"),
    )
    assert asked(member, "member-five-ones.mentor", "2026-10-15")[2] is False
    assert asked(cast.staff["principal"], "member-five-ones.mentor", "2026-10-15")[2] is True


def test_a_member_without_a_group_lacks_one(member):
    group = "member-five-ones.group"
    assert asked(member, group, "2027-07-09") == (1, 1, True)
    Staff.objects.filter(pk=member.pk).update(group=None)
    assert asked(member, group, "2027-07-09") == (1, 0, False)


def test_before_the_first_year_everything_is_zero(member):
    lines = standing_of(member, day("2026-08-30"))
    assert len(lines) == 10
    assert {(line.due, line.met, line.current) for line in lines} == {(0, 0, None)}


def test_a_school_without_a_calendar_is_all_zeros(laid):
    add_staff(laid.other_school, "B1")
    lines = standing_of_school(laid.other_school, day("2026-10-01"))
    assert {(line.due, line.met, line.current) for line in lines} == {(0, 0, None)}


def test_another_schools_records_and_days_are_not_mixed_in(laid, teacher):
    other = add_staff(laid.other_school, "B1")
    add_year(laid.other_school, "2026-2027", (day("2026-09-01"), day("2026-09-02")))
    lay_periods(laid.other_school)
    record(other, "news_reading", "2026-09-01")
    assert news(other, "2026-09-02") == (2, 1, False)
    assert news(teacher, "2026-09-02") == (3, 0, False)


def test_laying_twice_changes_nothing(teacher):
    before = news(teacher, "2026-10-15")
    assert lay_periods(teacher.school) == lay_periods(teacher.school)
    assert news(teacher, "2026-10-15") == before


def test_coverage_names_who_has_done_it_and_who_has_not(laid, member):
    record(member, "suggestion", "2026-11-02")
    found = {
        c.duty.slug: c for c in coverage_of(laid.school, "member-five-ones", day("2026-11-03"))
    }
    assert [person.name for person in found["suggestion"].reached] == ["钱书记"]
    assert [person.name for person in found["suggestion"].open] == ["赵校长"]
    assert found["group"].total == 2


def test_the_whole_school_costs_as_much_with_thirty_as_with_one(laid, teacher):
    record(teacher, "news_reading", "2026-09-01")
    with CaptureQueriesContext(connection) as few:
        standing_of_school(laid.school, day("2026-10-15"))
    for n in range(30):
        staff = add_staff(laid.school, f"X{n}", political_status="中共党员")
        record(staff, "news_reading", "2026-09-01", "2026-09-02")
    with CaptureQueriesContext(connection) as many:
        standing_of_school(laid.school, day("2026-10-15"))
    assert len(many) == len(few)


def test_the_last_day_of_a_leap_month_is_of_that_month(cast):
    school = cast.other_school
    add_year(school, "2027-2028", (dt.date(2028, 2, 28), dt.date(2028, 3, 1)))
    lay_periods(school)
    staff = add_staff(school, "B1")
    record(staff, "reading_reflection", "2028-02-29")
    assert asked(staff, "teacher-five-ones.note", "2028-03-01") == (2, 1, False)

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry

from qingshan.programmes.models import Period
from qingshan.programmes.services import lay_periods
from qingshan.school.models import CalendarDay, SchoolYear, Term

DAYS = "/school/calendar/days/"
OTHERS = ("secretary", "group_head", "homeroom", "teacher", "other_school", "county_officer")


@pytest.fixture
def admin(client, cast):
    lay_periods(cast.school)
    return cast.sign_in(client, "administrator")


def marked(cast) -> dict[str, str]:
    return {
        str(d): k
        for d, k in CalendarDay.objects.filter(school=cast.school).values_list("date", "kind")
    }


def school_days(cast) -> int:
    return Period.objects.filter(school=cast.school, cadence="school_day").count()


def mark(client, first, last="", kind="holiday", year="2026-2027"):
    return client.post(
        DAYS, {"first": first, "last": last, "kind": kind, "year": year}, follow=True
    )


# Days


def test_a_day_off_is_written_down_and_what_is_owed_follows(admin, cast):
    before = school_days(cast)
    text = mark(admin, "2026-12-24").content.decode()
    assert "记下了，12月24日改好了" in text
    assert marked(cast) == {"2026-12-24": "holiday"}
    assert school_days(cast) == before - 1


def test_a_week_off_leaves_its_weekend_alone(admin, cast):
    mark(admin, "2026-10-01", "2026-10-07")
    assert list(marked(cast)) == [f"2026-10-0{n}" for n in (1, 2, 5, 6, 7)]


def test_a_saturday_is_made_up(admin, cast):
    before = school_days(cast)
    mark(admin, "2026-10-10", kind="make_up")
    assert marked(cast) == {"2026-10-10": "make_up"}
    assert school_days(cast) == before + 1


def test_a_day_becomes_ordinary_again(admin, cast):
    mark(admin, "2026-12-24")
    mark(admin, "2026-12-24", kind="as_ever")
    assert marked(cast) == {}


@pytest.mark.parametrize(
    ("on", "first_kind", "then"),
    [("2026-12-24", "holiday", "make_up"), ("2026-10-10", "make_up", "holiday")],
)
def test_a_day_marked_the_other_way_is_ordinary_again(admin, cast, on, first_kind, then):
    mark(admin, on, kind=first_kind)
    mark(admin, on, kind=then)
    assert marked(cast) == {}


def test_what_is_so_already_is_said_and_nothing_is_written(admin, cast):
    text = mark(admin, "2026-10-10").content.decode()
    assert "本来就是这样" in text
    assert marked(cast) == {}


def test_a_day_before_the_first_school_day_can_be_made_up(admin, cast):
    mark(admin, "2026-08-29", kind="make_up")
    assert marked(cast) == {"2026-08-29": "make_up"}


def test_each_change_leaves_its_audit_row(admin, cast):
    mark(admin, "2026-12-24")
    row = LogEntry.objects.filter(additional_data__deed="mark_days").get()
    assert row.actor == cast.accounts["administrator"]
    assert row.additional_data["school"] == cast.school.pk


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"first": "", "kind": "holiday"}, "请填一个日期"),
        ({"first": "2026-02-30", "kind": "holiday"}, "请填一个日期"),
        ({"first": "2026-10-07", "last": "2026-10-01", "kind": "holiday"}, "请对调一下"),
        ({"first": "2026-09-01", "last": "2026-12-31", "kind": "holiday"}, "一次最多改 60 天"),
        ({"first": "2030-09-01", "kind": "holiday"}, "太远了"),
        ({"first": "2026-10-07", "kind": "sunshine"}, "请选一样"),
        ({"first": "2026-10-07"}, "请选一样"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(admin, cast, asked, said):
    answer = admin.post(DAYS, {"year": "2026-2027", **asked})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert marked(cast) == {}


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_changes_a_day(client, cast, who):
    cast.sign_in(client, who)
    answer = client.post(DAYS, {"first": "2026-12-24", "kind": "holiday", "year": "2026-2027"})
    assert answer.status_code in {404, 422}
    assert marked(cast) == {}


# Terms


@pytest.fixture
def autumn(cast) -> Term:
    return Term.objects.get(school=cast.school, number=1)


def change(client, term, **days):
    sent = {"name": term.name, "starts_on": term.starts_on, "ends_on": term.ends_on, **days}
    return client.post(f"/school/calendar/terms/{term.pk}/", sent)


def test_a_term_gets_another_end_and_what_is_owed_follows(admin, cast, autumn):
    before = school_days(cast)
    assert change(admin, autumn, ends_on="2027-01-08").status_code == 302
    autumn.refresh_from_db()
    assert autumn.ends_on == dt.date(2027, 1, 8)
    assert school_days(cast) == before - 5
    row = LogEntry.objects.filter(additional_data__deed="change_term").get()
    assert row.changes["ends_on"] == ["2027-01-15", "2027-01-08"]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"ends_on": "2026-08-30"}, "最后一天在第一天之前"),
        ({"ends_on": "2028-01-15"}, "核对年份"),
        ({"ends_on": "2027-03-01"}, "重叠了"),
        ({"ends_on": ""}, "请填一个日期"),
        ({"name": ""}, "请给学期一个名称"),
        ({"name": "期" * 51}, "最多 50 个字"),
    ],
)
def test_a_term_that_cannot_be_is_told_at_its_field(admin, autumn, days, said):
    answer = change(admin, autumn, **days)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_term_does_not_reach_into_another_year(admin, cast, autumn):
    year = SchoolYear.objects.create(school=cast.school, name="2025-2026")
    Term.objects.create(
        school=cast.school,
        year=year,
        number=1,
        name="去年",
        starts_on=dt.date(2025, 9, 1),
        ends_on=dt.date(2026, 7, 10),
    )
    answer = change(admin, autumn, starts_on="2026-07-10")
    assert "和 2025—2026 学年重叠了" in answer.content.decode()


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_sees_the_sheet_of_a_term(client, cast, autumn, who):
    cast.sign_in(client, who)
    assert client.get(f"/school/calendar/terms/{autumn.pk}/").status_code == 404
    assert change(client, autumn, name="别的").status_code == 404


# A new school year


NEW = "/school/calendar/new/"
DATES = {
    "first_starts": "2027-08-30",
    "first_ends": "2028-01-14",
    "second_starts": "2028-02-28",
    "second_ends": "2028-07-07",
}


def listed(client, dates=DATES) -> dict[str, object]:
    answer = client.post(NEW, {**dates, "list": "yes"})
    assert answer.status_code == 200
    return {
        **dates,
        "listed": answer.context["listed"],
        "days": [p.value for p in answer.context["proposals"]],
    }


def test_the_next_year_is_proposed_with_its_days_off_chosen(admin):
    text = admin.get(NEW).content.decode()
    assert 'value="2027-08-30"' in text
    assert 'value="2027-10-01 holiday" checked' in text
    assert "开始 2027-2028 学年" in text


def test_a_year_is_started_with_the_days_that_were_left_chosen(admin, cast):
    sent = listed(admin)
    sent["days"].remove("2027-10-01 holiday")
    answer = admin.post(NEW, {**sent, "start": "yes"})
    assert answer["Location"] == "/school/calendar/?year=2027-2028"
    year = SchoolYear.objects.get(school=cast.school, name="2027-2028")
    assert [t.name for t in year.terms.all()] == ["2027-2028学年第一学期", "2027-2028学年第二学期"]
    assert "2027-10-01" not in marked(cast)
    assert marked(cast)["2027-10-04"] == "holiday"
    assert Period.objects.filter(year=year, cadence="term").count() == 2
    row = LogEntry.objects.filter(additional_data__deed="start_year").get()
    assert row.additional_data["rows"] == len(sent["days"])


def test_a_day_that_was_not_proposed_is_not_written(admin, cast):
    sent = listed(admin)
    sent["days"].append("2027-12-24 holiday")
    admin.post(NEW, {**sent, "start": "yes"})
    assert "2027-12-24" not in marked(cast)


def test_dates_changed_after_the_list_are_listed_anew_before_anything_starts(admin, cast):
    sent = {**listed(admin), "first_starts": "2027-10-08", "start": "yes"}
    answer = admin.post(NEW, sent)
    assert "日期改过了" in answer.content.decode()
    assert not SchoolYear.objects.filter(name="2027-2028").exists()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"second_starts": "2028-01-10"}, "下学期要在上学期结束以后开始"),
        ({"first_ends": "2027-08-01"}, "最后一天在第一天之前"),
        ({"first_starts": "2027-07-01"}, "和已有的 2026—2027 学年重叠了"),
        ({"second_ends": "soon"}, "请填一个日期"),
        ({"second_ends": "2038-07-07"}, "核对年份"),
    ],
)
def test_dates_that_cannot_be_are_told_at_their_field(admin, cast, days, said):
    answer = admin.post(NEW, {**DATES, **days, "start": "yes"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert SchoolYear.objects.filter(school=cast.school).count() == 1


def test_a_school_begins_with_its_first_year(client, cast):
    cast.sign_in(client, "other_school")
    dates = {
        "first_starts": "2026-08-31",
        "first_ends": "2027-01-15",
        "second_starts": "2027-03-01",
        "second_ends": "2027-07-09",
    }
    client.post(NEW, {**listed(client, dates), "start": "yes"})
    assert Period.objects.filter(school=cast.other_school, cadence="school_year").count() == 1
    assert CalendarDay.objects.filter(school=cast.other_school, date="2026-10-01").exists()


@pytest.mark.parametrize("who", [who for who in OTHERS if who != "other_school"])
def test_nobody_else_starts_a_year(client, cast, who):
    cast.sign_in(client, who)
    assert client.get(NEW).status_code == 404
    assert client.post(NEW, {**DATES, "start": "yes"}).status_code == 404

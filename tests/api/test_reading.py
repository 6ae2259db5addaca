"""What a program reads: what the person may open, and nothing besides."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.api import services
from qingshan.indicators.registry import declared
from qingshan.indicators.tables import things_counted
from qingshan.kit.figures import Family
from qingshan.people.models import Pairing, Staff, Student
from qingshan.people.visibility import classes_visible_to, staff_visible_to, students_visible_to
from qingshan.records.models import Record
from qingshan.records.visibility import records_visible_to
from qingshan.school.membership import member_for
from qingshan.school.models import CalendarDay, SchoolClass
from tests.api.ground import DAY, SERVING, V1, a_record, all_of, got, program
from tests.cast import add_student

DOORS = {
    "/staff": staff_visible_to,
    "/students": students_visible_to,
    "/classes": classes_visible_to,
    "/records": records_visible_to,
}

MODELS = {"/staff": Staff, "/students": Student, "/classes": SchoolClass, "/records": Record}


@pytest.fixture(autouse=True)
def as_often_as_one_likes(monkeypatch):
    monkeypatch.setattr(services, "A_MINUTE", 10_000)


@pytest.fixture
def busy(cast):
    """Records about children of one's own, of others and of another school; a pairing."""
    for number in range(4):
        a_record(cast, f"A{number}", date=DAY - dt.timedelta(days=number % 2))
        a_record(cast, f"B{number}", "teacher", student=cast.feng)
        a_record(cast, f"C{number}", "group_head", kind="news_reading", student=None)
    Pairing.objects.create(
        school=cast.school,
        kind="student_support",
        giver=cast.staff["teacher"],
        student=cast.feng,
        starts_on=dt.date(2026, 9, 1),
    )
    far = add_student(cast.other_school, cast.chu.school_class, "G9002", "卫同学")
    return cast, far


@pytest.mark.parametrize("who", SERVING)
def test_each_listing_is_what_the_door_gives(busy, who):
    cast, _ = busy
    client, member = program(cast, who), member_for(cast.accounts[who])
    for path, door in DOORS.items():
        listed = [row["id"] for row in all_of(client, path, limit=3)]
        assert len(listed) == len(set(listed))
        assert set(listed) == set(door(member).values_list("pk", flat=True)), path


@pytest.mark.parametrize("who", ["principal", "homeroom", "teacher", "other_school"])
def test_the_rows_of_every_figure_are_those_its_person_may_open(busy, who):
    cast, _ = busy
    client, member = program(cast, who, "read"), member_for(cast.accounts[who])
    for figure in (one for one in declared() if not isinstance(one, Family)):
        listed = {row["id"] for row in all_of(client, f"/figures/{figure.key}/rows", limit=200)}
        door = set(things_counted(figure, member, DAY).values_list("pk", flat=True))
        assert listed == door, figure.key


@pytest.mark.parametrize("path", DOORS)
def test_a_row_behind_the_door_opens_and_one_before_it_does_not_exist(busy, path):
    cast, _ = busy
    for who in SERVING:
        client, member = program(cast, who, "read"), member_for(cast.accounts[who])
        for pk in MODELS[path].objects.values_list("pk", flat=True):
            seen = DOORS[path](member).filter(pk=pk).exists()
            assert client.get(f"{V1}{path}/{pk}").status_code == (200 if seen else 404)


def test_a_child_is_masked_as_on_its_page(cast):
    told = got(program(cast, "homeroom", "read"), f"/students/{cast.wang.pk}")
    assert told["phone"] == "186******76"
    assert told["name"] == "王同学"
    shown = str(told)
    for hidden in (cast.wang.number, cast.wang.id_number, cast.wang.phone, cast.wang.address):
        assert hidden not in shown


def test_a_colleague_comes_without_party_matters_and_numbers(cast):
    told = got(program(cast, "principal", "read"), f"/staff/{cast.staff['secretary'].pk}")
    assert told["number"] == "T003"
    assert "中共党员" not in str(told)
    assert cast.staff["secretary"].phone not in str(told)


def test_records_are_narrowed_by_kind_day_and_person(busy):
    cast, _ = busy
    client = program(cast, "principal", "read")
    of_feng = got(client, "/records", student=cast.feng.pk)["items"]
    assert {row["student"]["name"] for row in of_feng} == {"冯同学"}
    assert len(got(client, "/records", kind="news_reading")["items"]) == 4
    assert len(got(client, "/records", staff=cast.staff["homeroom"].pk)["items"]) == 4
    days = got(client, "/records", **{"from": "2026-11-23", "to": "2026-11-23"})["items"]
    assert {row["date"] for row in days} == {"2026-11-23"}
    assert got(client, "/records", student=cast.chu.pk)["items"] == []


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ({"kind": "nonsense"}, "kind", "学校没有这一类记录"),
        ({"from": "2026-02-30"}, "from", "请写一个有的日期"),
        ({"from": "0001-01-01"}, "from", "填得不对"),
        ({"limit": "201"}, "limit", "太大了"),
        ({"student": "x"}, "student", "请写一个整数"),
        ({"student": str(2**70)}, "student", "太大了"),
        ({"kid": "1"}, "kid", "没有这一项"),
        ({"cursor": "made-up"}, "cursor", "请从第一页重新开始"),
    ],
)
def test_a_condition_that_cannot_be_is_refused_by_name(cast, asked, field, said):
    answer = program(cast, "teacher").get(f"{V1}/records", asked)
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    (error,) = answer.json()["errors"]
    assert error["field"] == field
    assert said in error["message"]


def test_a_cursor_of_another_listing_is_refused(busy):
    cast, _ = busy
    client = program(cast, "principal")
    following = got(client, "/records", limit=1)["next"]
    assert client.get(f"{V1}/staff", {"cursor": following}).status_code == 422


def test_what_comes_in_between_two_pages_shifts_nothing(busy):
    cast, _ = busy
    client = program(cast, "principal")
    before = [row["id"] for row in all_of(client, "/records", limit=200)]
    first = got(client, "/records", limit=5)
    a_record(cast, "NEW1", date=DAY)
    a_record(cast, "NEW2", date=DAY)
    rest = all_of_from(client, first["next"])
    assert [row["id"] for row in first["items"]] + rest == before


def all_of_from(client: Client, cursor: str | None) -> list[int]:
    found: list[int] = []
    while cursor:
        page = got(client, "/records", limit=5, cursor=cursor)
        found += [row["id"] for row in page["items"]]
        cursor = page["next"]
    return found


def test_an_answer_that_did_not_change_is_not_sent_again(cast):
    client = program(cast, "teacher")
    mark = client.get(f"{V1}/staff")["ETag"]
    again = client.get(f"{V1}/staff", headers={"if-none-match": mark})
    assert again.status_code == 304
    assert again.content == b""
    CalendarDay.objects.create(school=cast.school, date=DAY, kind="holiday")
    assert client.get(f"{V1}/calendar", headers={"if-none-match": mark}).status_code == 200


def test_the_school_its_terms_and_its_days(cast):
    CalendarDay.objects.create(school=cast.school, date=DAY, kind="holiday")
    CalendarDay.objects.create(school=cast.other_school, date=DAY, kind="make_up")
    client = program(cast, "teacher", "read")
    told = got(client, "/school")
    assert told["name"] == "青山镇学校"
    assert [term["number"] for term in told["years"][0]["terms"]] == [1, 2]
    assert got(client, "/calendar")["items"] == [{"date": "2026-11-24", "kind": "holiday"}]


def test_oneself_one_s_duties_and_one_s_week(cast, timetabled):
    client = program(cast, "teacher", "read")
    told = got(client, "/me")
    assert told["staff"] == {"id": cast.staff["teacher"].pk, "name": "吴老师"}
    assert told["scope"] == "read"
    duties = {line["key"]: line for line in got(client, "/duties")}
    assert "teacher-five-ones.news" in duties
    week = got(client, "/timetable")
    assert week["first"] == "2026-11-23"
    assert [lesson["teacher"]["name"] for lesson in week["lessons"]] == ["吴老师"]


@pytest.fixture
def timetabled(cast):
    from qingshan.programmes.services import lay_periods
    from qingshan.school.models import Subject
    from qingshan.timetable.models import Lesson, Slot

    lay_periods(cast.school)
    slot = Slot.objects.create(school=cast.school, number="1", starts="08:00", ends="08:40")
    for who, weekday in (("teacher", 2), ("homeroom", 3)):
        Lesson.objects.create(
            school=cast.school,
            school_class=cast.class_31,
            subject=Subject.objects.get(school=cast.school),
            teacher=cast.staff[who],
            weekday=weekday,
            slot=slot,
            starts_on=dt.date(2026, 8, 31),
            ends_on=dt.date(2027, 1, 15),
        )


def test_the_calendar_is_the_one_of_the_telephone(cast):
    answer = program(cast, "teacher", "read").get(f"{V1}/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.content.startswith(b"BEGIN:VCALENDAR")


def test_a_figure_is_the_one_of_the_page(busy):
    cast, _ = busy
    client = program(cast, "teacher", "read")
    figures = {one["key"]: one for one in got(client, "/figures")}
    key = next(key for key in figures if figures[key]["rows"])
    told = got(client, f"/figures/{key}")
    assert told["value"] == figures[key]["value"]
    assert told["text"] in client_page(cast, key)
    assert client.get(f"{V1}/figures/no.such/rows").status_code == 404


def client_page(cast, key: str) -> str:
    return cast.sign_in(Client(), "teacher").get(f"/indicators/{key}/").content.decode()


def test_an_address_that_there_is_not_says_so_in_the_same_form(cast):
    answer = program(cast, "teacher").get(f"{V1}/marks")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", [*DOORS, "/calendar", "/figures/home_visits.total/rows"])
def test_a_listing_costs_the_same_for_one_row_and_for_thirty(cast, path):
    client = program(cast, "principal", "read")
    grow(cast, 1)
    one = cost(client, path)
    grow(cast, 30)
    assert cost(client, path) == one


def grow(cast, many: int) -> None:
    for n in range(many):
        child = add_student(cast.school, cast.class_31, f"G{many}-{n}", f"孩子{n}")
        a_record(cast, f"N{many}-{n}", student=child)
        CalendarDay.objects.create(
            school=cast.school, date=DAY - dt.timedelta(days=many + n), kind="holiday"
        )


def cost(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(V1 + path).status_code in {200, 404}
    return len(queries)

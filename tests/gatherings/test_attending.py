"""Signing in: by a tap, by the code on the screen, by the list; once, however it comes."""

from __future__ import annotations

import re

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qingshan.gatherings.models import Attendance, Gathering
from qingshan.records.models import Record
from tests.gatherings.ground import ADDRESS, at, by, called

CODE = re.compile(r'class="code-words">([A-Z2-7]{4} [A-Z2-7]{4})<')


def shown_code(cast, gathering: Gathering) -> str:
    page = by(cast, "secretary").get(f"{ADDRESS}{gathering.pk}/screen/").content.decode()
    return CODE.search(page)[1].replace(" ", "")


def scan(cast, who: str, gathering: Gathering, code: str) -> str:
    client = by(cast, who)
    answer = client.post(f"{ADDRESS}{gathering.pk}/scan/{code}/", follow=True)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


@pytest.mark.system("B1")
def test_one_tap_counts_everywhere_and_says_so(cast):
    gathering = called(cast)
    teacher = by(cast, "teacher")
    assert "我到了" in teacher.get("/").content.decode()
    page = teacher.post(f"{ADDRESS}{gathering.pk}/here/", follow=True).content.decode()
    assert (
        "记下了：你到了。记为：校本培训 60 分钟、一三五培养计划、指标“教研、培训和网络研修”。"
        in page
    )
    record = Record.objects.get()
    assert (record.staff, record.kind, record.minutes, str(record.date)) == (
        cast.staff["teacher"],
        "school_training",
        60,
        "2026-11-24",
    )
    assert "签到了" in teacher.get("/").content.decode()


def test_a_second_tap_writes_nothing(cast):
    gathering = called(cast)
    teacher = by(cast, "teacher")
    for said in ("你到了", "已经签过到了"):
        page = teacher.post(f"{ADDRESS}{gathering.pk}/here/", follow=True).content.decode()
        assert said in page
    assert (Attendance.objects.count(), Record.objects.count()) == (1, 1)
    assert LogEntry.objects.filter(additional_data__deed="attend_gathering").count() == 1


@pytest.mark.parametrize(
    ("time", "opened"),
    [("14:59:59", False), ("15:00:00", True), ("17:30:00", True), ("17:30:01", False)],
)
def test_one_signs_in_around_the_time_only(cast, clock, time, opened):
    gathering = called(cast)
    clock(time)
    page = by(cast, "teacher").post(f"{ADDRESS}{gathering.pk}/here/", follow=True)
    assert Attendance.objects.exists() is opened
    assert ("还不能签到" in page.content.decode()) is not opened


def test_whoever_is_not_called_has_no_tap(cast):
    gathering = called(cast, audience="party")
    assert by(cast, "teacher").post(f"{ADDRESS}{gathering.pk}/here/").status_code == 404
    by(cast, "principal").post(f"{ADDRESS}{gathering.pk}/here/")
    assert [one.staff for one in Attendance.objects.all()] == [cast.staff["principal"]]


def test_the_code_of_a_minute_is_good_for_it_and_half_a_minute_more(cast, clock):
    gathering = called(cast, sign_in="code")
    clock("15:30:05")
    code = shown_code(cast, gathering)
    clock("15:31:29")
    assert "你到了" in scan(cast, "teacher", gathering, code)
    clock("15:31:30")  # a photograph of the screen, sent to a friend
    assert "过时了" in scan(cast, "homeroom", gathering, code)
    assert not Attendance.objects.filter(staff=cast.staff["homeroom"]).exists()
    assert shown_code(cast, gathering) != code
    clock("15:30:05")
    other = called(cast, sign_in="code")
    assert shown_code(cast, other) != code


def test_where_a_code_is_asked_for_a_tap_is_not_enough(cast):
    gathering = called(cast, sign_in="code")
    page = by(cast, "teacher").post(f"{ADDRESS}{gathering.pk}/here/", follow=True).content.decode()
    assert "过时了" in page
    assert not Attendance.objects.exists()


def test_a_code_may_be_typed_as_it_is_read(cast):
    gathering = called(cast, sign_in="code")
    code = shown_code(cast, gathering)
    typed = f" {code[:4].lower()}-{code[4:]} ".replace("o", "0")
    by(cast, "teacher").post(f"{ADDRESS}{gathering.pk}/scan/", {"code": typed})
    assert Attendance.objects.get().way == "code"


def test_a_guest_before_the_screen_may_come_and_nobody_else_sees_it(cast):
    gathering = called(cast, audience="party", sign_in="code")
    code = shown_code(cast, gathering)
    assert scan(cast, "teacher", gathering, "AAAAAAAA") == "404"
    assert scan(cast, "other_school", gathering, code) == "404"
    assert "你到了" in scan(cast, "teacher", gathering, code)


def test_scanning_alone_changes_nothing(cast):
    gathering = called(cast, sign_in="code")
    address = f"{ADDRESS}{gathering.pk}/scan/{shown_code(cast, gathering)}/"
    assert "我到了" in by(cast, "teacher").get(address).content.decode()
    assert not Attendance.objects.exists()


def test_the_screen_draws_the_address_and_runs_no_script_of_its_own(cast):
    gathering = called(cast, sign_in="code")
    page = by(cast, "secretary").get(f"{ADDRESS}{gathering.pk}/screen/").content.decode()
    assert 'src="data:image/svg+xml,' in page
    assert "<script>" not in page
    part = by(cast, "secretary").get(
        f"{ADDRESS}{gathering.pk}/screen/",
        headers={"HX-Request": "true", "HX-Target": "shown-code"},
    )
    assert "<html" not in part.content.decode()


def test_the_list_records_for_those_who_have_no_phone(cast):
    gathering = called(cast, sign_in="list")
    secretary = by(cast, "secretary")
    here = [cast.staff[who].pk for who in ("teacher", "homeroom")]
    page = secretary.post(f"{ADDRESS}{gathering.pk}/list/", {"here": here}, follow=True)
    assert "记下了 2 位。每人的记录一起记好了" in page.content.decode()
    assert Record.objects.filter(kind="school_training").count() == 2
    # One was ticked by mistake; whoever signed in since the page was opened is not touched.
    by(cast, "principal").get(f"{ADDRESS}{gathering.pk}/list/")
    ticked = {"was": here, "here": here[:1]}
    Attendance.objects.create(
        school=cast.school,
        gathering=gathering,
        staff=cast.staff["principal"],
        way="tap",
        noted_by=cast.accounts["principal"],
    )
    secretary.post(f"{ADDRESS}{gathering.pk}/list/", ticked)
    came = set(Attendance.objects.values_list("staff__name", flat=True))
    assert came == {"吴老师", "赵校长"}
    assert Record.objects.filter(staff=cast.staff["homeroom"]).count() == 0


def test_a_record_of_coming_is_taken_back_by_the_list_only(cast):
    gathering = called(cast)
    teacher = by(cast, "teacher")
    teacher.post(f"{ADDRESS}{gathering.pk}/here/")
    record = Record.objects.get()
    page = teacher.post(reverse("records:record_withdraw", args=[record.pk]), follow=True)
    assert "要改请找主持人" in page.content.decode()
    assert Record.objects.exists()


def test_nobody_is_ticked_before_the_day(cast):
    gathering = called(cast, date="2026-11-30")
    secretary = by(cast, "secretary")
    posted = {"here": cast.staff["teacher"].pk}
    page = secretary.post(f"{ADDRESS}{gathering.pk}/list/", posted, follow=True)
    assert "还没有到日子" in page.content.decode()
    assert not Attendance.objects.exists()


def test_the_list_costs_the_same_for_one_gathering_and_for_eight(cast):
    teacher = by(cast, "teacher")
    costs = []
    for number in (1, 8):
        for n in range(number):
            called(cast, title=f"第{n}次")
        with CaptureQueriesContext(connection) as told:
            teacher.get(ADDRESS)
        costs.append(len(told))
    assert costs[0] == costs[1]


def test_the_clock_is_the_schools(cast):
    assert at("15:30:00").utcoffset().total_seconds() == 8 * 3600

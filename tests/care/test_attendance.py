"""Attendance by exception: a class is there but for those who are tapped."""

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from qingshan.care.models import Absence, RollCall
from qingshan.people.models import Pairing, Student
from qingshan.school import membership
from qingshan.school.models import CalendarDay
from tests.cast import ROLES

TODAY = dt.date(2026, 11, 24)  # a Tuesday
LIST = "/care/attendance/"


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


def at(monkeypatch, hour: int, minute: int) -> None:
    told = dt.datetime(2026, 11, 24, hour, minute, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr(timezone, "localtime", lambda value=None: value or told)


def roll(cast, session: str = "morning", day: str = "2026-11-24") -> str:
    return f"{LIST}{cast.class_31.pk}/{session}/{day}/"


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def missing(*children: Student, reason: str = "unexplained") -> dict[str, str]:
    told = {f"absent_{child.pk}": "on" for child in children}
    return told | {f"reason_{child.pk}": reason for child in children}


def seen(answer) -> str:
    return answer.context["form"]["seen"].value()


@pytest.mark.system("C1")
def test_a_class_is_all_there_with_one_tap(cast):
    answer = by(cast, "homeroom").post(roll(cast), {"seen": ""}, follow=True)
    assert "1 个孩子全到" in answer.content.decode()
    assert RollCall.objects.get().school_class == cast.class_31
    assert not Absence.objects.exists()


@pytest.mark.system("C1")
def test_whoever_is_tapped_is_missing_and_its_reason_stays_a_word(cast):
    client = by(cast, "homeroom")
    client.post(roll(cast), {"seen": ""} | missing(cast.wang, reason="sick"))
    absence = Absence.objects.get()
    assert (absence.student, absence.reason, absence.date) == (cast.wang, "sick", TODAY)
    page = client.get(roll(cast))
    assert "周老师在" in page.content.decode()
    assert f'name="absent_{cast.wang.pk}" id="id_absent_{cast.wang.pk}" checked' in (
        page.content.decode()
    )
    assert "没来：王同学" in client.get(LIST).content.decode()


@pytest.mark.system("C1")
def test_a_roll_can_be_mended_and_the_log_keeps_what_it_was(cast):
    client = by(cast, "homeroom")
    client.post(roll(cast), {"seen": ""} | missing(cast.wang))
    again = {"seen": seen(client.get(roll(cast)))}
    client.post(roll(cast), again | missing(cast.wang, reason="personal"))
    assert Absence.objects.get().reason == "personal"
    changed = LogEntry.objects.get_for_objects(Absence.objects.all())
    assert "unexplained" in str(changed.filter(action=LogEntry.Action.UPDATE).get().changes)
    client.post(roll(cast), {"seen": seen(client.get(roll(cast)))})
    assert not Absence.objects.exists()
    assert RollCall.objects.count() == 1


@pytest.mark.system("C1")
def test_of_two_who_take_the_same_roll_the_second_is_told_and_keeps_the_ticks(cast):
    teacher, officer = by(cast, "homeroom"), by(cast, "student_affairs")
    teacher.post(roll(cast), {"seen": ""})
    late = officer.post(roll(cast), {"seen": ""} | missing(cast.wang, reason="sick"))
    assert late.status_code == 409
    text = late.content.decode()
    assert "周老师在" in text
    assert "全到" in text
    assert "checked" in text
    assert not Absence.objects.exists()
    officer.post(roll(cast), {"seen": seen(late)} | missing(cast.wang, reason="sick"))
    assert Absence.objects.get().reason == "sick"


@pytest.mark.system("C1")
def test_a_double_tap_writes_one_roll(cast):
    client = by(cast, "homeroom")
    sheet = {"seen": ""} | missing(cast.wang)
    assert client.post(roll(cast), sheet).status_code == 302
    assert client.post(roll(cast), sheet).status_code == 409
    assert (RollCall.objects.count(), Absence.objects.count()) == (1, 1)


@pytest.mark.system("C1")
def test_a_child_of_another_class_cannot_be_written_missing(cast):
    by(cast, "homeroom").post(roll(cast), {"seen": ""} | missing(cast.feng))
    assert not Absence.objects.exists()


@pytest.mark.system("C1")
def test_a_reason_that_is_none_is_refused_and_the_tick_stays(cast):
    answer = by(cast, "homeroom").post(roll(cast), {"seen": ""} | missing(cast.wang, reason="whim"))
    assert answer.status_code == 422
    assert "请从列出的原因里选一种。" in answer.content.decode()
    assert "checked" in answer.content.decode()
    assert not RollCall.objects.exists()


@pytest.mark.system("C1")
def test_in_the_evening_only_those_who_board_are_called(cast):
    client = by(cast, "homeroom")
    assert "没有要点的孩子" in client.get(roll(cast, "evening")).content.decode()
    Student.objects.filter(pk=cast.wang.pk).update(boarding=Student.Boarding.BOARDING)
    assert cast.wang.name in client.get(roll(cast, "evening")).content.decode()
    client.post(roll(cast, "evening"), {"seen": ""} | missing(cast.wang))
    assert Absence.objects.get().session == "evening"
    assert "没来：王同学" not in client.get(LIST).content.decode()
    assert "没来：王同学" in client.get(f"{LIST}?session=evening").content.decode()


@pytest.mark.system("C1")
def test_no_roll_is_taken_ahead_or_on_a_day_off(cast):
    client = by(cast, "homeroom")
    assert client.get(roll(cast, day="2026-11-25")).status_code == 404
    for nonsense in ("2026-13-01", "today", "2026-11-31"):
        assert client.get(roll(cast, day=nonsense)).status_code == 404
    assert client.get(roll(cast, "noon")).status_code == 404
    off = client.post(roll(cast, day="2026-11-22"), {"seen": ""}, follow=True)
    assert "11月22日不上课" in off.content.decode()
    CalendarDay.objects.create(
        school=cast.school, date=dt.date(2026, 11, 22), kind=CalendarDay.Kind.MAKE_UP
    )
    client.post(roll(cast, day="2026-11-22"), {"seen": ""})
    assert RollCall.objects.get().date == dt.date(2026, 11, 22)


@pytest.mark.system("C1")
def test_absences_are_seen_by_those_who_answer_for_the_child(cast):
    by(cast, "homeroom").post(roll(cast), {"seen": ""} | missing(cast.wang))
    sees = {"administrator", "principal", "student_affairs", "homeroom"}
    for who in ROLES:
        answer = by(cast, who).get(f"{LIST}absences/")
        named = answer.status_code == 200 and cast.wang.name in answer.content.decode()
        assert named is (who in sees), who
    Pairing.objects.create(
        school=cast.school,
        kind=Pairing.Kind.STUDENT_SUPPORT,
        giver=cast.staff["teacher"],
        student=cast.wang,
        starts_on=dt.date(2026, 9, 1),
    )
    assert cast.wang.name in by(cast, "teacher").get(f"{LIST}absences/").content.decode()


@pytest.mark.system("C1")
def test_absences_are_narrowed_to_days_reasons_and_a_child(cast):
    client = by(cast, "homeroom")
    client.post(roll(cast), {"seen": ""} | missing(cast.wang, reason="sick"))
    for asked, found in {
        "from=2026-11-24&to=2026-11-24": True,
        "from=2026-11-25": False,
        "to=2026-11-23": False,
        "reason=sick": True,
        "reason=personal": False,
        f"student={cast.wang.pk}": True,
        f"student={cast.feng.pk}": False,
        "from=nonsense&student=x": True,
    }.items():
        shown = client.get(f"{LIST}absences/?{asked}").content.decode()
        assert (cast.wang.name in shown) is found, asked


@pytest.mark.system("C1")
def test_the_childs_page_says_how_often_it_was_missing(cast):
    client = by(cast, "homeroom")
    page = f"/people/students/{cast.wang.pk}/"
    assert "出勤" not in client.get(page).content.decode()
    client.post(roll(cast), {"seen": ""} | missing(cast.wang, reason="sick"))
    assert "这学期：病假 1 次" in client.get(page).content.decode()


@pytest.mark.system("C1")
@pytest.mark.parametrize("who", ["homeroom", "student_affairs", "principal"])
def test_at_half_past_eight_an_empty_chair_goes_to_teacher_and_officer(cast, monkeypatch, who):
    at(monkeypatch, 8, 0)
    by(cast, "homeroom").post(roll(cast), {"seen": ""} | missing(cast.wang))
    words = "王同学今天没来，还不知道原因。"
    at(monkeypatch, 8, 29)
    assert words not in by(cast, who).get("/").content.decode()
    at(monkeypatch, 8, 30)
    home = by(cast, who).get("/").content.decode()
    assert words in home
    assert roll(cast) in home
    officer = by(cast, "student_affairs")
    told = {"seen": seen(officer.get(roll(cast)))} | missing(cast.wang, reason="sick")
    officer.post(roll(cast), told)
    assert words not in by(cast, who).get("/").content.decode()


@pytest.mark.system("C1")
def test_an_empty_chair_is_nobody_elses_business(cast, monkeypatch):
    at(monkeypatch, 8, 40)
    by(cast, "homeroom").post(roll(cast), {"seen": ""} | missing(cast.wang))
    for who in ("teacher", "group_head", "secretary", "other_school", "county_officer"):
        assert "王同学今天没来" not in by(cast, who).get("/").content.decode(), who


@pytest.mark.system("C1")
def test_a_roll_nobody_took_is_asked_for_on_school_days_only(cast, monkeypatch):
    at(monkeypatch, 9, 0)
    assert "三年级(1)班今天还没有点名。" in by(cast, "homeroom").get("/").content.decode()
    assert "今天还没有点名。" in by(cast, "student_affairs").get("/").content.decode()
    CalendarDay.objects.create(school=cast.school, date=TODAY, kind=CalendarDay.Kind.HOLIDAY)
    assert "还没有点名" not in by(cast, "homeroom").get("/").content.decode()


@pytest.mark.system("C1")
def test_the_roll_costs_as_much_for_forty_five_children_as_for_one(cast):
    client = by(cast, "homeroom")
    client.get(roll(cast))
    with CaptureQueriesContext(connection) as for_one:
        client.get(roll(cast))
    Student.objects.bulk_create(
        Student(
            school=cast.school,
            number=f"G2208{n:014}",
            name=f"孩子{n}",
            gender="female",
            birth_date=dt.date(2017, 5, 5),
            grade="三年级",
            school_class=cast.class_31,
        )
        for n in range(44)
    )
    with CaptureQueriesContext(connection) as for_many:
        answer = client.get(roll(cast))
    assert answer.content.decode().count('type="checkbox"') == 45
    assert len(for_many) == len(for_one)

"""The library of drops, its reviews, the plan of a term, telling one, what a class has had."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.character.models import Drop, DropLesson, DropSetting
from qingshan.people.models import Student
from qingshan.records.models import Record
from qingshan.school import membership
from qingshan.school.models import SchoolClass
from qingshan.timetable.models import LessonChange
from tests.cast import add_student
from tests.routes_moral import made_drop
from tests.timetable.ground import make_ground

pytestmark = pytest.mark.system("M5")

TODAY = dt.date(2026, 11, 24)  # a Tuesday
DROPS = "/character/drops/"
LIBRARY = f"{DROPS}library/"
WRITTEN = {
    "title": "小站长王奶奶",
    "of": "person",
    "story": "王奶奶在村口卖豆腐，孩子忘带钱，她说下次再给。",
    "principle": "信得过别人，别人也信得过你。",
    "sentence": "下次记得还。",
    "theme": "manners",
    "five": "文明",
    "from_grade": "1",
    "to_grade": "6",
}


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def taken_in(cast) -> None:
    by(cast, "student_affairs").post(f"{LIBRARY}take-in/")


def laid(cast, weekdays: str = "135", **more: str):
    asked = {"term": cast.year.terms.get(number=1).pk, "weekdays": list(weekdays), "lesson": "1"}
    return by(cast, "student_affairs").post(f"{DROPS}plan/", asked | more)


def test_the_shipped_drops_are_taken_in_once(cast):
    taken_in(cast)
    number = Drop.objects.count()
    assert number >= 60
    taken_in(cast)
    assert Drop.objects.count() == number
    assert "收进附带的" not in page(by(cast, "student_affairs"), LIBRARY)


def test_what_a_teacher_writes_waits_is_returned_mended_and_accepted(cast):
    teacher, officer = by(cast, "teacher"), by(cast, "student_affairs")
    teacher.post(f"{LIBRARY}new/", WRITTEN)
    drop = Drop.objects.get()
    address = f"{LIBRARY}{drop.pk}/"
    assert by(cast, "homeroom").get(address).status_code == 404
    assert "等你审" in page(officer, LIBRARY)
    answer = officer.post(f"{address}review/", {"accepted": "no", "reason": ""})
    assert answer.status_code == 422
    assert "写一句原因" in answer.content.decode()
    officer.post(f"{address}review/", {"accepted": "no", "reason": "写清是哪个村。"})
    assert "写清是哪个村。" in page(teacher, address)
    teacher.post(f"{address}edit/", WRITTEN | {"story": "南河村的王奶奶在村口卖豆腐。"})
    officer.post(f"{address}review/", {"accepted": "yes"})
    drop.refresh_from_db()
    assert drop.state == Drop.State.ACCEPTED
    assert "南河村" in page(by(cast, "homeroom"), address)
    assert teacher.get(f"{address}edit/").status_code == 404


def test_a_form_filled_wrongly_says_what_and_keeps_what_was_typed(cast):
    made_drop(cast, title=WRITTEN["title"])
    wrong = {"day": "13-45", "from_grade": "6", "to_grade": "2", "theme": ""}
    answer = by(cast, "teacher").post(f"{LIBRARY}new/", WRITTEN | wrong)
    told = answer.content.decode()
    assert answer.status_code == 422
    for sentence in ("已经有这个题目", "月和日", "还小", "请选一个主题"):
        assert sentence in told
    assert WRITTEN["story"] in told
    assert Drop.objects.count() == 1


def test_a_term_is_laid_without_a_repeat_and_only_on_the_days_chosen(cast):
    taken_in(cast)
    answer = laid(cast)
    assert answer.status_code == 302
    rows = DropLesson.objects.filter(school_class=cast.class_31)
    assert rows.count() == rows.values("drop").distinct().count() > 15
    assert {row.date.isoweekday() for row in rows} == {1, 3, 5}
    assert min(row.date for row in rows) > TODAY
    assert DropSetting.objects.get().weekdays == "135"
    assert not rows.exclude(drop__from_grade__lte=3, drop__to_grade__gte=3).exists()


def test_laying_again_leaves_what_was_told_and_repeats_none_of_it(cast, monkeypatch):
    taken_in(cast)
    laid(cast, "12345")
    first = DropLesson.objects.filter(school_class=cast.class_31).earliest("date")
    by(cast, "homeroom").post(f"{DROPS}lessons/{first.pk}/told/")
    later = TODAY + dt.timedelta(days=8)
    monkeypatch.setattr(membership.timezone, "localdate", lambda: later)
    laid(cast, "24")
    rows = DropLesson.objects.filter(school_class=cast.class_31)
    assert rows.get(pk=first.pk).record is not None
    assert rows.count() == rows.values("drop").distinct().count()
    assert {row.date.isoweekday() for row in rows.filter(date__gte=later)} == {2, 4}


def test_too_few_drops_are_told_with_the_class_the_number_and_what_would_help(cast):
    for n in range(10):
        made_drop(cast, title=f"第{n}个", theme="life", from_grade=1, to_grade=3)
    answer = laid(cast, "12345")
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "三年级(1)班还要排" in told
    assert "用得上的只有 10 个" in told
    assert "或者每周只排 1 天" in told
    assert "四年级(1)班还要排" in told
    assert "用得上的只有 0 个" in told
    assert not DropLesson.objects.exists()


def test_a_class_that_cannot_be_filled_keeps_its_plan_while_the_others_are_laid(cast):
    taken_in(cast)
    laid(cast, "1")
    before = set(DropLesson.objects.filter(school_class=cast.class_41).values_list("pk", flat=True))
    Drop.objects.filter(to_grade__gte=4).update(from_grade=1, to_grade=3)
    answer = laid(cast, "2")
    assert answer.status_code == 422
    held = DropLesson.objects.filter(school_class=cast.class_41)
    assert set(held.values_list("pk", flat=True)) == before
    assert {
        row.date.isoweekday() for row in DropLesson.objects.filter(school_class=cast.class_31)
    } == {2}


def today_laid(cast) -> DropLesson:
    return DropLesson.objects.create(
        school=cast.school,
        term=cast.year.terms.get(number=1),
        school_class=cast.class_31,
        date=TODAY,
        drop=made_drop(cast),
    )


def test_one_tap_makes_one_record_that_counts_for_the_class(cast):
    lesson = today_laid(cast)
    homeroom = by(cast, "homeroom")
    assert "还有 1 节没讲" in page(homeroom, DROPS)
    for _ in range(2):
        homeroom.post(f"{DROPS}lessons/{lesson.pk}/told/")
    record = Record.objects.get()
    assert (record.kind, record.school_class, record.title) == ("moral_drop", cast.class_31, "排队")
    assert "都讲过了" in page(homeroom, DROPS)
    rows = page(homeroom, f"{DROPS}lessons/?class={cast.class_31.pk}&theme=manners&told=yes")
    assert "周老师" in rows


def test_a_record_taken_back_leaves_the_drop_untold(cast):
    lesson = today_laid(cast)
    homeroom = by(cast, "homeroom")
    homeroom.post(f"{DROPS}lessons/{lesson.pk}/told/")
    record = Record.objects.get()
    homeroom.post(f"/records/{record.pk}/withdraw/")
    lesson.refresh_from_db()
    assert lesson.record is None


def test_a_drop_from_the_library_is_told_at_will_but_not_twice_in_a_class(cast):
    drop = made_drop(cast)
    teacher = by(cast, "teacher")
    address = f"{LIBRARY}{drop.pk}/told/"
    assert teacher.post(address, {"school_class": ""}).status_code == 422
    teacher.post(address, {"school_class": cast.class_41.pk})
    again = teacher.post(address, {"school_class": cast.class_41.pk})
    assert "11月24日已经听过这一个了" in again.content.decode()
    assert Record.objects.get().school_class == cast.class_41


def test_the_screen_holds_the_three_parts_and_may_be_kept_by_the_browser(cast):
    lesson = today_laid(cast)
    answer = by(cast, "teacher").get(f"{DROPS}lessons/{lesson.pk}/")
    told = answer.content.decode()
    for words in ("了解一件事", "明白一个理", "记住一句话", "先来后到。", 'data-seconds="180"'):
        assert words in told
    assert "max-age" in answer["Cache-Control"]
    assert cast.accounts["teacher"].name not in told


def test_coverage_names_the_weakest_theme_and_opens_what_a_grade_has_not_had(cast):
    lesson = today_laid(cast)
    other = made_drop(cast, title="睡莲子", theme="life")
    by(cast, "homeroom").post(f"{DROPS}lessons/{lesson.pk}/told/")
    told = page(by(cast, "principal"), f"{DROPS}coverage/")
    assert "各班一共听了 1 节" in told
    unmet = page(by(cast, "principal"), f"{LIBRARY}?unmet={cast.class_31.pk}")
    assert other.title in unmet
    assert lesson.drop.title not in unmet
    grade = page(by(cast, "principal"), f"{LIBRARY}?unmet_grade=4")
    assert "四年级这学期哪个班都没听过的" in grade
    assert lesson.drop.title in grade


def test_a_resting_drop_is_laid_no_more(cast):
    drop = made_drop(cast)
    officer = by(cast, "student_affairs")
    officer.post(f"{LIBRARY}{drop.pk}/rest/")
    assert "用得上的只有 0 个" in laid(cast, "1").content.decode()
    officer.post(f"{LIBRARY}{drop.pk}/rest/")
    drop.refresh_from_db()
    assert drop.state == Drop.State.ACCEPTED


@pytest.mark.parametrize("address", [DROPS, f"{DROPS}coverage/", f"{DROPS}lessons/", LIBRARY])
def test_a_page_costs_the_same_for_one_class_and_for_thirty(cast, address):
    today_laid(cast)
    client = by(cast, "principal")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for n in range(30):
        school_class = SchoolClass.objects.create(
            school=cast.school, code=f"X{n}", grade="五年级", grade_number=5, name=f"五年级({n})班"
        )
        add_student(cast.school, school_class, f"G3{n:03}", f"孩子{n}")
        DropLesson.objects.create(
            school=cast.school,
            term=cast.year.terms.get(number=1),
            school_class=school_class,
            date=TODAY,
            drop=made_drop(cast, title=f"题目{n}"),
        )
    with CaptureQueriesContext(connection) as thirty:
        client.get(address)
    assert len(thirty) == len(one)
    assert Student.objects.count() > 30


def test_whoever_holds_the_lesson_sees_its_drop_first(cast):
    ground = make_ground(cast)
    lesson = ground.lesson(who="teacher")
    drop = made_drop(cast)
    term = cast.year.terms.get(number=1)
    laid_for = {"school": cast.school, "term": term, "date": TODAY, "drop": drop}
    for school_class in (cast.class_31, cast.class_41):
        DropLesson.objects.create(school_class=school_class, **laid_for)
    mine, others = page(by(cast, "teacher"), DROPS).split("别的班")
    assert f"<b>{cast.class_31.name}</b>" in mine.split("你今天要上的课")[1]
    assert f"{lesson.teacher.name}的语文课前" in mine
    assert f"<b>{cast.class_41.name}</b>" in others
    homeroom = page(by(cast, "homeroom"), DROPS)
    assert "你今天要上的课" not in homeroom
    assert f"<b>{cast.class_31.name}</b>" in homeroom.split("你的班")[1].split("别的班")[0]


def test_a_substitute_sees_the_drop_of_the_lesson(cast):
    ground = make_ground(cast)
    lesson = ground.lesson(who="teacher")
    LessonChange.objects.create(
        school=cast.school,
        kind="substitute",
        date=TODAY,
        slot=lesson.slot,
        school_class=lesson.school_class,
        subject=lesson.subject,
        planned=lesson.teacher,
        teacher=cast.staff["group_head"],
    )
    DropLesson.objects.create(
        school=cast.school,
        term=cast.year.terms.get(number=1),
        date=TODAY,
        drop=made_drop(cast),
        school_class=cast.class_31,
    )
    assert "你今天要上的课" in page(by(cast, "group_head"), DROPS)
    assert "你今天要上的课" not in page(by(cast, "teacher"), DROPS)

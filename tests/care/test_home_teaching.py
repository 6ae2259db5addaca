"""Home teaching: a plan by child, sessions that are records, progress against each goal."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.care.models import HomeGoal, HomePlan, HomeProgress
from qingshan.care.rhythm import Rhythm
from qingshan.records.models import Record
from qingshan.school import membership
from tests.care.cases_ground import by
from tests.care.cases_ground import opened as case_opened
from tests.cast import ROLES, add_student

HOME = "/care/home-teaching/"
TODAY = dt.date(2026, 11, 10)  # a Tuesday
WORDS, GOAL, SEEN = "密语坐不起来", "密语扣三颗扣子", "密语扣了两颗"


@pytest.fixture(autouse=True)
def on(monkeypatch):
    def turn(day: dt.date) -> None:
        monkeypatch.setattr(membership.timezone, "localdate", lambda: day)

    turn(TODAY)
    return turn


def begun(cast, who: str = "homeroom", **changed: object) -> HomePlan:
    told = {
        "student": cast.wang.pk,
        "reason": "disability",
        "teacher": cast.staff["teacher"].pk,
        "per_month": "4",
        "starts_on": "2026-11-01",
        "situation": WORDS,
    }
    answer = by(cast, who).post(f"{HOME}new/", told | changed)
    assert answer.status_code == 302, answer.content.decode()
    return HomePlan.objects.latest("pk")


def with_a_goal(cast, plan: HomePlan) -> HomeGoal:
    by(cast, "teacher").post(f"{HOME}{plan.pk}/goals/", {"field": "living", "words": GOAL})
    return HomeGoal.objects.latest("pk")


def session(goal: HomeGoal, **changed: object) -> dict[str, object]:
    return {
        "title": "扣扣子",
        "date": "2026-11-09",
        "minutes": "60",
        "content": "在炕上练的",
        f"level_{goal.pk}": "helped",
        f"words_{goal.pk}": SEEN,
    } | changed


def text(cast, who: str, address: str) -> str:
    return by(cast, who).get(address).content.decode()


@pytest.mark.system("C7", "R6")
def test_a_teacher_who_is_not_otherwise_bound_goes_to_the_child_and_writes_the_session(cast):
    plan = begun(cast)
    goal = with_a_goal(cast, plan)
    teacher = by(cast, "teacher")
    answer = teacher.post(f"{HOME}{plan.pk}/sessions/", session(goal), follow=True)
    page = answer.content.decode()
    for words in ("扣扣子", "有人帮就行", SEEN, "60" if "60" in page else "扣扣子"):
        assert words in page
    record = Record.objects.get(kind="home_teaching")
    assert (record.student, record.staff, record.minutes) == (cast.wang, cast.staff["teacher"], 60)
    assert HomeProgress.objects.get().record == record
    figure = text(cast, "principal", "/indicators/care.home_teaching/")
    assert f"/records/{record.pk}/" in figure


@pytest.mark.system("C7")
def test_a_session_of_the_plain_sheet_counts_and_its_progress_is_written_after(cast):
    plan = begun(cast)
    goal = with_a_goal(cast, plan)
    teacher = by(cast, "teacher")
    sheet = {"student": cast.wang.pk, "title": "认数", "date": "2026-11-10", "content": ""}
    assert teacher.post("/records/new/home_teaching/", sheet).status_code == 302
    record = Record.objects.get()
    address = f"{HOME}{plan.pk}/sessions/{record.pk}/"
    assert address in text(cast, "teacher", f"{HOME}{plan.pk}/")
    teacher.post(address, {f"level_{goal.pk}": "alone", f"words_{goal.pk}": SEEN})
    assert HomeProgress.objects.get().level == "alone"
    held = teacher.post(f"/records/{record.pk}/withdraw/", follow=True)
    assert "送教进展的依据，不能撤回" in held.content.decode()
    teacher.post(address, {})
    assert not HomeProgress.objects.exists()
    teacher.post(f"/records/{record.pk}/withdraw/")
    assert not Record.objects.exists()


@pytest.mark.system("C7")
def test_the_list_says_who_is_due_this_week(cast, on):
    plan = begun(cast)  # four a month: by the 8th, 15th, 23rd, 30th
    assert "这周该去的有 1 个" in text(cast, "homeroom", HOME)
    assert "过了" in text(cast, "homeroom", HOME)
    goal = with_a_goal(cast, plan)
    teacher = by(cast, "teacher")
    for day in ("2026-11-09", "2026-11-10"):
        teacher.post(f"{HOME}{plan.pk}/sessions/", session(goal, date=day))
    assert "这周都去过了" in text(cast, "homeroom", HOME)
    assert "11月23日以前" in text(cast, "homeroom", HOME)
    on(dt.date(2026, 11, 23))
    assert "这周该去的有 1 个" in text(cast, "student_affairs", HOME)
    assert "王同学" in text(cast, "student_affairs", f"{HOME}?due=week")
    assert "王同学" not in text(cast, "student_affairs", f"{HOME}?due=fine")


@pytest.mark.system("C7")
def test_a_plan_that_begins_in_the_middle_of_a_month_asks_for_what_is_left_of_it(cast):
    begun(cast, starts_on="2026-11-09")  # the first stretch was over on the 8th
    page = text(cast, "homeroom", HOME)
    assert "这周该去的有 1 个" in page
    assert "11月15日以前" in page
    HomePlan.objects.update(per_month=1)
    assert "这周都去过了" in text(cast, "homeroom", HOME)


@pytest.mark.system("C7")
@pytest.mark.parametrize("times", range(1, 9))
@pytest.mark.parametrize("month", [dt.date(2027, 2, 1), dt.date(2026, 11, 1), dt.date(2026, 12, 1)])
def test_as_many_are_owed_by_the_end_of_a_month_as_it_asks_and_none_before_its_time(times, month):
    rhythm = Rhythm(times, month)
    first, last = rhythm.month
    days = [first + dt.timedelta(days=n) for n in range(last.day)]
    owed = [rhythm.owed(day) for day in days]
    assert owed == sorted(owed)
    assert owed[-1] == times
    assert [rhythm.due_by(n) for n in range(1, times + 1)][-1] == last
    assert all(first <= rhythm.due_by(n) <= last for n in range(1, times + 1))


@pytest.mark.system("C7")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"per_month": "9"}, "请写 1 到 8 次。"),
        ({"reason": "x"}, "请选一种。"),
        ({"starts_on": "2026-12-01"}, "这一天还没有到。"),
        ({"student": ""}, "请写是哪个孩子。"),
        ({"teacher": ""}, "请写是哪位老师。"),
    ],
)
def test_what_is_wrong_is_told_and_the_words_stay(cast, changed, sentence):
    told = {
        "student": cast.wang.pk,
        "reason": "disability",
        "teacher": cast.staff["teacher"].pk,
        "per_month": "4",
        "starts_on": "2026-11-01",
        "situation": WORDS,
    }
    answer = by(cast, "homeroom").post(f"{HOME}new/", told | changed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert WORDS in answer.content.decode()
    assert not HomePlan.objects.exists()


@pytest.mark.system("C7")
def test_a_child_has_one_plan_and_it_ends_with_a_reason(cast):
    plan = begun(cast)
    again = by(cast, "student_affairs").post(
        f"{HOME}new/",
        {
            "student": cast.wang.pk,
            "reason": "illness",
            "teacher": cast.staff["teacher"].pk,
            "per_month": "2",
            "starts_on": "2026-11-01",
        },
    )
    assert again["Location"] == f"{HOME}{plan.pk}/"
    homeroom = by(cast, "homeroom")
    assert homeroom.post(f"{HOME}{plan.pk}/end/", {}).status_code == 422
    homeroom.post(f"{HOME}{plan.pk}/end/", {"words": "能上学了"})
    page = text(cast, "homeroom", f"{HOME}{plan.pk}/")
    assert "能上学了" in page
    late = homeroom.post(f"{HOME}{plan.pk}/goals/", {"field": "joy", "words": "唱歌"}, follow=True)
    assert "已经结束了" in late.content.decode()
    assert not HomeGoal.objects.exists()
    # The teacher who went there sees it no more, and writes about the child no more.
    assert by(cast, "teacher").get(f"{HOME}{plan.pk}/").status_code == 404
    sheet = {"student": cast.wang.pk, "title": "认数", "date": "2026-11-10"}
    assert by(cast, "teacher").post("/records/new/home_teaching/", sheet).status_code == 422


@pytest.mark.system("C7")
@pytest.mark.parametrize("who", ROLES)
def test_the_words_are_for_who_teaches_and_who_helps(cast, who):
    plan = begun(cast)
    goal = with_a_goal(cast, plan)
    by(cast, "teacher").post(f"{HOME}{plan.pk}/sessions/", session(goal))
    client = by(cast, who)
    answer = client.get(f"{HOME}{plan.pk}/")
    sees = who in {"principal", "student_affairs", "homeroom", "teacher"}
    assert (answer.status_code == 200) is sees
    if sees:
        page = answer.content.decode()
        assert [w for w in (WORDS, GOAL, SEEN) if w in page] == [WORDS, GOAL, SEEN]
    for address in (
        HOME,
        f"/people/students/{cast.wang.pk}/",
        f"/care/signs/{cast.wang.pk}/",
        "/records/",
        f"/search/?q={cast.wang.name}",
        "/",
    ):
        page = client.get(address).content.decode()
        assert not [w for w in (WORDS, GOAL, SEEN) if w in page], address
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            told = repr(cursor.fetchall())
            assert not [w for w in (WORDS, GOAL, SEEN) if w in told], table


@pytest.mark.system("C7")
def test_the_list_costs_the_same_for_one_child_and_for_thirty(cast):
    client = by(cast, "student_affairs")

    def grown(number: int) -> int:
        for n in range(number):
            child = add_student(cast.school, cast.class_31, f"H{n}-{number}", f"丁{n}")
            HomePlan.objects.create(
                school=cast.school, student=child, reason="illness", starts_on=TODAY
            )
        with CaptureQueriesContext(connection) as queries:
            assert client.get(HOME).status_code == 200
        return len(queries)

    client.get(HOME)
    assert grown(1) == grown(30)


@pytest.mark.system("C4")
def test_a_member_of_a_cases_team_writes_about_that_child_while_the_case_is_open(cast):
    case = case_opened(cast)
    sheet = {"student": cast.wang.pk, "content": "到家里去了", "date": "2026-11-10"}
    teacher = by(cast, "teacher")
    assert teacher.post("/records/new/home_visit/", sheet).status_code == 422
    by(cast, "homeroom").post(f"/care/cases/{case.pk}/team/", {"staff": cast.staff["teacher"].pk})
    page = text(cast, "teacher", f"/care/cases/{case.pk}/")
    assert "/records/new/return_attempt/" in page
    for kind in ("home_visit", "heart_talk", "return_attempt", "guardian_contact"):
        assert teacher.post(f"/records/new/{kind}/", sheet).status_code == 302
    assert Record.objects.filter(staff=cast.staff["teacher"], student=cast.wang).count() == 4
    assert teacher.get(f"/people/students/{cast.wang.pk}/").status_code == 404
    (member,) = case.members.all()
    by(cast, "homeroom").post(f"/care/cases/{case.pk}/team/{member.pk}/leave/")
    assert teacher.post("/records/new/home_visit/", sheet).status_code == 422

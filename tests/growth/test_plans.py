"""“强基固本”: model posts of members, and plans that a person agrees to and may end."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.growth.models import DevelopmentPlan, ModelPost, PlanStep, Title
from qingshan.people.models import Staff
from qingshan.records.models import Record
from qingshan.school import membership
from tests.cast import ROLES

pytestmark = pytest.mark.system("T1")
PLANS, POSTS = "/growth/plans/", "/growth/posts/"
TODAY = dt.date(2026, 11, 24)
AIM, STEP = "密语目标甲", "密语一步乙"


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


@pytest.fixture
def school(cast):
    """吴老师 is a party member; 周老师 holds a title and is none."""
    Staff.objects.filter(pk=cast.staff["teacher"].pk).update(political_status="中共党员")
    Title.objects.create(
        school=cast.school,
        staff=cast.staff["homeroom"],
        title="区级骨干教师",
        level="区级",
        awarded_on=dt.date(2025, 6, 1),
    )
    return cast


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def lesson(cast, who: str, day: dt.date = TODAY) -> Record:
    return Record.objects.create(
        school=cast.school,
        number=f"L{Record.objects.count()}",
        date=day,
        kind="open_lesson",
        title="《观潮》公开课",
        staff=cast.staff[who],
    )


def proposed(cast, **changed: object):
    told = {
        "direction": "to_backbone",
        "staff": cast.staff["teacher"].pk,
        "companion": cast.staff["group_head"].pk,
        "aim": AIM,
    } | changed
    return by(cast, "secretary").post(f"{PLANS}new/", told)


def say(cast, who: str, word: str):
    plan = DevelopmentPlan.objects.get()
    return by(cast, who).post(f"{PLANS}{plan.pk}/say/", {"word": word})


def page(cast, who: str) -> str:
    plan = DevelopmentPlan.objects.get()
    return by(cast, who).get(f"{PLANS}{plan.pk}/").content.decode()


def test_a_plan_is_proposed_agreed_walked_and_reached(school):
    assert proposed(school).status_code == 302
    assert AIM not in page(school, "group_head")  # nobody hears of it before the person agrees
    assert "有一份培养计划等你定" in by(school, "teacher").get("/").content.decode()
    say(school, "teacher", "agree")
    assert "有一份培养计划等你定" not in by(school, "teacher").get("/").content.decode()
    assert AIM in page(school, "group_head")
    plan = DevelopmentPlan.objects.get()
    by(school, "group_head").post(
        f"{PLANS}{plan.pk}/steps/new/", {"words": STEP, "due_on": "2026-12-20"}
    )
    say(school, "teacher", "finish")
    assert DevelopmentPlan.objects.get().state == "agreed"  # a step is open
    record = lesson(school, "teacher")
    step = PlanStep.objects.get()
    done = f"{PLANS}{plan.pk}/steps/{step.pk}/done/"
    assert "《观潮》公开课" in by(school, "teacher").get(done).content.decode()
    by(school, "teacher").post(done, {"on": "2026-11-24", "record": record.pk})
    assert f"/records/{record.pk}/" in page(school, "teacher")
    say(school, "teacher", "finish")
    assert DevelopmentPlan.objects.get().state == "done"


def test_the_person_declines_or_ends_it_and_no_reason_is_asked(school):
    proposed(school)
    say(school, "teacher", "end")
    assert DevelopmentPlan.objects.get().state == "ended"
    assert AIM not in page(school, "group_head")
    proposed(school)
    plan = DevelopmentPlan.objects.latest("pk")
    client = by(school, "teacher")
    client.post(f"{PLANS}{plan.pk}/say/", {"word": "agree"})
    client.post(f"{PLANS}{plan.pk}/say/", {"word": "end"})
    plan.refresh_from_db()
    assert (plan.state, plan.ended_on) == ("ended", TODAY)
    assert client.get(f"{PLANS}{plan.pk}/steps/new/").status_code == 200
    client.post(f"{PLANS}{plan.pk}/steps/new/", {"words": STEP, "due_on": "2026-12-20"})
    assert not PlanStep.objects.exists()


def test_nobody_agrees_or_ends_it_for_another(school):
    proposed(school)
    for who in ("secretary", "principal", "group_head"):
        for word in ("agree", "end"):
            assert say(school, who, word).status_code == 404
    assert DevelopmentPlan.objects.get().state == "proposed"


def test_one_may_write_a_plan_for_oneself(school):
    told = {"direction": "to_member", "companion": school.staff["secretary"].pk, "aim": AIM}
    by(school, "homeroom").post(f"{PLANS}new/", told | {"staff": school.staff["teacher"].pk})
    plan = DevelopmentPlan.objects.get()
    assert (plan.staff, plan.state) == (school.staff["homeroom"], "agreed")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"direction": "to_member"}, "“骨干 → 党员”是给有称号、还不是党员的老师的"),
        ({"direction": "up"}, "请选一种。"),
        ({"companion": "same"}, "请另一位老师来陪。"),
        ({"aim": " "}, "请写想走到哪里。"),
        ({"staff": ""}, "请写是哪位老师。"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(school, changed, sentence):
    if changed.get("companion"):
        changed = {"companion": school.staff["teacher"].pk}
    answer = proposed(school, **changed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not DevelopmentPlan.objects.exists()


def test_one_open_plan_a_direction(school):
    proposed(school)
    assert "已经有一份在走" in proposed(school).content.decode()


@pytest.mark.parametrize("who", ROLES)
def test_a_plan_is_seen_by_the_person_the_companion_and_who_leads(school, who):
    proposed(school)
    say(school, "teacher", "agree")
    sees = {"teacher", "group_head", "principal", "secretary"}
    answer = by(school, who).get(f"{PLANS}{DevelopmentPlan.objects.get().pk}/")
    assert (answer.status_code == 200) is (who in sees)
    assert (AIM in answer.content.decode()) is (who in sees)
    listed = by(school, who).get(PLANS).content.decode()
    assert ("吴老师" in listed.partition("<tbody")[2]) is (who in sees)


def test_the_words_of_a_plan_are_kept_sealed(school):
    proposed(school)
    say(school, "teacher", "agree")
    plan = DevelopmentPlan.objects.get()
    by(school, "teacher").post(
        f"{PLANS}{plan.pk}/steps/new/", {"words": STEP, "due_on": "2026-12-20"}
    )
    held = ""
    with connection.cursor() as cursor:
        for table in ("growth_developmentplan", "growth_planstep", "auditlog_logentry"):
            cursor.execute(f"SELECT * FROM {table}")
            held += str(cursor.fetchall())
    assert AIM not in held
    assert STEP not in held


def test_a_member_takes_a_model_post_and_leaves_it(school):
    told = {"post": "课堂示范岗", "promise": "每月一节公开课"}
    assert by(school, "homeroom").post(f"{POSTS}new/", told).status_code == 404  # no member
    by(school, "teacher").post(f"{POSTS}new/", told)
    again = by(school, "teacher").post(f"{POSTS}new/", told)
    assert "已经有一个示范岗了" in again.content.decode()
    shown = by(school, "homeroom").get(POSTS).content.decode()
    assert "吴老师 · 课堂示范岗" in shown
    post = ModelPost.objects.get()
    assert by(school, "homeroom").post(f"{POSTS}{post.pk}/leave/").status_code == 404
    by(school, "teacher").post(f"{POSTS}{post.pk}/leave/")
    assert "课堂示范岗" not in by(school, "homeroom").get(POSTS).content.decode()
    post.refresh_from_db()
    assert post.until == TODAY


def test_the_secretary_names_the_member_and_sees_the_open_lessons_of_all(school):
    told = {"post": "值守岗", "promise": "夜里在", "staff": school.staff["teacher"].pk}
    by(school, "secretary").post(f"{POSTS}new/", told)
    lesson(school, "teacher")
    lesson(school, "principal")
    lesson(school, "homeroom")  # no member
    lesson(school, "teacher", dt.date(2026, 8, 1))  # before this term
    shown = by(school, "secretary").get(POSTS)
    assert {one.staff for one in shown.context["lessons"]} == {
        school.staff["teacher"],
        school.staff["principal"],
    }
    assert "这学期公开课 1 节" in shown.content.decode()
    assert list(by(school, "homeroom").get(POSTS).context["lessons"]) == []
    assert len(by(school, "teacher").get(POSTS).context["lessons"]) == 1


def test_lists_cost_the_same_for_one_and_for_thirty(school):
    from tests.growth.conftest import hire

    client = by(school, "secretary")

    def cost() -> list[int]:
        costs = []
        for address in (POSTS, PLANS):
            with CaptureQueriesContext(connection) as taken:
                client.get(address)
            costs.append(len(taken))
        return costs

    def one_more(number: int) -> None:
        staff = hire(school, number, year=2015, political_status="中共党员")
        ModelPost.objects.create(
            school=school.school, staff=staff, post="岗", promise="做到", since=TODAY
        )
        DevelopmentPlan.objects.create(
            school=school.school,
            staff=staff,
            direction="to_backbone",
            companion=school.staff["principal"],
            proposed_by=school.accounts["secretary"],
            proposed_on=TODAY,
        )

    one_more(99)
    cost()
    before = cost()
    for number in range(30):
        one_more(number)
    assert cost() == before

"""Study: a campaign with its plan, a session by one tap, role models, what somebody takes away."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.ideals.models import Campaign, StudySession, Takeaway
from qingshan.ideals.study.role_models import all_role_models
from qingshan.records.models import Record
from tests.gatherings.ground import by, called

STUDY = "/ideals/study/"
THEME = {"title": "学习贯彻四中全会精神", "starts_on": "2026-11-01", "ends_on": "2026-12-31"}
OWN = "密语：我想先从每天问一个孩子开始"


def campaign(cast, **changed: object) -> Campaign:
    sheet = THEME | {"aim": "每月两次"} | changed
    answer = by(cast, "secretary").post(f"{STUDY}campaigns/new/", sheet)
    assert answer.status_code == 302, answer.content.decode()
    return Campaign.objects.latest("pk")


@pytest.mark.system("B1")
def test_a_campaign_has_a_plan_that_says_what_is_next(cast):
    theme = campaign(cast)
    for title, day in (
        ("第一次", "2026-11-10"),
        ("第二次", "2026-11-24"),
        ("第三次", "2026-12-08"),
    ):
        called(cast, "study", title=title, date=day, campaign=theme.pk)
    page = by(cast, "teacher").get(f"{STUDY}campaigns/{theme.pk}/").content.decode()
    lines = page.split("学习计划")[1].split("<li>")[1:]
    assert [("第" in line, "下一次" in line, "学过了" in line) for line in lines[:3]] == [
        (True, False, True),
        (True, True, False),
        (True, False, False),
    ]
    study = by(cast, "teacher").get(STUDY).content.decode()
    assert "3 次，学过 1 次" in study
    assert study.index("第二次") < study.index("第三次")
    assert "第一次" not in study.split("主题教育")[0]


@pytest.mark.system("B1")
def test_one_tap_where_the_plan_stands(cast):
    session = called(cast, "study")
    teacher = by(cast, "teacher")
    assert "我到了" in teacher.get(STUDY).content.decode()
    sent = {"next": STUDY}
    page = teacher.post(f"/gatherings/{session.pk}/here/", sent, follow=True).content.decode()
    assert "记为：集中学习 60 分钟" in page
    assert "签到了" in page
    assert Record.objects.get().kind == "group_study"


@pytest.mark.system("B1")
def test_a_takeaway_is_its_writers_until_they_share_it(cast):
    gathering = called(cast, "study")
    session = StudySession.objects.get(gathering=gathering)
    address = f"{STUDY}{session.pk}/takeaway/"
    teacher = by(cast, "teacher")
    page = teacher.post(address, {"words": OWN}, follow=True).content.decode()
    assert "只有你自己看得到" in page
    assert OWN in page

    def seen_by(who: str) -> bool:
        pages = (f"/gatherings/{gathering.pk}/", STUDY, f"{STUDY}takeaways/", address)
        return any(OWN in by(cast, who).get(page).content.decode() for page in pages)

    others = ("administrator", "principal", "secretary", "student_affairs", "homeroom")
    assert not any(seen_by(who) for who in others)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM ideals_takeaway")
        assert OWN not in cursor.fetchone()[0]
        cursor.execute("SELECT changes FROM auditlog_logentry")
        assert not any(OWN in str(row) for row in cursor.fetchall())
    teacher.post(address, {"words": OWN, "shared": "on"})
    assert all(seen_by(who) for who in others)
    teacher.post(address, {"words": OWN})
    assert not any(seen_by(who) for who in others)
    assert Takeaway.objects.count() == 1


def test_nobody_takes_anything_from_what_has_not_been(cast):
    gathering = called(cast, "study", date="2026-11-30")
    session = StudySession.objects.get(gathering=gathering)
    assert by(cast, "teacher").get(f"{STUDY}{session.pk}/takeaway/").status_code == 404


@pytest.mark.system("B2")
def test_the_library_holds_people_with_sources(cast):
    people = all_role_models()
    assert len(people) >= 8
    assert {"张桂梅", "于漪"} <= {one.name for one in people.values()}
    page = by(cast, "teacher").get("/ideals/role-models/").content.decode()
    for one in people.values():
        assert one.name in page
        assert one.sources
        told = by(cast, "teacher").get(f"/ideals/role-models/{one.key}/").content.decode()
        assert one.sources[0] in told
    assert by(cast, "teacher").get("/ideals/role-models/nobody/").status_code == 404


@pytest.mark.system("B2")
def test_a_session_on_a_role_model_stands_in_the_one_table(cast):
    sheet = by(cast, "secretary").get("/gatherings/new/study/?role_model=zhang-guimei")
    assert '<option value="zhang-guimei" selected>' in sheet.content.decode()
    gathering = called(
        cast, "study", title="读张桂梅", role_model="zhang-guimei", reading="先看短片"
    )
    teacher = by(cast, "teacher")
    page = teacher.get(f"/gatherings/{gathering.pk}/").content.decode()
    assert "/ideals/role-models/zhang-guimei/" in page
    assert "先看短片" in page
    assert "读张桂梅" in teacher.get("/ideals/role-models/zhang-guimei/").content.decode()
    assert "学过 1 次" in teacher.get("/ideals/role-models/").content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "请写主题。"),
        ({"ends_on": "2026-10-01"}, "结束要在开始之后。"),
        ({"starts_on": "2026-13-01"}, "2026-13-01"),
        ({"aim": "长" * 4001}, "写得太长了"),
    ],
)
def test_a_slip_in_a_campaign_is_told_at_its_field(cast, changed, sentence):
    answer = by(cast, "secretary").post(f"{STUDY}campaigns/new/", THEME | changed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Campaign.objects.exists()


def test_a_slip_in_what_it_is_about_keeps_nothing(cast):
    from qingshan.gatherings.models import Gathering
    from tests.gatherings.ground import plan

    sheet = plan(cast, role_model="nobody", title="只在这里")
    answer = by(cast, "secretary").post("/gatherings/new/study/", sheet)
    assert answer.status_code == 422
    assert "请从列表里选一个。" in answer.content.decode()
    assert "只在这里" in answer.content.decode()
    assert not Gathering.objects.exists()


def test_the_plan_costs_the_same_for_one_session_and_for_thirty(cast):
    theme = campaign(cast)
    teacher = by(cast, "teacher")
    costs = []
    for number in (1, 29):
        for n in range(number):
            called(cast, "study", title=f"第{n}次", date=f"2026-12-{n + 1:02}", campaign=theme.pk)
        with CaptureQueriesContext(connection) as told:
            teacher.get(f"{STUDY}campaigns/{theme.pk}/")
        costs.append(len(told))
    assert costs[0] == costs[1]

"""A year of theme education: plans with four parties, sessions with who took part, photographs."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from qingshan.character import retention
from qingshan.character.models import PhotoConsent, ThemeChild, ThemePlan, ThemeSession
from qingshan.character.themes.occasions import occasions, occasions_between
from qingshan.records.models import Evidence, Record
from qingshan.school import membership
from qingshan.school.models import SchoolClass
from tests.cast import add_student
from tests.routes_moral import a_theme_plan, a_theme_session

pytestmark = pytest.mark.system("M3")

TODAY = dt.date(2026, 11, 24)
THEMES = "/character/themes/"
PLAN = {
    "grades": ["3", "4"],
    "theme": "gratitude",
    "title": "重阳敬老",
    "date": "2026-12-04",
    "occasion": "double-ninth",
    "branch": "支部联系村里的老人",
    "principal": "校长带队",
    "everyone": "人人写一张贺卡",
    "family": "家里请老人讲故事",
}


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def picture() -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(made, "JPEG")
    return SimpleUploadedFile("演练.jpg", made.getvalue(), "image/jpeg")


def hold(cast, who: str = "homeroom", **more):
    (plan,) = a_theme_plan(cast)
    told = {"date": "2026-11-09", "parties": ["everyone"], "children": [cast.wang.pk]}
    address = f"{THEMES}plans/{plan}/hold/{cast.class_31.pk}/"
    return by(cast, who).post(address, told | more)


def test_a_plan_for_two_grades_is_a_row_in_each_and_fills_the_grid(cast):
    officer = by(cast, "student_affairs")
    assert "10 格里还有 10 格没有计划" in page(officer, THEMES)
    officer.post(f"{THEMES}plans/new/", PLAN)
    assert set(ThemePlan.objects.values_list("grade_number", flat=True)) == {3, 4}
    told = page(officer, THEMES)
    assert "10 格里还有 8 格没有计划" in told
    assert "还差 2 个班没做" in told
    again = officer.post(f"{THEMES}plans/new/", PLAN)
    assert again.status_code == 422
    assert "同名的计划" in again.content.decode()


def test_a_wrong_plan_says_what_is_wrong_and_keeps_what_was_typed(cast):
    wrong = PLAN | {"grades": [], "date": "2031-01-01", "title": ""}
    answer = by(cast, "principal").post(f"{THEMES}plans/new/", wrong)
    told = answer.content.decode()
    assert answer.status_code == 422
    for sentence in ("至少勾一个年级", "要在这个学年里", "请写个题目"):
        assert sentence in told
    assert PLAN["everyone"] in told


def test_a_day_of_the_calendar_begins_a_plan(cast):
    told = page(by(cast, "principal"), f"{THEMES}plans/new/?occasion=fire&date=2026-11-09")
    assert "119消防日：疏散演练" in told
    assert "2026-11-09" in told


def test_the_days_fall_where_the_sun_and_the_moon_say():
    found = {
        each.occasion.key: each.date
        for each in occasions_between(dt.date(2026, 8, 31), dt.date(2027, 7, 9))
    }
    assert found["double-ninth"] == dt.date(2026, 10, 18)
    assert found["mid-autumn"] == dt.date(2026, 9, 25)
    assert found["dragon-boat"] == dt.date(2027, 6, 9)
    assert found["pioneers-founded"] == dt.date(2026, 10, 13)
    assert len(found) == len(occasions())


def test_a_session_is_one_record_with_who_took_part(cast):
    answer = hold(cast, families=[cast.wang.pk], community="派出所民警")
    assert answer.status_code == 302
    record = Record.objects.get(kind="theme_session")
    assert record.parts == "everyone family community"
    assert record.school_class == cast.class_31
    child = ThemeChild.objects.get()
    assert (child.student, child.family_came) == (cast.wang, True)
    told = page(by(cast, "homeroom"), answer["Location"])
    assert "孩子 1 个，家长来了 1 家" in told
    assert "派出所民警" in told


def test_a_class_holds_a_plan_once_and_not_before_its_day(cast):
    assert hold(cast, date="2026-12-24").status_code == 422
    (plan,) = ThemePlan.objects.values_list("pk", flat=True)
    told = {"date": "2026-11-09", "children": [cast.wang.pk]}
    address = f"{THEMES}plans/{plan}/hold/{cast.class_31.pk}/"
    for _ in range(2):
        by(cast, "homeroom").post(address, told)
    assert ThemeSession.objects.count() == Record.objects.count() == 1


def test_a_session_without_a_child_is_not_kept(cast):
    answer = hold(cast, children=[])
    assert "至少一个" in answer.content.decode()
    assert not Record.objects.exists()


@pytest.mark.system("M1")
def test_the_four_parties_are_counted_and_each_figure_opens_its_rows(cast):
    hold(cast, families=[cast.wang.pk])
    told = page(by(cast, "secretary"), f"{THEMES}parties/")
    assert "1 项计划，做过 1 次" in told
    assert "?open=principal" in told
    assert "每项计划都写了" in told  # the branch's part is there
    assert "还缺：校长负责、全员参与、家庭社会联动" in told
    assert "疏散演练" in page(by(cast, "secretary"), f"{THEMES}parties/?open=family")
    assert "疏散演练" not in page(by(cast, "secretary"), f"{THEMES}parties/?open=branch")
    assert "疏散演练" in page(by(cast, "secretary"), f"{THEMES}sessions/?party=family")
    assert "疏散演练" not in page(by(cast, "secretary"), f"{THEMES}sessions/?party=principal")


def test_a_photograph_needs_the_consent_of_whoever_is_on_it(cast):
    (session,) = a_theme_session(cast)
    homeroom, address = by(cast, "homeroom"), f"{THEMES}sessions/{session}/"
    answer = homeroom.post(address, {"photo": picture()})
    assert "没有认得出来的" in answer.content.decode()
    answer = homeroom.post(address, {"photo": picture(), "children": [cast.wang.pk]})
    assert "王同学的家长还没有同意拍照" in answer.content.decode()
    assert not Evidence.objects.exists()
    consents = f"/character/photos/consents/{cast.class_31.pk}/"
    homeroom.post(consents, {"agreed": [cast.wang.pk], "way": "纸质回执"})
    homeroom.post(address, {"photo": picture(), "children": [cast.wang.pk]})
    assert "<img" in page(homeroom, address)
    homeroom.post(consents, {"agreed": [], "way": "纸质回执"})
    assert PhotoConsent.objects.get().withdrawn_on == TODAY
    assert "<img" not in page(homeroom, address)


def test_who_took_part_is_forgotten_after_its_time(cast):
    a_theme_session(cast)
    school, day = cast.school.pk, dt.date(2026, 11, 9)
    assert retention.theme_children(school, day, dry_run=False) == 0
    assert retention.theme_children(school, day + dt.timedelta(days=1), dry_run=False) == 1
    assert ThemeSession.objects.exists()


@pytest.mark.parametrize("address", ["", "plans/", "sessions/", "parties/"])
def test_a_page_costs_the_same_for_one_plan_and_for_thirty(cast, address):
    a_theme_session(cast)
    client = by(cast, "principal")
    client.get(THEMES + address)
    with CaptureQueriesContext(connection) as one:
        client.get(THEMES + address)
    for n in range(30):
        held = SchoolClass.objects.create(
            school=cast.school, code=f"X{n}", grade="五年级", grade_number=5, name=f"五年级({n})班"
        )
        add_student(cast.school, held, f"G3{n:03}", f"孩子{n}")
        ThemePlan.objects.create(
            school=cast.school,
            year=cast.year,
            grade_number=5,
            theme="heart",
            title=f"计划{n}",
            date=TODAY,
        )
    with CaptureQueriesContext(connection) as thirty:
        client.get(THEMES + address)
    assert len(thirty) == len(one)


def test_a_colleague_sees_that_a_class_held_it_and_none_of_its_children(cast):
    (session,) = a_theme_session(cast)
    ThemeSession.objects.update(community="派出所民警")
    address = f"{THEMES}sessions/{session}/"
    colleague = by(cast, "group_head")
    told = page(colleague, address)
    assert "三年级(1)班" in told
    assert "王同学" not in told
    assert "派出所民警" not in told
    assert "派出所民警" in page(by(cast, "homeroom"), address)
    assert "名单和照片只给带这个班的老师" in told
    assert colleague.post(address, {"photo": picture()}).status_code == 404

"""Strengths of a child, roles, the five of a class and the school, features, awards."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.character.fives import five_of
from qingshan.character.models import (
    ClassRole,
    Festival,
    FestivalEntry,
    Placement,
    ThemeSession,
)
from qingshan.outcomes.models import Honour, Level
from qingshan.records.models import Record
from qingshan.school import membership
from tests.character.courses_ground import TODAY, ball, classmates, course, placed
from tests.routes_moral import a_festival_item, a_theme_session

HOME = "/character/"


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


def page(cast, who: str, address: str, status: int = 200) -> str:
    answer = cast.sign_in(Client(), who).get(f"{HOME}{address}")
    assert answer.status_code == status
    return answer.content.decode()


def award(cast, child, name: str, category: str = "体育") -> Honour:
    return Honour.objects.create(
        school=cast.school,
        recipient=Honour.Recipient.STUDENT,
        student=child,
        name=name,
        level=Level.DISTRICT,
        category=category,
        date=dt.date(2026, 10, 8),
    )


def role(cast, child, name: str = "图书角管理员", five: str = "读书", **more) -> ClassRole:
    row = {"school": cast.school, "student": child, "since": dt.date(2026, 9, 1)}
    return ClassRole.objects.create(name=name, five=five, **row | more)


def deed(cast, kind: str, child=None, school_class=None) -> Record:
    return Record.objects.create(
        school=cast.school,
        number=f"R{Record.objects.count()}",
        date=dt.date(2026, 11, 2),
        kind=kind,
        staff=cast.staff["homeroom"],
        student=child,
        school_class=school_class,
    )


@pytest.mark.system("F3")
def test_a_childs_page_tells_what_it_did_by_the_five_and_no_score(cast):
    placed(cast, cast.wang, ball(cast))
    award(cast, cast.wang, "校运会跳远一等奖")
    role(cast, cast.wang)
    deed(cast, "moral_drop", school_class=cast.class_31)
    deed(cast, "concern", cast.wang)
    shown = page(cast, "homeroom", f"strengths/{cast.wang.pk}/")
    sports = shown[shown.index("<h2>运动</h2>") : shown.index("<h2>科学</h2>")]
    assert "乒乓球" in sports
    assert "校运会跳远一等奖（区级）" in sports
    assert "图书角管理员" in shown[shown.index("<h2>读书</h2>") :]
    assert "做过的 3 件事" in shown
    assert "听过 1 次小水滴" in shown
    assert "放心不下" not in shown
    card = cast.sign_in(Client(), "homeroom").get(f"/people/students/{cast.wang.pk}/")
    assert f"/character/strengths/{cast.wang.pk}/" in card.content.decode()
    assert (
        f"?class={cast.class_31.pk}"
        in (
            cast.sign_in(Client(), "homeroom").get(f"/people/classes/{cast.class_31.pk}/")
        ).content.decode()
    )
    for who in ("teacher", "group_head", "other_school"):
        page(cast, who, f"strengths/{cast.wang.pk}/", 404)


@pytest.mark.system("F3")
def test_themes_and_festivals_a_child_took_part_in_are_there_once(cast):
    a_theme_session(cast)
    (rope,) = a_festival_item(cast, title="跳绳")
    festival = Festival.objects.get()
    told = {"school": cast.school, "student": cast.wang, "state": "in"}
    FestivalEntry.objects.create(item_id=rope, result="took_part", **told)
    for title, result in (("拔河", "absent"), ("接力", "")):
        (item,) = a_festival_item(cast, title=title, festival=festival.pk)
        FestivalEntry.objects.create(item_id=item, result=result, **told)
    (won,) = a_festival_item(cast, title="踢毽", festival=festival.pk)
    honour = award(cast, cast.wang, "体育节踢毽一等奖")
    FestivalEntry.objects.create(item_id=won, result="first", honour=honour, **told)
    words = page(cast, "homeroom", f"strengths/{cast.wang.pk}/")
    assert ThemeSession.objects.get().plan.title in words
    assert "体育节：跳绳" in words
    assert words.count("踢毽") == 1
    assert "拔河" not in words
    assert "接力" not in words


def test_the_growth_page_for_the_family_holds_the_same_and_room_to_write(cast):
    role(cast, cast.wang)
    shown = page(cast, "homeroom", f"strengths/{cast.wang.pk}/page/")
    for words in ("图书角管理员", "老师想说的话", "家里想说的话", "data-print"):
        assert words in shown
    assert cast.wang.number not in shown


@pytest.mark.system("F3")
def test_whoever_leads_a_class_gives_roles_and_ends_them(cast):
    client = cast.sign_in(Client(), "homeroom")
    address = f"{HOME}roles/{cast.class_31.pk}/"
    sheet = {"student": cast.wang.pk, "name": "领操员", "five": "运动", "since": "2026-11-24"}
    assert "还没有到" in client.post(address, sheet | {"since": "2026-12-01"}).content.decode()
    assert client.post(address, sheet).status_code == 302
    assert "已经在做" in client.post(address, sheet).content.decode()
    held = ClassRole.objects.get()
    assert "每个孩子都有岗位了" in client.get(address).content.decode()
    client.post(f"{HOME}roles/{held.pk}/end/")
    held.refresh_from_db()
    assert held.until == TODAY
    assert "领操员" in page(cast, "homeroom", f"strengths/{cast.wang.pk}/")
    other = cast.sign_in(Client(), "teacher")
    assert other.post(f"{HOME}roles/{held.pk}/end/").status_code == 404


@pytest.mark.system("F1")
def test_the_five_of_a_class_name_the_weakest_and_open_into_their_rows(cast):
    placed(cast, cast.wang, ball(cast))
    award(cast, cast.wang, "校运会跳远一等奖")
    award(cast, cast.feng, "科技创新大赛一等奖", "科技")
    role(cast, cast.wang)
    deed(cast, "moral_drop", school_class=cast.class_31)
    deed(cast, "heart_talk", cast.wang)
    deed(cast, "concern", cast.wang)  # a worry is nothing that was done
    deed(cast, "open_lesson", school_class=cast.class_31)  # a teacher's, not the children's
    shown = page(cast, "homeroom", f"five/?class={cast.class_31.pk}")
    assert "三年级(1)班这学期一共 5 件，最弱的是科学，还没有做过" in shown
    whole = page(cast, "principal", "five/")
    assert "全校这学期一共 6 件，最弱的是科学、读书、文明、梦想，只有 1 件" in whole
    links = re.findall(r'href="(/character/five/[^"]+)"[^>]*>(\d+)', shown)
    total = 0
    for href, number in links:
        rows = page(cast, "homeroom", href.replace("&amp;", "&").removeprefix(HOME))
        assert rows.count('<th scope="row">') == int(number)
        total += int(number)
    assert total == 5


@pytest.mark.system("F1")
def test_the_five_are_drawn_with_the_sentence_as_their_words(cast):
    role(cast, cast.wang)
    answer = cast.sign_in(Client(), "homeroom").get(f"{HOME}five/chart/?class={cast.class_31.pk}")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "读书" in answer.content.decode()


@pytest.mark.system("F1")
def test_numbers_of_the_school_are_everybodys_and_the_rows_only_of_ones_own_children(cast):
    role(cast, cast.wang)
    role(cast, cast.feng)
    assert "全校这学期一共 2 件" in page(cast, "teacher", "five/")
    rows = page(cast, "homeroom", "five/读书/roles/")
    assert cast.wang.name in rows
    assert cast.feng.name not in rows
    assert "另有 1 条" in rows
    page(cast, "teacher", f"five/?class={cast.class_31.pk}", 404)
    page(cast, "homeroom", f"five/?class={cast.class_41.pk}", 404)


@pytest.mark.parametrize(
    ("words", "five"),
    [
        (("体育", "乒乓球"), "运动"),
        (("手工", "科学小制作"), "科学"),
        (("素养", "小主持人"), "读书"),
        (("素养", "礼仪"), "文明"),
        (("音乐", "二胡"), "梦想"),
    ],
)
@pytest.mark.system("F1")
def test_a_course_and_an_honour_carry_the_five_that_their_words_name(words, five):
    category, name = words
    assert five_of(name, category) == five


@pytest.mark.system("F3")
def test_the_school_is_known_by_what_it_does_most_its_honours_and_courses(cast):
    placed(cast, cast.wang, ball(cast))
    Honour.objects.create(
        school=cast.school,
        recipient=Honour.Recipient.SCHOOL,
        name="国家级足球特色校",
        level=Level.NATION,
        date=dt.date(2025, 6, 1),
    )
    shown = page(cast, "teacher", "features/")
    assert "运动：让运动成为习惯" in shown
    assert "国家级足球特色校" in shown
    assert "1 个孩子" in shown


@pytest.mark.system("R4")
def test_categories_courses_and_awards_open_into_rows_by_category(cast):
    course(cast, "乒乓球")
    course(cast, "足球")
    course(cast, "二胡", "音乐")
    course(cast, "语文", "语言", nature="national")
    award(cast, cast.wang, "跳远一等奖")
    award(cast, cast.feng, "合唱一等奖", "艺术")
    shown = page(cast, "principal", "awards/")
    told = re.findall(r'href="/indicators/([\w.]+)/"[^>]*>(\d+)', shown)
    assert told == [("courses.categories", "2"), ("courses.count", "3"), ("students.awards", "2")]
    assert "乒乓球、足球" in shown
    assert "合唱一等奖" not in page(cast, "principal", "awards/?category=体育")
    own = page(cast, "homeroom", "awards/")
    assert "跳远一等奖" in own
    assert "合唱一等奖" not in own
    assert "另有 1 项" in own


@pytest.mark.parametrize("address", ["five/", "features/", "awards/", "five/运动/courses/"])
def test_a_page_costs_the_same_for_one_child_and_for_thirty(cast, address):
    one = ball(cast)
    placed(cast, cast.wang, one)
    role(cast, cast.wang)
    award(cast, cast.wang, "跳远")

    def cost() -> int:
        asking = cast.sign_in(Client(), "principal")
        asking.get(f"{HOME}{address}")
        with CaptureQueriesContext(connection) as asked:
            asking.get(f"{HOME}{address}")
        return len(asked)

    before = cost()
    for n, child in enumerate(classmates(cast, 30)):
        placed(cast, child, one)
        role(cast, child, f"岗位{n}")
        award(cast, child, f"奖{n}")
    assert Placement.objects.count() == 31
    assert cost() == before

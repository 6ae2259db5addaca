"""Home by role: what needs this person today, done where it stands."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qingshan.desk.day import addressed
from qingshan.people.models import Pairing, Staff
from qingshan.programmes.services import lay_periods
from qingshan.records.models import Record
from qingshan.school.membership import Member
from qingshan.school.models import CalendarDay
from tests.cast import add_student

TODAY = dt.date(2026, 11, 24)  # a Tuesday in the thirteenth week
HOME = "/"


@pytest.fixture
def school(cast, monkeypatch):
    """The cast on a school day, with the periods of its year laid."""
    monkeypatch.setattr(Member, "today", TODAY)
    CalendarDay.objects.create(school=cast.school, date=dt.date(2026, 10, 1), kind="holiday")
    lay_periods(cast.school)
    return cast


def page(client, school, who: str) -> str:
    school.sign_in(client, who)
    answer = client.get(HOME)
    assert answer.status_code == 200
    return answer.content.decode()


def record(school, who, kind, day, student=None, **more) -> Record:
    number = f"R{Record.objects.count():06}"
    return Record.objects.create(
        school=school.school,
        staff=school.staff[who],
        kind=kind,
        date=day,
        number=number,
        student=student,
        **more,
    )


def support(school, who, child, since=dt.date(2026, 9, 1), until=None) -> Pairing:
    return Pairing.objects.create(
        school=school.school,
        kind=Pairing.Kind.STUDENT_SUPPORT,
        giver=school.staff[who],
        student=child,
        starts_on=since,
        ends_on=until,
    )


@pytest.mark.system("T3")
def test_what_is_open_today_is_written_down_where_it_stands(client, school):
    told = page(client, school, "teacher")
    assert "吴老师" in told
    assert "第十三周" in told
    assert "读一则教育新闻" in told
    form = re.search(r'<form method="post" action="(/records/new/news_reading/)"', told)
    sent = {"date": TODAY.isoformat(), "title": "控辍保学：一个也不能少", "next": HOME}
    answer = client.post(form[1], sent)
    assert answer.status_code == 302
    assert answer["Location"] == HOME
    assert Record.objects.get().title == "控辍保学：一个也不能少"
    assert any("记下了" in str(said) for said in get_messages(answer.wsgi_request))
    again = page(client, school, "teacher")
    assert "/records/new/news_reading/" not in again
    assert "同时记入了：教师读书“五个一”、专业发展“五个结合”。不用再填" in again


@pytest.mark.system("T3")
def test_a_streak_is_told_and_today_does_not_break_it(client, school):
    for ago in (1, 4, 5):  # Monday, Friday, Thursday
        record(school, "teacher", "news_reading", TODAY - dt.timedelta(days=ago))
    assert "连续 3 个教学日" in page(client, school, "teacher")


def test_there_are_at_most_three_things(client, school):
    for n in range(5):
        support(school, "teacher", add_student(school.school, school.class_31, f"G7{n}", f"王{n}"))
    told = page(client, school, "teacher")
    assert told.count('class="card task"') == 3
    assert "今天有三件事" in told


def test_a_child_not_seen_for_long_is_asked_after(client, school):
    support(school, "teacher", school.wang)
    told = page(client, school, "teacher")
    assert "去看看王同学家" in told
    assert f"/records/new/home_visit/?student={school.wang.pk}" in told
    record(school, "teacher", "home_visit", TODAY - dt.timedelta(days=3), school.wang)
    assert "去看看王同学家" not in page(client, school, "teacher")
    assert "上次家访 11月21日" in page(client, school, "teacher")


def test_a_child_of_an_ended_pairing_is_no_longer_mine(client, school):
    support(school, "teacher", school.wang, until=dt.date(2026, 10, 1))
    assert "王同学" not in page(client, school, "teacher")


@pytest.mark.system("C5")
def test_a_visit_tells_all_it_counted_for(client, school):
    record(school, "homeroom", "home_visit", TODAY, school.wang)
    told = page(client, school, "homeroom")
    assert "今天的家访，同时记入了：" in told
    assert "走访" in told
    assert "王同学的页面" in told


@pytest.mark.parametrize("who", ["principal", "administrator", "student_affairs", "homeroom"])
def test_the_heading_counts_whatever_the_page_lists(client, school, who):
    Staff.objects.filter(number="T007").update(account=None)
    CalendarDay.objects.all().delete()
    school.feng.left_behind = "both_parents"
    school.feng.save()
    told = page(client, school, who)
    listed = re.search(r'<ul class="todo".*?</ul>', told, re.S)
    looks = listed[0].count("<li") if listed else 0
    assert looks or who == "homeroom"
    things = looks + told.count('class="card task"')
    counted = "一两三四五六七八九"[things - 1]
    assert f"今天有{counted}件事" in told


def test_where_nothing_is_listed_nothing_is_counted(client, school, monkeypatch):
    monkeypatch.setattr(Member, "today", dt.date(2027, 2, 10))
    told = page(client, school, "teacher")
    assert ('class="todo"' in told, "件事" in told) == (False, False)


@pytest.mark.usefixtures("only_the_five_ones")
def test_who_has_done_everything_is_told_so_kindly(client, school):
    for kind in ("news_reading", "paper_reading", "reading_reflection"):
        record(school, "teacher", kind, TODAY)
    told = page(client, school, "teacher")
    assert "今天该做的都做了" in told
    assert 'class="card task"' not in told


def test_holidays_ask_nothing(client, school, monkeypatch):
    monkeypatch.setattr(Member, "today", dt.date(2027, 2, 10))
    told = page(client, school, "teacher")
    assert "假期" in told
    assert "好好歇一歇" in told


@pytest.mark.system("T2")
def test_a_young_teacher_sees_where_the_years_stand(client, school):
    told = page(client, school, "teacher")  # hired on 20 August 2024
    assert "第三年，走向“出成果”" in told
    Staff.objects.filter(pk=school.staff["homeroom"].pk).update(hired_on=dt.date(2021, 11, 24))
    assert "一三五" not in page(client, school, "homeroom"), "five years are over on this day"


@pytest.mark.system("F2")
def test_a_member_sees_their_five_and_the_secretary_the_branch(client, school):
    assert "学校党建“五个一”" in page(client, school, "principal")
    assert "学校党建“五个一”" not in page(client, school, "teacher")
    told = page(client, school, "secretary")
    assert "支部 2 人" in told
    assert "还没有：" in told
    assert "钱书记" in told.split("还没有：")[1]


def test_only_the_secretary_reads_who_is_open_by_name(client, school):
    assert "支部 2 人" in page(client, school, "principal")
    assert "还没有：" not in page(client, school, "principal")
    assert "支部 2 人" not in page(client, school, "teacher")


def test_homeroom_sees_the_class(client, school):
    told = page(client, school, "homeroom")
    assert "三年级(1)班" in told
    assert "我是班主任" in told
    assert "四年级(1)班" not in told


def test_leaders_see_which_children_a_visit_should_reach_first(client, school):
    school.feng.left_behind = "both_parents"
    school.feng.save()
    told = page(client, school, "student_affairs")
    assert "有 1 个这学期还没有家访" in told
    assert "四年级(1)班的 1 个" in told
    record(school, "teacher", "home_visit", TODAY, school.feng)
    assert "还没有家访。" not in page(client, school, "student_affairs")
    assert "这学期还没有家访" not in page(client, school, "teacher")


def test_the_administrator_sees_who_has_no_account_and_what_the_calendar_lacks(client, school):
    Staff.objects.filter(number="T007").update(account=None)
    CalendarDay.objects.all().delete()
    told = page(client, school, "administrator")
    assert "还有 1 位教职工没有账号" in told
    assert "还没有放假和补课" in told


def test_the_countys_officer_is_led_to_the_countys_pages(client, school):
    school.sign_in(client, "county_officer")
    assert client.get(HOME)["Location"] == reverse("county:overview")


def test_an_account_without_an_office_is_told_whom_to_ask(client, school):
    school.accounts["teacher"].appointments.all().delete()
    assert "请学校的管理员" in page(client, school, "teacher")


def test_a_stranger_is_asked_to_sign_in(client, school):
    answer = client.get(HOME)
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_nobodys_child_of_another_class_is_on_a_teachers_home(client, school):
    for who in ("teacher", "group_head", "homeroom"):
        assert "冯同学" not in page(client, school, who)


@pytest.mark.parametrize("who", ["teacher", "homeroom", "secretary", "principal", "administrator"])
def test_home_costs_the_same_for_one_of_everything_and_for_thirty(client, school, who):
    def fill(count, start):
        for n in range(start, start + count):
            child = add_student(school.school, school.class_31, f"G8{n:03}", f"李{n}")
            child.left_behind = "both_parents"
            child.save()
            support(school, who, child)
            record(school, who, "home_visit", TODAY - dt.timedelta(days=30), child)
            record(school, who, "paper_reading", TODAY)

    fill(1, 0)
    page(client, school, who)
    with CaptureQueriesContext(connection) as one:
        page(client, school, who)
    fill(29, 1)
    with CaptureQueriesContext(connection) as thirty:
        page(client, school, who)
    assert len(one) == len(thirty)


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("王芳", "王老师"),
        ("欧阳修远", "欧阳老师"),
        ("周老师", "周老师"),
        ("Anna", "Anna"),
        ("", ""),
    ],
)
def test_people_are_addressed_as_colleagues_do(cast, name, spoken):
    assert addressed(name, Member(cast.accounts["teacher"])) == spoken


def test_a_programme_that_does_not_bind_one_is_not_said_to_be_served(client, school):
    """A talk counts for the 三三二一 of party members who support a child, and for nobody else."""
    record(school, "teacher", "heart_talk", TODAY, student=school.wang)
    told = page(client, school, "teacher")
    assert "三三二一" not in told
    assert "王同学的页面" in told

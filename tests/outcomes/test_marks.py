"""Marks of school examinations: entered by class, seen by those who help, never a ranking."""

from __future__ import annotations

import datetime as dt
import html
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.outcomes.models import Mark
from qingshan.people.models import Student
from qingshan.school import membership
from tests.cast import ROLES

LIST = "/outcomes/marks/"
TODAY = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: TODAY)


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def sheet(cast) -> str:
    return f"{LIST}{cast.class_31.pk}/"


def told(cast, points: str = "86.5", **changed: str) -> dict[str, str]:
    head = {"exam": "期中考试", "subject": "数学", "date": "2026-11-10", "full": "100", "seen": ""}
    return head | {f"points_{cast.wang.pk}": points} | changed


def mark(child: Student, subject: str, points: int, **more) -> Mark:
    held = {"exam": "期中考试", "date": dt.date(2026, 11, 10)} | more
    return Mark.objects.create(
        school=child.school,
        student=child,
        subject=subject,
        points=Decimal(points),
        **held | {"full": Decimal(more.get("full", 100))},
    )


@pytest.mark.system("R5")
def test_a_class_is_marked_on_one_sheet_and_who_was_not_there_stays_blank(cast):
    client = by(cast, "homeroom")
    done = client.post(sheet(cast), told(cast), follow=True)
    assert "记下了：期中考试数学，1 个孩子。" in done.content.decode()
    assert Mark.objects.get().points == Decimal("86.5")
    (way,) = re.findall(r'href="([^"]*\?exam=[^"]*)"', client.get(sheet(cast)).content.decode())
    opened = client.get(html.unescape(way))
    assert 'value="86.5"' in opened.content.decode()
    seen = opened.context["form"]["seen"].value()
    client.post(sheet(cast), told(cast, "", seen=seen))
    assert not Mark.objects.exists()


@pytest.mark.system("R5")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"exam": ""}, "请写是哪次考试"),
        ({"subject": " "}, "请写是哪一科。"),
        ({"date": "2026-12-01"}, "还没到这一天"),
        ({"date": "昨天"}, "昨天"),
        ({"full": "0"}, "分不可能"),
        ({"full": "80"}, "86.5 分比满分 80 还多"),
        ({"points": "-1"}, "分不可能"),
        ({"points": "86.55"}, "小数太长"),
        ({"points": "八十"}, "不是数字"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_lost(cast, changed, sentence):
    points = changed.pop("points", "86.5") if "points" in changed else "86.5"
    answer = by(cast, "homeroom").post(sheet(cast), told(cast, points, **changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{points}"' in answer.content.decode()
    assert not Mark.objects.exists()


@pytest.mark.system("R5")
def test_marks_that_stand_are_not_overwritten_unseen(cast):
    by(cast, "homeroom").post(sheet(cast), told(cast))
    officer = by(cast, "student_affairs")
    late = officer.post(sheet(cast), told(cast, "50"))
    assert late.status_code == 409
    assert "已经有 1 个孩子的分了" in late.content.decode()
    assert Mark.objects.get().points == Decimal("86.5")
    seen = late.context["form"]["seen"].value()
    officer.post(sheet(cast), told(cast, "50", seen=seen))
    assert Mark.objects.get().points == Decimal(50)


@pytest.mark.system("R5")
def test_marks_are_for_those_who_help_the_child(cast):
    mark(cast.wang, "数学", 40)
    for who in ROLES:
        answer = by(cast, who).get(LIST)
        named = answer.status_code == 200 and cast.wang.name in answer.content.decode()
        assert named is (who in {"principal", "student_affairs", "homeroom"}), who
    child = f"/people/students/{cast.wang.pk}/"
    assert "期中考试" in by(cast, "homeroom").get(child).content.decode()
    assert "期中考试" not in by(cast, "secretary").get(child).content.decode()


@pytest.mark.system("R5")
def test_no_column_puts_children_in_an_order_of_points(cast):
    mark(cast.wang, "数学", 40)
    mark(cast.feng, "数学", 90)
    client = by(cast, "principal")
    as_it_stands = client.get(LIST).context["table"].rows
    assert client.get(f"{LIST}?sort=-points").context["table"].rows == as_it_stands


@pytest.mark.system("R5")
def test_the_sheet_costs_as_much_for_thirty_children_as_for_one(cast):
    client = by(cast, "homeroom")
    client.get(sheet(cast))
    with CaptureQueriesContext(connection) as for_one:
        client.get(sheet(cast))
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
        for n in range(30)
    )
    with CaptureQueriesContext(connection) as for_many:
        client.get(sheet(cast))
    assert len(for_many) == len(for_one)


@pytest.mark.system("C1")
def test_two_main_subjects_not_passed_in_the_latest_examination_ask_for_a_look(cast):
    mark(cast.wang, "数学", 59)
    mark(cast.wang, "语文", 72, full=120)  # six in ten: passed
    mark(cast.wang, "音乐", 10)
    signs = "/care/signs/"
    assert "不到六成" not in by(cast, "homeroom").get(signs).content.decode()
    mark(cast.wang, "英语", 30)
    assert "语文、数学、英语里有 2 门不到六成" in (by(cast, "homeroom").get(signs).content.decode())
    child = by(cast, "homeroom").get(f"{signs}{cast.wang.pk}/").content.decode()
    assert "期中考试 数学 59 / 100" in child
    assert "音乐" not in child
    mark(cast.wang, "数学", 80, exam="月考", date=dt.date(2026, 11, 20))
    assert "不到六成" not in by(cast, "homeroom").get(signs).content.decode()

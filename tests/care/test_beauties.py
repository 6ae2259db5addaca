"""A task at home: the family says it is done without an account, and the school recognises it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from qingshan.care.beauties.links import signed_for
from qingshan.care.models import TaskAtHome
from qingshan.outcomes.models import Honour
from qingshan.records.models import Record
from tests.cast import add_student

pytestmark = [pytest.mark.django_db, pytest.mark.system("C6")]


def set_task(cast, title="给奶奶洗一次脚", days_ago=2, **more) -> Record:
    given = {
        "school": cast.school,
        "number": f"B{Record.objects.count()}",
        "kind": "four_beauties_task",
        "staff": cast.staff["homeroom"],
        "school_class": cast.class_31,
        "title": title,
        "date": timezone.localdate() - dt.timedelta(days=days_ago),
        "parts": "heart",
    }
    return Record.objects.create(**given | more)


def home(child) -> str:
    return reverse("care:beauty_home", args=[signed_for(child)])


def say(child, task, words="", client=None):
    return (client or Client()).post(home(child), {"task": str(task.pk), "words": words})


def page(cast, who="homeroom") -> str:
    client = cast.sign_in(Client(), who)
    return client.get(reverse("care:beauty_class", args=[cast.class_31.pk])).content.decode()


def test_a_slip_brings_the_family_to_the_tasks_of_the_class_and_to_nothing_else(cast):
    set_task(cast)
    set_task(cast, "上个月的", days_ago=31)
    set_task(cast, "别班的", school_class=cast.class_41)
    slips = cast.sign_in(Client(), "homeroom").get(
        reverse("care:beauty_slips", args=[cast.class_31.pk])
    )
    address = re.search(r'href="(http[^"]+/care/beauties/home/[^"]+)"', slips.content.decode())[1]
    family = Client()
    answer = family.get(address)
    told = answer.content.decode()
    assert "给奶奶洗一次脚" in told
    assert "上个月的" not in told
    assert "别班的" not in told
    assert cast.wang.name[1:] in told
    assert cast.wang.name not in told
    assert not family.cookies


def test_the_family_says_it_is_done_and_the_class_page_shows_it(cast):
    task = set_task(cast)
    assert say(cast.wang, task, " 洗得很认真 ").status_code == 302
    assert "做到了，学校知道了" in Client().get(home(cast.wang)).content.decode()
    told = page(cast)
    assert "1 家说做到了" in told
    assert "洗得很认真" in told
    assert "心灵美" in told


def test_said_twice_it_is_written_once_and_stays_as_it_was_said_first(cast):
    task = set_task(cast)
    say(cast.wang, task, "第一次说的")
    assert say(cast.wang, task, "又说一次").status_code == 302
    assert TaskAtHome.objects.get().words == "第一次说的"


def test_what_a_family_wrote_lies_sealed_and_names_no_account(cast):
    teacher = cast.sign_in(Client(), "teacher")
    say(cast.wang, set_task(cast), "洗得很认真", client=teacher)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM care_taskathome")
        assert "洗得很认真" not in str(cursor.fetchone())
    entries = LogEntry.objects.filter(content_type__model="taskathome")
    assert [(entry.actor, entry.remote_addr) for entry in entries] == [(None, None)]
    assert "洗得很认真" not in str(entries.get().changes)


def test_a_task_of_another_class_or_of_long_ago_is_not_taken(cast):
    for task in (set_task(cast, school_class=cast.class_41), set_task(cast, days_ago=31)):
        assert say(cast.wang, task).status_code == 409
    assert Client().post(home(cast.wang), {"task": "x"}).status_code == 409
    assert not TaskAtHome.objects.exists()


def test_a_code_that_was_not_made_here_opens_nothing(cast):
    signed = signed_for(cast.wang)
    for wrong in (f"{signed}x", "1", signed.replace(str(cast.wang.pk), str(cast.wang.pk + 1), 1)):
        assert Client().get(reverse("care:beauty_home", args=[wrong])).status_code == 404


def test_the_homeroom_teacher_makes_a_child_a_small_master_and_it_is_an_honour(cast):
    say(cast.wang, set_task(cast))
    homeroom = cast.sign_in(Client(), "homeroom")
    answer = homeroom.post(reverse("care:beauty_honour", args=[cast.wang.pk]), follow=True)
    assert "是“四美”小主人了" in answer.content.decode()
    honour = Honour.objects.get()
    assert (honour.student, honour.awarded_by) == (cast.wang, cast.class_31.name)
    again = homeroom.post(reverse("care:beauty_honour", args=[cast.wang.pk]), follow=True)
    assert "已经评过了" in again.content.decode()
    strengths = homeroom.get(reverse("character:strengths", args=[cast.wang.pk]))
    assert "“四美”小主人" in strengths.content.decode()


def test_who_does_not_lead_the_class_sees_nothing_of_it(cast):
    for who in ("teacher", "group_head", "secretary"):
        client = cast.sign_in(Client(), who)
        for name in ("beauty_class", "beauty_slips"):
            address = reverse(f"care:{name}", args=[cast.class_31.pk])
            assert client.get(address).status_code == 404
        assert client.post(reverse("care:beauty_honour", args=[cast.wang.pk])).status_code == 404
    assert not Honour.objects.exists()


def test_a_confirmed_task_cannot_be_taken_back(cast):
    task = set_task(cast)
    say(cast.wang, task)
    client = cast.sign_in(Client(), "homeroom")
    answer = client.post(reverse("records:record_withdraw", args=[task.pk]), follow=True)
    assert "家里确认过的任务" in answer.content.decode()
    assert Record.objects.filter(pk=task.pk).exists()


def test_the_class_costs_the_same_for_one_child_and_for_thirty(cast):
    say(cast.wang, set_task(cast))
    client = cast.sign_in(Client(), "homeroom")
    address = reverse("care:beauty_class", args=[cast.class_31.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for n in range(30):
        child = add_student(cast.school, cast.class_31, f"G7{n:02}", f"孩{n}")
        say(child, set_task(cast, f"任务{n}"))
    with CaptureQueriesContext(connection) as thirty:
        client.get(address)
    assert len(one) == len(thirty)

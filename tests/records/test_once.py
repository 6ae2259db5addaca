"""What is sent twice is written once: a double tap, a lost answer, two at the same moment."""

from __future__ import annotations

import datetime as dt
import re
from uuid import uuid4

import pytest
from auditlog.models import LogEntry
from django.test import Client

from qingshan.programmes.services import lay_periods
from qingshan.records import services
from qingshan.records.models import Record
from qingshan.school import membership

SHEET = "/records/new/heart_talk/"


def talk(cast, once: object, **changed: object) -> dict[str, object]:
    told = {"student": cast.wang.pk, "date": "2026-11-24", "content": "聊了聊数学", "once": once}
    return told | changed


@pytest.fixture
def client(cast) -> Client:
    return cast.sign_in(Client(), "homeroom")


@pytest.mark.system("C5")
def test_a_sheet_that_is_sent_twice_is_written_once(cast, client):
    sheet = talk(cast, uuid4())
    assert client.post(SHEET, sheet).status_code == 302
    again = client.post(SHEET, sheet, follow=True)
    assert "已经记下了，没有再记一次。" in again.content.decode()
    assert Record.objects.count() == 1
    assert LogEntry.objects.filter(additional_data__deed="record_deed").count() == 1


@pytest.mark.system("C5")
def test_each_opening_of_a_sheet_is_a_filling_in_of_its_own(cast, client):
    tokens = set()
    for _ in range(2):
        shown = client.get(SHEET).content.decode()
        (token,) = re.findall(r'name="once" value="([0-9a-f-]{36})"', shown)
        tokens.add(token)
        client.post(SHEET, talk(cast, token))
    assert len(tokens) == 2
    assert Record.objects.count() == 2


@pytest.mark.system("C5")
def test_something_else_on_a_sheet_that_was_saved_is_kept_and_asked_about(cast, client):
    once = uuid4()
    client.post(SHEET, talk(cast, once))
    answer = client.post(SHEET, talk(cast, once, content="另一次，聊了家里"))
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "刚才那张已经记下了" in shown
    assert "另一次，聊了家里" in shown
    assert Record.objects.get().content == "聊了聊数学"
    (fresh,) = re.findall(r'name="once" value="([0-9a-f-]{36})"', shown)
    assert client.post(SHEET, talk(cast, fresh, content="另一次，聊了家里")).status_code == 302
    assert Record.objects.count() == 2


@pytest.mark.system("C5")
def test_the_sheets_on_the_home_page_are_written_once_too(cast, monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: dt.date(2026, 11, 24))
    lay_periods(cast.school)
    shown = cast.sign_in(Client(), "teacher").get("/").content.decode()
    tokens = re.findall(r'name="once" value="([0-9a-f-]{36})"', shown)
    assert tokens
    assert len(set(tokens)) == len(tokens)


@pytest.mark.system("C5")
def test_another_persons_filling_in_says_nothing_and_stops_nothing(cast, client):
    once = uuid4()
    client.post(SHEET, talk(cast, once))
    other = cast.sign_in(Client(), "teacher")
    sheet = {"date": "2026-11-24", "title": "一则新闻", "once": once}
    assert other.post("/records/new/news_reading/", sheet).status_code == 302
    assert Record.objects.count() == 2


@pytest.mark.parametrize("once", ["", "x", "0" * 40, "null", "\0"])
def test_a_name_that_is_none_is_passed_over(cast, client, once):
    assert client.post(SHEET, talk(cast, once)).status_code == 302
    assert Record.objects.get().once is None


@pytest.mark.system("C5")
def test_of_two_at_the_same_moment_one_is_written(cast, client, monkeypatch):
    sheet, look, first = talk(cast, uuid4()), services._mind_that_it_is_new, []

    def meanwhile(record: Record) -> None:
        look(record)  # and another comes between the look and the writing
        if not first:
            first.append(record)
            assert cast.sign_in(Client(), "homeroom").post(SHEET, sheet).status_code == 302

    monkeypatch.setattr(services, "_mind_that_it_is_new", meanwhile)
    answer = client.post(SHEET, sheet, follow=True)
    assert "已经记下了，没有再记一次。" in answer.content.decode()
    assert Record.objects.count() == 1

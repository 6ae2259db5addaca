"""The calendar that a telephone reads by itself."""

from __future__ import annotations

import re

import pytest

from qingshan.people.models import Pairing
from qingshan.reminders.models import CalendarFeed
from tests.gatherings.conftest import clock
from tests.gatherings.ground import by, called

__all__ = ("clock",)

CALENDAR = "/reminders/calendar/"


@pytest.fixture(autouse=True)
def on_the_day(clock):
    """The day of the gathering."""


def address(cast, who: str = "teacher") -> str:
    page = by(cast, who).post(CALENDAR, {"do": "make"}).content.decode()
    return re.search(r"/reminders/calendar/[\w-]{43}\.ics", page)[0]


def read(client, where: str) -> list[str]:
    """Its lines, unfolded; each as it may be, and ended as it must be."""
    answer = client.get(where)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    raw = answer.content.decode()
    assert all(len(line.encode()) <= 75 for line in raw.split("\r\n"))
    assert "\n" not in raw.replace("\r\n", "")
    return raw.replace("\r\n ", "").split("\r\n")


def test_what_one_is_called_to_stands_in_it_by_the_clock_of_the_world(cast, client):
    called(cast, title="学习；讲，\\评" + "长" * 60)
    called(cast, title="支部会", audience="party")
    lines = read(client, address(cast))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2] == "END:VCALENDAR"
    assert "DTSTART:20261124T073000Z" in lines
    assert "DTEND:20261124T083000Z" in lines
    assert f"SUMMARY:学习；讲，\\\\评{'长' * 60}" in lines
    assert "LOCATION:三楼会议室" in lines
    assert not any("支部会" in line for line in lines)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")


def test_what_was_called_off_says_so(cast, client):
    gathering = called(cast)
    by(cast, "secretary").post(f"/gatherings/{gathering.pk}/call-off/", {"why": "下雪"})
    assert "STATUS:CANCELLED" in read(client, address(cast))


def test_what_is_promised_stands_on_the_last_day_for_it(cast, client):
    from qingshan.programmes.services import lay_periods

    lay_periods(cast.school)
    told = "\n".join(read(client, address(cast)))
    assert "SUMMARY:到今天为止：" in told
    assert "DTSTART;VALUE=DATE:" in told


def test_it_names_no_child(cast, client):
    Pairing.objects.create(
        school=cast.school,
        kind="student_support",
        giver=cast.staff["teacher"],
        student=cast.wang,
        starts_on="2026-09-01",
    )
    assert "王同学" not in "\n".join(read(client, address(cast)))


def test_an_address_is_told_once_kept_as_a_hash_and_given_up(cast, client):
    first = address(cast)
    token = first.split("/")[-1].removesuffix(".ics")
    assert token not in CalendarFeed.objects.get().token_hash
    assert token not in by(cast, "teacher").get(CALENDAR).content.decode()
    second = address(cast)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    by(cast, "teacher").post(CALENDAR, {"do": "drop"})
    assert client.get(second).status_code == 404


def test_a_closed_account_has_no_calendar(cast, client):
    where = address(cast)
    account = cast.accounts["teacher"]
    account.is_active = False
    account.save()
    assert client.get(where).status_code == 404

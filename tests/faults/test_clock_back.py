"""The clock is set back a day: nothing is lost or doubled, and doctor tells it."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from auditlog.models import LogEntry
from django.test import Client
from django.utils import timezone

from qingshan.care.models import RollCall
from qingshan.records.models import Record

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
SHEET = "/records/new/heart_talk/"
AHEAD = """
import datetime as dt
import django
django.setup()
from auditlog.models import LogEntry
from django.db.models.signals import pre_save
from django.utils import timezone
from qingshan.access.audit import note
from qingshan.access.models import Account
ahead = timezone.now() + dt.timedelta(days=2)
pre_save.connect(
    lambda instance, **_: setattr(instance, "timestamp", ahead), sender=LogEntry, weak=False
)
who = Account.objects.first()
note(actor=who, deed="sign_in", subject=who, school_id=None)
"""


@pytest.mark.trust("clock-back")
def test_what_was_sent_before_is_known_and_what_comes_after_is_written(cast, monkeypatch):
    clock = [NOW]
    monkeypatch.setattr(timezone, "now", lambda: clock[0])
    phone = cast.sign_in(Client(), "homeroom")
    sheet = {"student": cast.wang.pk, "date": "2026-11-23", "content": "聊数学", "once": uuid4()}
    roll = f"/care/attendance/{cast.class_31.pk}/morning/2026-11-23/"
    assert phone.post(SHEET, sheet).status_code == 302
    assert phone.post(roll, {"seen": ""}).status_code == 302
    seen = RollCall.objects.get().taken_at.isoformat()
    clock[0] = NOW - dt.timedelta(days=1)
    phone = cast.sign_in(Client(), "homeroom")
    assert phone.post(SHEET, sheet).status_code == 302
    assert phone.post(roll, {"seen": ""}).status_code == 409
    assert phone.post(roll, {"seen": seen}).status_code == 302
    assert phone.post(SHEET, sheet | {"once": uuid4()}).status_code == 302
    assert Record.objects.count() == 2
    assert RollCall.objects.count() == 1
    noted = LogEntry.objects.filter(additional_data__deed="record_deed").order_by("pk")
    assert [one.object_id for one in noted] == list(
        Record.objects.order_by("pk").values_list("pk", flat=True)
    )


@pytest.mark.trust("clock-back")
def test_doctor_tells_a_clock_that_runs_behind_the_log(house):
    house.script(AHEAD)
    found = {one["check"]: one for one in house.json("doctor")["findings"]}
    assert not found["order"]["ok"]
    assert "时钟" in found["order"]["mend"]

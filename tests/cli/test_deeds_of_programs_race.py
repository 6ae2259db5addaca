"""A program that sends the same deed from sixteen of its parts at once."""

from __future__ import annotations

import json

RACE = """
import django
django.setup()
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from django.db import connections
from django.test import Client
from django.utils import timezone
from qingshan.access.models import Account
from qingshan.api.services import make_token
from qingshan.records.models import Record
from qingshan.school.membership import member_for

today = timezone.localdate()
actor = member_for(Account.objects.get(username="homeroom"))
token = make_token(
    actor=actor, name="x", scope="record", expires_on=today + timedelta(days=1)
)
before = Record.objects.count()
connections.close_all()

def send(_):
    client = Client(headers={"authorization": "Bearer " + token, "idempotency-key": "one"})
    told = {"kind": "news_reading", "date": today.isoformat(), "title": "一则新闻"}
    try:
        answer = client.post(
            "/api/v1/records", told, content_type="application/json", headers={"host": "localhost"}
        )
    finally:
        connections["default"].close()
    return answer.status_code, answer.json().get("number")

with ThreadPoolExecutor(16) as pool:
    answers = Counter(pool.map(send, range(32)))
print(json.dumps({
    "statuses": sorted({status for status, _ in answers}),
    "numbers": len({number for _, number in answers}),
    "written": Record.objects.count() - before,
}))
"""
EXPECTED = {"statuses": [201], "numbers": 1, "written": 1}


def test_a_deed_that_is_sent_by_sixteen_at_once_is_done_once(installation):
    assert json.loads(installation.script(RACE)) == EXPECTED


def test_the_same_on_postgresql(on_postgres):
    assert json.loads(on_postgres.script(RACE)) == EXPECTED

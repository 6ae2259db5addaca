"""Two hundred payments at once against a fund that can bear a hundred and fifty."""

from __future__ import annotations

import json

import pytest

RACE = """
import django
django.setup()
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from django.db import connections
from django.utils import timezone
from qingshan.access.models import Account
from qingshan.care.fund import services
from qingshan.care.fund.books import spendable
from qingshan.care.models import FundEntry, FundPayment
from qingshan.people.models import Student
from qingshan.school.membership import member_for
from qingshan.school.models import School

AT_ONCE, IN_FUND, THREADS = 200, 150, 16
school, today = School.objects.get(code="3122000220"), timezone.localdate()
child = Student.objects.filter(school=school).first()
payers = [Account.objects.get(username=name) for name in ("principal", "secretary")]
FundEntry.objects.create(school=school, date=today, kind="donation", amount=IN_FUND)
asked = [
    FundPayment.objects.create(
        school=school, student=child, amount=1, purpose="living", need="family",
        asked_by=Account.objects.get(username="homeroom"), asked_on=today,
    )
    for _ in range(AT_ONCE)
]
connections.close_all()

def confirm(payment):
    try:
        services.pay(actor=member_for(payers[payment.pk % 2]), payment=payment)
    except services.NotEnough:
        return "refused"
    finally:
        connections["default"].close()
    return "paid"

with ThreadPoolExecutor(THREADS, initializer=narrow_to, initargs=(HOUSE,)) as pool:
    outcomes = Counter(pool.map(confirm, asked))
numbers = set(FundEntry.objects.exclude(number="").values_list("number", flat=True))
print(json.dumps({
    **outcomes,
    "left": str(spendable(school.pk, today)),
    "numbers": len(numbers),
    "waiting": FundPayment.objects.filter(state="asked", entry=None).count(),
}))
"""
EXPECTED = {"paid": 150, "refused": 50, "left": "0.00", "numbers": 150, "waiting": 50}


@pytest.mark.system("C8")
def test_of_two_hundred_payments_at_once_fifty_are_refused_and_nothing_is_left(installation):
    assert json.loads(installation.script(RACE)) == EXPECTED


@pytest.mark.system("C8")
def test_the_same_on_postgresql(on_postgres):
    assert json.loads(on_postgres.script(RACE)) == EXPECTED

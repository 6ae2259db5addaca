"""`qingshan scrub`: a rehearsal says what would leave, and leaves it."""

from __future__ import annotations

import pytest

OLD = """
import django
django.setup()
import datetime as dt
from qingshan.care.models import HomePlan
from qingshan.people.models import Student
child = Student.objects.get(number="G2001")
HomePlan.objects.create(
    school=child.school, student=child, reason="illness",
    starts_on=dt.date(2020, 9, 1), ends_on=dt.date(2020, 12, 1),
)
"""
COUNT = """
import django
django.setup()
from qingshan.care.models import HomePlan
print(HomePlan.objects.count())
"""


@pytest.mark.trust("personal-data")
@pytest.mark.system("C7")
def test_a_rehearsal_changes_nothing_and_the_run_does_as_it_said(installation):
    installation.script(OLD)
    rehearsed = installation.json("scrub", "--as-of", "2026-11-24", "--dry-run")
    numbers = {one["key"]: one["number"] for one in rehearsed["left"] if one["number"]}
    assert numbers == {"care.home_plans": 1}
    assert {"exchange.workbooks", "reminders.letters"} <= {one["key"] for one in rehearsed["left"]}
    assert installation.script(COUNT).strip() == "1"
    said = installation.run("scrub", "--as-of", "2026-11-24")
    assert said.returncode == 0
    assert "离开了 1 件" in said.stdout + said.stderr
    assert installation.script(COUNT).strip() == "0"

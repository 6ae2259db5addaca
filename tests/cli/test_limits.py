"""Tries are counted for all processes together: a second one lets nothing more through."""

from __future__ import annotations

import pytest

TRIES = """
import django
django.setup()
from django.conf import settings
plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"]["BACKEND"] = plain
from django.test import Client
from tests.cast import PASSWORD
for word in {words!r} or [PASSWORD]:
    sent = {{"login": "teacher", "password": word}}
    answer = Client(SERVER_NAME="localhost").post("/account/login/", sent)
print(answer.status_code, "试的次数太多了" in answer.content.decode())
"""


@pytest.mark.trust("limits")
def test_five_wrong_passwords_at_one_process_hold_the_next_one_too(installation):
    assert installation.script(TRIES.format(words=["wrong"] * 5)).split() == ["200", "False"]
    assert installation.script(TRIES.format(words=[])).split() == ["200", "True"]


def test_counts_that_ran_out_leave_with_the_common_job(installation):
    installation.script(TRIES.format(words=["wrong"]))
    installation.script(
        """
import django
django.setup()
from django.db import connection
connection.cursor().execute("UPDATE access_counts SET expires = '2026-01-01 00:00:00'")
"""
    )
    assert counts_that_leave(installation, "--dry-run") == 3  # login, login_failed twice
    assert counts_that_leave(installation) == 3
    assert counts_that_leave(installation, "--dry-run") == 0


def counts_that_leave(installation, *words: str) -> int:
    left = installation.json("scrub", *words)["left"]
    return next(one["number"] for one in left if one["key"] == "access.counts")

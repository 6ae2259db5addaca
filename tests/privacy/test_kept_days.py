"""A school says how long things stay, within bounds; it is rehearsed, and carried out."""

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.utils import timezone

from qingshan.care.models import SignLook
from qingshan.kit.leaving import all_leaving
from qingshan.privacy.models import KeptDays
from qingshan.privacy.scrubbing import days_at, scrub_all

KEPT = "/privacy/kept/"
NOW = "/privacy/kept/now/"


@pytest.fixture
def look(cast):
    """A look at a sign, of 700 days ago: it leaves in a month."""
    return SignLook.objects.create(
        school=cast.school,
        student=cast.wang,
        rules="absence",
        outcome=SignLook.Outcome.values[0],
        looked_on=timezone.localdate() - dt.timedelta(days=710),
        quiet_until=timezone.localdate() - dt.timedelta(days=700),
        looked_by=cast.accounts["homeroom"],
    )


def days(**changed):
    told = {one.key: one.days for one in all_leaving()}
    return told | {key.replace("__", "."): value for key, value in changed.items()}


def test_what_leaves_within_a_month_is_shown_and_nothing_changed(client, cast, look):
    form = cast.sign_in(client, "principal").get(KEPT).context["form"]
    (line,) = [one for one in form.kept if one.leaving.key == "care.looks"]
    assert (line.now, line.soon) == (0, 1)
    assert SignLook.objects.exists()


def test_shorter_days_are_kept_and_followed(client, cast, look):
    cast.sign_in(client, "principal")
    assert client.post(KEPT, days(care__looks=700)).status_code == 302
    assert days_at(cast.school)["care.looks"] == 700
    assert days_at(cast.other_school)["care.looks"] == 730
    assert client.get(KEPT).context["now"] == 1
    client.post(NOW)
    assert not SignLook.objects.exists()
    row = LogEntry.objects.filter(additional_data__deed="scrub").latest("pk")
    assert row.actor == cast.accounts["principal"]
    assert row.additional_data["went"] == {"care.looks": 1}


def test_the_job_follows_the_school_too(cast, look):
    KeptDays.objects.create(school=cast.school, key="care.looks", days=700)
    scrub_all(timezone.localdate())
    assert not SignLook.objects.exists()


@pytest.mark.parametrize("told", ["364", "1461", "", "很久"])
def test_days_out_of_bounds_are_told_at_the_field(client, cast, told):
    answer = cast.sign_in(client, "principal").post(KEPT, days(care__looks=told))
    assert answer.status_code == 422
    assert "请写 365 到 1460 之间的整数。" in answer.content.decode()
    assert not KeptDays.objects.exists()


def test_the_ledgers_of_five_years_cannot_be_shortened_away():
    (ledger,) = [one for one in all_leaving() if one.key == "care.cases_counted"]
    assert ledger.least >= 5 * 365


def test_a_change_stands_in_the_audit_log(client, cast):
    cast.sign_in(client, "principal").post(KEPT, days(care__looks=700))
    row = LogEntry.objects.get(additional_data__deed="set_kept_days")
    assert row.additional_data["days"] == {"care.looks": 700}
    client.post(KEPT, days())
    assert not KeptDays.objects.exists(), "the house's own days need no row"

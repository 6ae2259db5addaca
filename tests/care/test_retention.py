"""What was kept long enough leaves, by one job that can be rehearsed."""

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry

from qingshan.care.models import Case, CaseMember, CaseReading, CaseStep, FundPayment, HomePlan
from qingshan.privacy.scrubbing import scrub_all
from qingshan.school import membership
from tests.care.cases_ground import CASES, FIRST, WHY, by, closing, opened, shown
from tests.care.fund_ground import asked

CLOSED = dt.date(2026, 11, 2)


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: FIRST)


def closed(cast, concern: str) -> Case:
    case = opened(cast, concern=concern)
    by(cast, "homeroom").post(f"{CASES}{case.pk}/team/", {"staff": cast.staff["teacher"].pk})
    by(cast, "teacher").get(f"{CASES}{case.pk}/")
    by(cast, "homeroom").post(f"{CASES}{case.pk}/close/", closing(shown(cast, FIRST)))
    by(cast, "principal").post(f"{CASES}{case.pk}/confirm/", {"words": "看过了"})
    case.refresh_from_db()
    assert case.state == "closed"
    return case


def went(day: dt.date, *, dry_run: bool = False) -> dict[str, int]:
    left = scrub_all(day, dry_run=dry_run)
    return {one.key: one.number for one in left if one.number}


def after(years: int) -> dt.date:
    return CLOSED + dt.timedelta(days=365 * years + 1)


@pytest.mark.system("C1")
def test_a_case_of_the_ledgers_loses_its_words_first_and_leaves_after(cast):
    case = closed(cast, "out")
    assert went(after(3) - dt.timedelta(days=2)) == {}
    assert went(after(3), dry_run=True) == {"care.cases_words": 1}
    case.refresh_from_db()
    assert case.why == WHY
    assert went(after(3)) == {"care.cases_words": 1}
    case.refresh_from_db()
    assert (case.why, case.goals, case.next_step) == ("", "", "")
    assert not CaseStep.objects.exclude(words="").exists()
    assert not CaseMember.objects.exists()
    assert not CaseReading.objects.exists()
    assert went(after(3)) == {}
    page = by(cast, "principal").get(f"{CASES}ledgers/?month=2026-11&rows=closed")
    assert page.context["chosen"].number == 1
    assert went(after(6)) == {"care.cases_counted": 1}
    assert not Case.objects.exists()
    assert not CaseStep.objects.exists()


@pytest.mark.system("C1")
def test_a_case_of_support_leaves_whole_and_an_open_one_never(cast):
    closed(cast, "support")
    opened(cast)
    assert went(after(2)) == {"care.cases": 1}
    assert Case.objects.get().state == "open"
    assert went(after(20)) == {}


@pytest.mark.system("C8", "C7")
def test_requests_and_plans_leave_after_their_end_and_each_run_is_in_the_log(cast):
    kept, gone = asked(cast), asked(cast)
    by(cast, "principal").post(f"/care/fund/payments/{gone.pk}/refuse/", {"words": "先走低保"})
    HomePlan.objects.create(
        school=cast.school, student=cast.wang, reason="illness", starts_on=FIRST, ends_on=FIRST
    )
    assert went(after(1)) == {"care.payments_unpaid": 1}
    assert FundPayment.objects.get() == kept
    assert went(after(3)) == {"care.home_plans": 1}
    told = LogEntry.objects.filter(
        additional_data__deed="scrub", additional_data__school=cast.school.pk
    ).order_by("pk")
    assert [row.additional_data["went"] for row in told] == [
        {"care.payments_unpaid": 1},
        {"care.home_plans": 1},
    ]
    scrub_all(after(3), quiet=True)  # nothing left, nothing said
    assert told.count() == 2

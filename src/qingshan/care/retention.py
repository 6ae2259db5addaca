"""How long care keeps what it knows of a child, counted from when it was over.

==========================================  ===========================================
what                                        leaves
==========================================  ===========================================
cases of 重点关爱                             2 years after closing, whole
cases of 疑似失学 and 失学辍学                 3 years after closing their words, team and
                                            readings; 6 years after closing the rest,
                                            which the ledgers are counted from
plans of home teaching                      3 years after their end, with goals and
                                            progress; the sessions stay as records
requests to the fund                        3 years after they were decided their words;
                                            one year after, those that were not paid
looks at signs                              2 years after
what families said of tasks at home         2 years after it was said
==========================================  ===========================================

Entries of the fund are accounts and stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.care.models import (
    Case,
    CaseMember,
    CaseReading,
    CaseStep,
    Concern,
    FundPayment,
    HomePlan,
    SignLook,
    State,
    TaskAtHome,
)
from qingshan.care.registers import retention as _of_registers  # noqa: F401 - declares its own
from qingshan.kit.leaving import emptied, gone, leaves
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

YEAR = 365  # days
IN_LEDGERS = (Concern.SUSPECTED, Concern.OUT)


@leaves("care.cases", tr("关爱个案（整份）"), days=2 * YEAR)
def cases_of_support(school: int, before: date, *, dry_run: bool) -> int:
    closed = _closed(school, before).filter(concern=Concern.SUPPORT)
    return gone(closed, dry_run=dry_run)


@leaves("care.cases_words", tr("失学个案里的话、成员和查阅"), days=3 * YEAR)
def words_of_cases(school: int, before: date, *, dry_run: bool) -> int:
    """The cases whose words, or those of a step, are still there."""
    old = _closed(school, before).filter(concern__in=IN_LEDGERS)
    silent = Q(why="", goals="", next_step="")
    spoken = CaseStep.objects.filter(case__in=old.values("pk")).exclude(words="")
    wordy = old.filter(~silent | Q(pk__in=spoken.values("case")))
    keys = list(wordy.values_list("pk", flat=True))
    if not dry_run:
        for model in (CaseMember, CaseReading):
            model._default_manager.filter(case__in=keys).delete()
        emptied(CaseStep.objects.filter(case__in=keys), "words", dry_run=False)
        emptied(Case.objects.filter(pk__in=keys), "why", "goals", "next_step", dry_run=False)
    return len(keys)


@leaves("care.cases_counted", tr("失学个案（台账里的一行）"), days=6 * YEAR, least=5 * YEAR + 2)
def cases_of_the_ledgers(school: int, before: date, *, dry_run: bool) -> int:
    return gone(_closed(school, before).filter(concern__in=IN_LEDGERS), dry_run=dry_run)


@leaves("care.home_plans", tr("结束了的送教计划"), days=3 * YEAR)
def home_plans(school: int, before: date, *, dry_run: bool) -> int:
    return gone(HomePlan.objects.filter(school=school, ends_on__lt=before), dry_run=dry_run)


@leaves("care.payments_words", tr("帮扶金申请里的话"), days=3 * YEAR)
def words_of_payments(school: int, before: date, *, dry_run: bool) -> int:
    old = FundPayment.objects.filter(school=school, decided_on__lt=before)
    return emptied(old.exclude(why="", words=""), "why", "words", dry_run=dry_run)


@leaves("care.payments_unpaid", tr("没有发放的帮扶金申请"), days=YEAR)
def unpaid(school: int, before: date, *, dry_run: bool) -> int:
    old = FundPayment.objects.filter(school=school, decided_on__lt=before, entry__isnull=True)
    return gone(old, dry_run=dry_run)


@leaves("care.looks", tr("看过的预警"), days=2 * YEAR)
def looks(school: int, before: date, *, dry_run: bool) -> int:
    return gone(SignLook.objects.filter(school=school, looked_on__lt=before), dry_run=dry_run)


@leaves("care.tasks_at_home", tr("家里确认的“四美”任务"), days=2 * YEAR)
def tasks_at_home(school: int, before: date, *, dry_run: bool) -> int:
    return gone(TaskAtHome.objects.filter(school=school, said_on__lt=before), dry_run=dry_run)


def _closed(school: int, before: date) -> QuerySet[Case]:
    return Case.objects.filter(school=school, state=State.CLOSED, closed_on__lt=before)

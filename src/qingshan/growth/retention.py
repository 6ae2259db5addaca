"""How long growth keeps what was written about a colleague, counted from when it was over.

==========================================  ===========================================
what                                        leaves
==========================================  ===========================================
reviews at the gates (三个关口)               3 years after they were settled, whole
who read a review                           with it
objections of an election                   3 years after the result their words
plans of development                        3 years after their end, with their steps
wishes for mentor pairs                     1 year after the pairs were adopted
==========================================  ===========================================

Ballots stay with their election, so that its tally can be counted again; they name no rater.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.growth.models import DevelopmentPlan, MentoringRound, MentoringWish, Objection, Review
from qingshan.kit.leaving import emptied, gone, leaves
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

YEAR = 365  # days


@leaves("growth.reviews", tr("三个关口的评议"), days=3 * YEAR)
def reviews(school: int, before: date, *, dry_run: bool) -> int:
    return gone(Review.objects.filter(school=school, settled_on__lt=before), dry_run=dry_run)


@leaves("growth.objections", tr("评选异议里的话"), days=3 * YEAR)
def words_of_objections(school: int, before: date, *, dry_run: bool) -> int:
    old = Objection.objects.filter(school=school, election__done_on__lt=before)
    return emptied(old.exclude(words="", answer=""), "words", "answer", dry_run=dry_run)


@leaves("growth.plans", tr("结束了的培养计划"), days=3 * YEAR)
def plans(school: int, before: date, *, dry_run: bool) -> int:
    return gone(DevelopmentPlan.objects.filter(school=school, ended_on__lt=before), dry_run=dry_run)


@leaves("growth.wishes", tr("青蓝结对的意愿"), days=YEAR)
def wishes(school: int, before: date, *, dry_run: bool) -> int:
    adopted = MentoringRound.objects.filter(school=school, adopted_on__lt=before)
    old = MentoringWish.objects.filter(school=school, year__in=adopted.values("year"))
    return gone(old, dry_run=dry_run)

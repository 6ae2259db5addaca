"""Reviews at the gates in the demonstration: one being written, one told, one settled by appeal."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from qingshan.growth.models import (
    Gate,
    Opinion,
    OpinionEvidence,
    Review,
    ReviewState,
    Verdict,
)
from qingshan.growth.reviews.gates import DAYS_TO_APPEAL, DAYS_TO_DECIDE, DAYS_TO_WRITE
from qingshan.people.models import Staff
from qingshan.records.models import Record

if TYPE_CHECKING:
    from datetime import date

    from qingshan.access.models import Account
    from qingshan.school.models import School

SAID = (
    "听了三节课，环节清楚，孩子敢举手；板书再想一想就更好。",
    "备课本每周都看得到修改，作业面批多。提问多问几个不举手的孩子。",
)
NEEDS = (
    "课上得熟，复习课还是老师讲得多。请教研组帮着磨两节课。",
    "批改及时，分层作业没有坚持下来，下学期再看。",
)
FEWEST = 8  # colleagues, of whom each review takes four
APPEALED = "这学期带两个班，分层作业在另一个班坚持了，请看那个班的本子。"
DECIDED = "看了两个班的本子，确实做了，结论改为过关。"


def hold_reviews(school: School, leader: Account, *, seed: int, today: date) -> None:
    """Between the accounts of the demonstration and a few colleagues; `leader` opens them."""
    rng = Random(seed)  # noqa: S311 - invented rows
    teaching = Staff.objects.filter(school=school, subject__isnull=False).exclude(account=leader)
    there = sorted(teaching, key=lambda one: (one.account_id is None, one.number))[:12]
    if len(there) < FEWEST:
        return
    for n, gate in enumerate((Gate.CRAFT, Gate.ETHICS, Gate.CRAFT)):
        staff, first, second, judge = rng.sample(there[n:], 4)
        opened = today - timedelta(days=(3, 18, 45)[n])
        review = Review.objects.create(
            school=school,
            staff=staff,
            gate=gate,
            why=("入职满三年", "学年考核前", "申报区级骨干")[n],
            first=first,
            second=second,
            judge=judge,
            opened_by=leader,
            opened_on=opened,
            write_by=opened + timedelta(days=DAYS_TO_WRITE),
        )
        if n == 0:
            _say(review, first, Verdict.PASSED, SAID[0], opened)
        elif n == 1:
            _tell(review, Verdict.PASSED, SAID, opened)
        else:
            _appeal(review, opened)


def _say(review: Review, reviewer: Staff, verdict: str, words: str, day: date) -> None:
    opinion = Opinion.objects.create(
        school_id=review.school_id,
        review=review,
        reviewer=reviewer,
        verdict=verdict,
        reasons=words,
        written_on=day,
    )
    seen = Record.objects.filter(
        staff=review.staff, student__isnull=True, kind__in=("open_lesson", "research_activity")
    )
    for record in seen.order_by("-date")[:2]:
        OpinionEvidence.objects.create(school_id=review.school_id, opinion=opinion, record=record)


def _tell(review: Review, verdict: str, words: tuple[str, str], day: date) -> None:
    told = day + timedelta(days=10)
    for reviewer, said in zip(review.reviewers, words, strict=True):
        _say(review, reviewer, verdict, said, told)
    review.state, review.verdict, review.told_on = ReviewState.TOLD, verdict, told
    review.appeal_by = told + timedelta(days=DAYS_TO_APPEAL)
    review.save()


def _appeal(review: Review, day: date) -> None:
    _tell(review, Verdict.HELP, NEEDS, day)
    review.appealed_on = day + timedelta(days=15)
    review.decide_by = review.appealed_on + timedelta(days=DAYS_TO_DECIDE)
    for name, words in (("appeal", APPEALED), ("decision", DECIDED)):
        setattr(review, name, words)
    review.decided_on = review.settled_on = day + timedelta(days=24)
    review.state, review.verdict = ReviewState.SETTLED, Verdict.PASSED
    review.save()

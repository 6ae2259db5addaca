"""Deeds on reviews. Each locks its review, so that of two at once the second finds the first's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError, transaction

from qingshan.access.doing import doing
from qingshan.growth.models import (
    Opinion,
    OpinionEvidence,
    Review,
    ReviewReading,
    ReviewState,
    Verdict,
)
from qingshan.growth.reviews.gates import DAYS_TO_APPEAL, DAYS_TO_DECIDE
from qingshan.growth.reviews.visibility import part_in, records_that_may_show
from qingshan.people.visibility import staff_of
from qingshan.school.readings import note_once_a_day

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from qingshan.people.models import Staff
    from qingshan.records.models import Record
    from qingshan.school.membership import Member

Row = TypeVar("Row", Review, Opinion)


class NotNow(Exception):
    """The review is not, or no longer, in a state in which this can be done."""


class NotYours(Exception):
    """This is for somebody else to do."""


class TooLate(Exception):
    """The day until which one could appeal is over."""


class AlreadyUnderReview(Exception):
    """The teacher has a review at this gate that is not settled."""


def open_review(
    *,
    actor: Member,
    staff: Staff,
    gate: str,
    why: str,
    reviewers: tuple[Staff, Staff],
    judge: Staff,
    write_by: date,
) -> Review:
    """Raises `AlreadyUnderReview`. The four people must differ: the database minds it."""
    first, second = reviewers
    review = Review(
        school_id=staff.school_id,
        staff=staff,
        gate=gate,
        why=why,
        first=first,
        second=second,
        judge=judge,
        opened_by=actor.account,
        opened_on=actor.today,
        write_by=write_by,
    )
    try:
        with transaction.atomic(), doing("open_review", actor=actor.account):
            review.save()
    except IntegrityError:
        open_ones = Review.objects.filter(staff=staff, gate=gate)
        if open_ones.exclude(state=ReviewState.SETTLED).exists():
            raise AlreadyUnderReview from None
        raise
    return review


@transaction.atomic
def write_opinion(
    *, actor: Member, review: Review, verdict: str, reasons: str, evidence: Collection[Record]
) -> Review:
    """One of the two writes, or writes anew. Both in and agreed: the teacher is told."""
    held = _locked(review, ReviewState.WRITING)
    reviewer = staff_of(actor)
    if reviewer is None or not part_in(actor, held).reviewer:
        raise NotYours
    shown = records_that_may_show(held.staff).filter(pk__in=[record.pk for record in evidence])
    opinion = Opinion.objects.filter(review=held, reviewer=reviewer).first()
    opinion = opinion or Opinion(school_id=held.school_id, review=held, reviewer=reviewer)
    with doing("write_opinion", actor=actor.account):
        _keep(opinion, verdict=verdict, reasons=reasons, written_on=actor.today)
        opinion.evidence.all().delete()
        OpinionEvidence.objects.bulk_create(
            OpinionEvidence(school_id=held.school_id, opinion=opinion, record=record)
            for record in shown
        )
        _tell_if_agreed(actor, held)
    return held


def _tell_if_agreed(actor: Member, review: Review) -> None:
    verdicts = list(Opinion.objects.filter(review=review).values_list("verdict", flat=True))
    if len(verdicts) == len(review.reviewers) and len(set(verdicts)) == 1:
        review.state, review.verdict = ReviewState.TOLD, verdicts[0]
        review.told_on = actor.today
        review.appeal_by = actor.today + timedelta(days=DAYS_TO_APPEAL)
        review.save()


@transaction.atomic
def answer(*, actor: Member, review: Review, words: str, agrees: bool) -> Review:
    """The teacher's answer, once. Whoever agrees settles it; others may still appeal."""
    held = _own(actor, review, ReviewState.TOLD)
    if held.answered_on is not None:
        raise NotNow
    if agrees:
        held.state, held.settled_on = ReviewState.SETTLED, actor.today
    with doing("answer_review", actor=actor.account):
        return _keep(held, answer=words, answered_on=actor.today)


@transaction.atomic
def appeal(*, actor: Member, review: Review, words: str) -> Review:
    """The teacher turns to a third person. Raises `TooLate`."""
    held = _own(actor, review, ReviewState.TOLD)
    if held.appeal_by is None or actor.today > held.appeal_by:
        raise TooLate
    held.state, held.appealed_on = ReviewState.APPEALED, actor.today
    held.decide_by = actor.today + timedelta(days=DAYS_TO_DECIDE)
    with doing("appeal_review", actor=actor.account):
        return _keep(held, appeal=words)


@transaction.atomic
def decide(*, actor: Member, review: Review, verdict: str, words: str) -> Review:
    """The third person upholds the verdict or changes it, with reasons; that settles it."""
    held = _locked(review, ReviewState.APPEALED)
    if not part_in(actor, held).judge:
        raise NotYours
    held.verdict, held.state = Verdict(verdict), ReviewState.SETTLED
    held.decided_on = held.settled_on = actor.today
    with doing("decide_appeal", actor=actor.account):
        return _keep(held, decision=words)


@transaction.atomic
def settle(*, actor: Member, review: Review) -> Review:
    """The days to appeal are over and nobody did."""
    held = _locked(review, ReviewState.TOLD)
    if held.appeal_by is None or actor.today <= held.appeal_by:
        raise NotNow
    with doing("settle_review", actor=actor.account):
        return _keep(held, state=ReviewState.SETTLED, settled_on=actor.today)


def note_reading(*, actor: Member, review: Review) -> None:
    """Told to the teacher; that of the teacher and the two is none."""
    if part_in(actor, review).others_reading:
        note_once_a_day(ReviewReading, actor=actor, review=review)


def _locked(review: Review, state: ReviewState) -> Review:
    held = Review.objects.select_for_update(of=("self",)).select_related("staff").get(pk=review.pk)
    if held.state != state:
        raise NotNow
    return held


def _own(actor: Member, review: Review, state: ReviewState) -> Review:
    held = _locked(review, state)
    if not part_in(actor, held).teacher:
        raise NotYours
    return held


def _keep(row: Row, **told: Any) -> Row:
    for name, value in told.items():
        setattr(row, name, value)
    row.save()
    return row

"""What a review shows to one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Case, F, Q, When

from qingshan.growth.models import Opinion, Review, ReviewReading, ReviewState
from qingshan.growth.reviews.visibility import (
    OPENERS,
    may_read_words,
    records_that_may_show,
    reviews_visible_to,
)
from qingshan.people.asking import AskedBy
from qingshan.people.visibility import staff_of
from qingshan.records.visibility import records_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.growth.reviews.visibility import Part
    from qingshan.people.models import Staff
    from qingshan.records.models import Record
    from qingshan.school.membership import Member

LOOKED_BACK = timedelta(days=366)
OFFERED_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Said:
    """One of the two: the opinion where it is for this person, else only whether it is there."""

    reviewer: Staff
    written: bool
    opinion: Opinion | None = None
    evidence: tuple[tuple[Record, bool], ...] = ()


def opinions_for(member: Member, review: Review, part: Part) -> list[Said]:
    """Both, in their order; three queries."""
    opinions = Opinion.objects.filter(review=review).prefetch_related("evidence__record")
    held = {opinion.reviewer_id: opinion for opinion in opinions}
    own, both = staff_of(member), len(held) == len(review.reviewers)
    shown = [row.record_id for opinion in held.values() for row in opinion.evidence.all()]
    seen = records_visible_to(member).filter(pk__in=shown) if shown else None
    mine = set(seen.values_list("pk", flat=True)) if seen is not None else set()
    said = []
    for reviewer in review.reviewers:
        opinion = held.get(reviewer.pk)
        readable = may_read_words(part, review) or (
            part.reviewer and (both or (own is not None and reviewer.pk == own.pk))
        )
        if opinion is None or not readable:
            said.append(Said(reviewer, opinion is not None))
            continue
        rows = tuple((row.record, row.record_id in mine) for row in opinion.evidence.all())
        said.append(Said(reviewer, written=True, opinion=opinion, evidence=rows))
    return said


def own_opinion(member: Member, review: Review) -> Opinion | None:
    return Opinion.objects.filter(review=review, reviewer=staff_of(member)).first()


def evidence_offered(review: Review, held: Opinion | None) -> QuerySet[Record]:
    """The teacher's latest deeds of a year that name no child, and what is chosen already."""
    everything = records_that_may_show(review.staff)
    year = everything.filter(date__gte=review.opened_on - LOOKED_BACK).order_by("-date", "-pk")
    keys = set(year.values_list("pk", flat=True)[:OFFERED_AT_MOST])
    if held is not None:
        keys |= set(held.evidence.values_list("record", flat=True))
    return everything.filter(pk__in=keys).order_by("-date", "-pk")


def readings_of(review: Review) -> QuerySet[ReviewReading]:
    """Who read it, the latest first."""
    return ReviewReading.objects.filter(review=review).annotate(reader=F("by__name"))


def reviews_waiting_for(member: Member) -> int:
    """How many reviews wait for this person to write, answer or decide. One query."""
    return 0 if staff_of(member) is None else WAITING.count(member)


def _waiting(member: Member) -> QuerySet[Review]:
    staff = staff_of(member)
    if staff is None:
        return Review.objects.none()
    written = Opinion.objects.filter(reviewer=staff).values("review")
    mine = (
        (Q(state=ReviewState.WRITING) & (Q(first=staff) | Q(second=staff)) & ~Q(pk__in=written))
        | Q(state=ReviewState.TOLD, staff=staff, answered_on=None)
        | Q(state=ReviewState.APPEALED, judge=staff)
    )
    return Review.objects.filter(mine, school=member.school)


WAITING = AskedBy(_waiting)


def reviews_listed_for(member: Member) -> QuerySet[Review]:
    """With `until`, the day of what is to be done next, and `shown_verdict` once it is told."""
    until = Case(
        When(state=ReviewState.WRITING, then=F("write_by")),
        When(state=ReviewState.TOLD, then=F("appeal_by")),
        When(state=ReviewState.APPEALED, then=F("decide_by")),
        default=None,
    )
    return reviews_visible_to(member).annotate(until=until)


def may_open(member: Member) -> bool:
    return member.holds(*OPENERS)

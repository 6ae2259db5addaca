"""The only door to reviews.

==============================  ===========================================================
who                             sees
==============================  ===========================================================
the teacher                     that there is one and by whom, at once; the opinions when
                                both are in and agree; then all of it, and who read it
each of the two                 one's own opinion; the other's when both are written
whom one appeals to             that there is one; all of it from the appeal on
principal, secretary            all of it once it is told to the teacher
everybody else                  nothing: the page does not exist
==============================  ===========================================================

A principal or secretary who is one of these people sees it as that person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.shortcuts import get_object_or_404

from qingshan.access.roles import Role
from qingshan.growth.models import Review, ReviewState
from qingshan.people.visibility import staff_of
from qingshan.records.models import Record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.people.models import Staff
    from qingshan.school.membership import Member

OPENERS = (Role.PRINCIPAL, Role.SECRETARY)
"""Who opens reviews and reads what came of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one person is in a review."""

    teacher: bool = False
    reviewer: bool = False
    judge: bool = False
    office: bool = False

    @property
    def others_reading(self) -> bool:
        """Whether this one's reading is told to the teacher."""
        return not (self.teacher or self.reviewer)


def reviews_visible_to(member: Member) -> QuerySet[Review]:
    """Those of which the person may know that there is one."""
    if member.school is None:
        return Review.objects.none()
    everything = Review.objects.filter(school=member.school)
    if member.holds(*OPENERS):
        return everything
    staff = staff_of(member)
    if staff is None:
        return everything.none()
    return everything.filter(Q(staff=staff) | Q(first=staff) | Q(second=staff) | Q(judge=staff))


def review_seen_by(member: Member, pk: int) -> tuple[Review, Part]:
    """The review and the person's part in it; `Http404` where it is not known."""
    people = ("staff", "first", "second", "judge")
    sealed = [f"{one}__{name}" for one in people for name in ("id_number", "phone")]
    known = reviews_visible_to(member).select_related(*people).defer(*sealed)
    review = get_object_or_404(known, pk=pk)
    return review, part_in(member, review)


def part_in(member: Member, review: Review) -> Part:
    staff = staff_of(member)
    key = staff.pk if staff else None
    if key == review.staff_id:
        return Part(teacher=True)
    if key in {review.first_id, review.second_id}:
        return Part(reviewer=True)
    if key == review.judge_id:
        return Part(judge=True)
    return Part(office=member.holds(*OPENERS))


def may_read_words(part: Part, review: Review) -> bool:
    """Whether all that stands in it is for this person now; see the table above."""
    if part.judge:
        return review.appealed_on is not None
    return review.state != ReviewState.WRITING


def records_that_may_show(staff: Staff) -> QuerySet[Record]:
    """Deeds of the teacher that name no child: what two colleagues may be shown for a review."""
    return Record.objects.filter(staff=staff, student__isnull=True)

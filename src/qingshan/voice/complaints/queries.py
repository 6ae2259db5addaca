"""Reading complaints, for those who handle them and for the family."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cryptography.fernet import InvalidToken
from django.db.models import Exists, F, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.shortcuts import get_object_or_404

from qingshan.access.fields import unseal
from qingshan.access.scope import whole_house
from qingshan.kit.words import tr
from qingshan.voice.complaints.sealing import DIGITS, digits_of, hash_of_code
from qingshan.voice.complaints.visibility import (
    SETTLED_WITHIN,
    TAKEN_WITHIN,
    complaints_handled_by,
    is_a_handler,
)
from qingshan.voice.models import Complaint, ComplaintStep

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.school.membership import Member
    from qingshan.school.models import School

Kind = ComplaintStep.Kind
WRITTEN_OVER = tr("（这段话在数据库里被人改过，读不出来了）")


def complaint_handled_by(member: Member, pk: int) -> Complaint:
    """The complaint if it is this person's to handle; otherwise it does not exist (`Http404`)."""
    found = complaints_handled_by(member).select_related("school", "incident")
    return get_object_or_404(found, pk=pk)


def with_their_state(complaints: QuerySet[Complaint]) -> QuerySet[Any]:
    """With `taken`, whether somebody took it up; settled is what its incident says."""
    taken = ComplaintStep.objects.filter(complaint=OuterRef("pk")).exclude(
        kind__in=(Kind.RECEIVED, Kind.ABOUT, Kind.WROTE, Kind.AGAIN)
    )
    return complaints.annotate(taken=Exists(taken))


def steps_of(complaint: Complaint) -> list[ComplaintStep]:
    """In their order, each with `doer`, the name of who did it."""
    found = ComplaintStep.objects.filter(complaint=complaint).select_related("staff")
    with whole_house():  # the county hears whom it is about, and nothing else of the school's staff
        return opened(found.annotate(doer=F("by__name")).order_by("place"))


def steps_for_the_family(complaint: Complaint) -> list[ComplaintStep]:
    return [step for step in steps_of(complaint) if step.to_family]


def opened(steps: QuerySet[ComplaintStep]) -> list[ComplaintStep]:
    """The steps with their words; of words that somebody wrote over, that they cannot be read."""
    sealed: Any = steps.defer("words").annotate(token=Cast(F("words"), TextField()))
    found: list[Any] = list(sealed)
    for step in found:
        token = step.token
        try:
            step.words = unseal(token) if token else ""
        except InvalidToken:
            step.words = WRITTEN_OVER
    return found


def complaint_of_code(school: School, code: str) -> Complaint | None:
    """The complaint that a family follows with its code."""
    if len(digits_of(code)) != DIGITS:
        return None
    found = Complaint.objects.filter(school=school, code_hash=hash_of_code(code))
    return found.select_related("school", "incident").first()


def recording_heard_by(member: Member, pk: int) -> ComplaintStep:
    """A step that bears a recording, of a complaint that the person handles."""
    found = ComplaintStep.objects.exclude(file="")
    return get_object_or_404(found, pk=pk, complaint__in=complaints_handled_by(member).values("pk"))


def complaints_waiting_for(member: Member) -> tuple[int, int]:
    """How many of those one handles are not settled, and how many of them are late."""
    if not is_a_handler(member):
        return 0, 0
    found = complaints_handled_by(member).filter(incident__settled_on=None)
    open_ = list(with_their_state(found).values_list("received_on", "taken"))
    return len(open_), sum(is_late(day, member.today, taken=taken) for day, taken in open_)


def is_late(received_on: date, today: date, *, taken: bool) -> bool:
    """Past its day: to be taken up, or to be settled."""
    return today > received_on + (SETTLED_WITHIN if taken else TAKEN_WITHIN)


UNSETTLED = Q(incident__settled_on__isnull=True)

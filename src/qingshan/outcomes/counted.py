"""What a round leads to: what it found, and who mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.kit.words import tr
from qingshan.outcomes.inspections.visibility import ROUNDS
from qingshan.records.counted import Counted, counts

if TYPE_CHECKING:
    from qingshan.records.models import Record
    from qingshan.school.membership import Member


@counts(place=45)
def round_of_the_school(member: Member, record: Record) -> list[Counted]:
    if record.kind not in ROUNDS:
        return []
    page = reverse("outcomes:round", args=[record.pk])
    return [Counted(tr("{rounds}，有隐患在这里写").format(rounds=ROUNDS[record.kind]), page)]

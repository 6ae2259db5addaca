"""A suggestion is answered: where its record leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from qingshan.kit.words import tr
from qingshan.records.counted import Counted, counts
from qingshan.voice.suggestions.visibility import KIND

if TYPE_CHECKING:
    from qingshan.records.models import Record
    from qingshan.school.membership import Member


@counts(place=46)
def answered(member: Member, record: Record) -> list[Counted]:
    if record.kind != KIND:
        return []
    return [Counted(tr("建议的办理和答复"), reverse("voice:suggestion", args=[record.pk]))]

"""A record that an opinion rests on stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.growth.models import OpinionEvidence
from qingshan.kit.words import tr
from qingshan.records.holding import holds_records

if TYPE_CHECKING:
    from qingshan.records.models import Record


@holds_records
def opinions(record: Record) -> str:
    return tr("关口评议的依据") if OpinionEvidence.objects.filter(record=record).exists() else ""

"""Records on which something of teaching rests stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.words import tr
from qingshan.records.holding import holds_records
from qingshan.teaching.models import Finding, Observation, Trip

if TYPE_CHECKING:
    from qingshan.records.models import Record


@holds_records
def sheets_and_findings(record: Record) -> str:
    """What rests on the record, in words; "" for nothing."""
    if Observation.objects.filter(record=record).exists():
        return tr("听课单")
    if Finding.objects.filter(record=record).exists():
        return tr("查评的问题")
    if Trip.objects.filter(report=record).exists():
        return tr("外出学习的汇报")
    return ""

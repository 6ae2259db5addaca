"""A round that found something stays: the hazard hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.words import tr
from qingshan.outcomes.models import Finding
from qingshan.records.holding import holds_records

if TYPE_CHECKING:
    from qingshan.records.models import Record


@holds_records
def rounds(record: Record) -> str:
    return tr("发现了隐患的巡查") if Finding.objects.filter(record=record).exists() else ""

"""A record that shows why a case may be closed stays while the case rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.care.models import Case
from qingshan.kit.words import tr
from qingshan.records.holding import holds_records

if TYPE_CHECKING:
    from qingshan.records.models import Record


@holds_records
def closings(record: Record) -> str:
    return tr("个案销号的佐证") if Case.objects.filter(evidence=record).exists() else ""

"""The record of an issue stays while its piece stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.ideals.models import Piece
from qingshan.kit.words import tr
from qingshan.records.holding import holds_records

if TYPE_CHECKING:
    from qingshan.records.models import Record


@holds_records
def issues(record: Record) -> str:
    return tr("系列的一期") if Piece.objects.filter(record=record).exists() else ""

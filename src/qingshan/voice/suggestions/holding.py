"""A suggestion that somebody took up stays: it is being answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.words import tr
from qingshan.records.holding import holds_records
from qingshan.voice.models import Suggestion

if TYPE_CHECKING:
    from qingshan.records.models import Record


@holds_records
def taken_up(record: Record) -> str:
    return tr("已经有人接下的建议") if Suggestion.objects.filter(record=record).exists() else ""

"""A task that families confirmed stays in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.care.models import TaskAtHome
from qingshan.kit.words import tr
from qingshan.records.holding import holds_records

if TYPE_CHECKING:
    from qingshan.records.models import Record


@holds_records
def confirmed_tasks(record: Record) -> str:
    return tr("家里确认过的任务") if TaskAtHome.objects.filter(task=record).exists() else ""

"""A record that a sign-in or a talk made is taken back where it came from, not beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.gatherings.models import Attendance, Speaker
from qingshan.kit.words import tr
from qingshan.records.holding import holds_records

if TYPE_CHECKING:
    from qingshan.records.models import Record


@holds_records
def gatherings(record: Record) -> str:
    if Attendance.objects.filter(record=record).exists():
        return tr("活动签到记下的，要改请找主持人")
    return tr("活动纪要记下的") if Speaker.objects.filter(record=record).exists() else ""

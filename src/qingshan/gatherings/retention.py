"""What leaves with time: who came to which gathering. The records of it are each person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.gatherings.models import Attendance
from qingshan.kit.leaving import gone, leaves
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

KEPT_DAYS = 3 * 366


@leaves("gatherings.attendance", tr("活动的签到"), days=KEPT_DAYS)
def attendance(school: int, before: date, *, dry_run: bool) -> int:
    old = Attendance.objects.filter(school=school, gathering__date__lt=before)
    return gone(old, dry_run=dry_run)

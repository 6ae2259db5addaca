"""What leaves with time: files of timetables that were put in and never adopted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.leaving import leaves
from qingshan.kit.words import tr
from qingshan.timetable.models import TimetableFile

if TYPE_CHECKING:
    from datetime import date

KEPT_DAYS = 7


@leaves("timetable.files", tr("没有采用的课表文件"), days=KEPT_DAYS)
def files(school: int, before: date, *, dry_run: bool) -> int:
    """What stood in the files; that there was one stays."""
    old = TimetableFile.objects.filter(school=school, put_in_at__date__lt=before)
    old = old.exclude(content=b"")
    number = old.count()
    if number and not dry_run:
        old.update(content=b"")
    return number

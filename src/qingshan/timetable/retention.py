"""What leaves with time: files of timetables that were put in and never adopted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.timetable.models import TimetableFile

if TYPE_CHECKING:
    import datetime as dt

KEPT_DAYS = 7


def scrub(before: dt.date) -> int:
    """Forgets what stood in files from before that day; that there was one stays. How many."""
    old = TimetableFile.objects.filter(put_in_at__date__lt=before).exclude(content=b"")
    return old.update(content=b"")

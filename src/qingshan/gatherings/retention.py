"""What leaves with time: who came to which gathering. The records of it are each person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.gatherings.models import Attendance

if TYPE_CHECKING:
    import datetime as dt

KEPT_DAYS = 3 * 366


def scrub(before: dt.date) -> int:
    """Deletes the sign-ins of gatherings before that day; how many."""
    count, _ = Attendance.objects.filter(gathering__date__lt=before).delete()
    return count

"""What leaves with time: what people took from study and did not share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.ideals.models import Takeaway

if TYPE_CHECKING:
    import datetime as dt

KEPT_DAYS = 3 * 366


def scrub(before: dt.date) -> int:
    """Deletes private takeaways written before that day; how many."""
    count, _ = Takeaway.objects.filter(shared_on=None, written_on__lt=before).delete()
    return count

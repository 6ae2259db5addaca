"""What leaves with time: letters, and with them what was said about sending them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.leaving import gone, leaves
from qingshan.kit.words import tr
from qingshan.reminders.models import Letter

if TYPE_CHECKING:
    import datetime as dt

KEPT_DAYS = 90


def scrub(before: dt.date) -> int:
    """Deletes the letters of weeks that began before that day; how many."""
    _, by_model = Letter.objects.filter(week__lt=before).delete()
    return by_model.get(Letter._meta.label, 0)


@leaves("reminders.letters", tr("每周的信"), days=KEPT_DAYS)
def letters(school: int, before: dt.date, *, dry_run: bool) -> int:
    return gone(Letter.objects.filter(school=school, week__lt=before), dry_run=dry_run)

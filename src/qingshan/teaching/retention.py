"""How long it is kept who was not there in a lesson online."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.teaching.models import OnlineAbsence

if TYPE_CHECKING:
    import datetime as dt

KEPT_DAYS = 2 * 366
"""Two school years; the roll and its numbers stay."""


def scrub(before: dt.date) -> int:
    """Forgets who was missing before that day; how many rows."""
    return OnlineAbsence.objects.filter(roll__date__lt=before).delete()[0]

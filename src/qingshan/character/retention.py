"""How long what names a child is kept: lists of who took part, and consents taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.character.models import PhotoConsent, ThemeChild

if TYPE_CHECKING:
    import datetime as dt

KEPT_DAYS = 3 * 366
"""Three school years: as long as a child may be asked what it took part in."""


def scrub(before: dt.date) -> int:
    """Forgets who took part before that day, and consents withdrawn before it; how many rows.

    The sessions and their records stay, and with them the numbers of a class and of a day.
    """
    old = ThemeChild.objects.filter(session__record__date__lt=before)
    gone = PhotoConsent.objects.filter(withdrawn_on__lt=before)
    return sum(rows.delete()[0] for rows in (old, gone))

"""How long what names a child is kept: who took part or signed up, and consents taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.character.models import FestivalEntry, PhotoConsent, ThemeChild

if TYPE_CHECKING:
    import datetime as dt

KEPT_DAYS = 3 * 366
"""Three school years: as long as a child may be asked what it took part in."""


def scrub(before: dt.date) -> int:
    """Forgets who took part before that day, and consents withdrawn before it; how many rows.

    Sessions, their records and the honours of a festival stay.
    """
    old = ThemeChild.objects.filter(session__record__date__lt=before)
    signed = FestivalEntry.objects.filter(item__festival__ends_on__lt=before)
    gone = PhotoConsent.objects.filter(withdrawn_on__lt=before)
    return sum(rows.delete()[0] for rows in (old, signed, gone))

"""Who is on the roster of children, and from when on no longer: asked here and nowhere else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from datetime import date

LATELY = timedelta(days=366)
"""Of who left no longer ago something may still be written down, and a case be opened."""


def on_roster(day: date | None = None, to: str = "") -> Q:
    """Children who are of the school on a day, or today: nobody wrote down that they left before.

    `to` is the path from the rows asked to the child, as in `student__`. The last day still counts.
    A day that has not come is asked as today: nobody knows yet who will have left by then.
    """
    today = timezone.localdate()
    known = today if day is None else min(day, today)
    return Q(**{f"{to}left_on__isnull": True}) | Q(**{f"{to}left_on__gte": known})


def off_roster(to: str = "") -> Q:
    """Children of whom it is written down that they left, today's included."""
    return Q(**{f"{to}left_on__isnull": False})

"""Rows from a day to a day, as lists narrow them: now, over, still ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.utils import timezone

from qingshan.people.visibility import open_on

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    Row = TypeVar("Row", bound=Model)


def in_state(rows: QuerySet[Row], state: str) -> QuerySet[Row]:
    """Of rows with `starts_on` and `ends_on` those that are `over`, `ahead`, or else hold today."""
    today = timezone.localdate()
    if state == "over":
        return rows.filter(ends_on__lt=today)
    if state == "ahead":
        return rows.filter(starts_on__gt=today)
    return rows.filter(open_on(today))

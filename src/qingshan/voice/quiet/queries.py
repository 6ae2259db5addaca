"""Counts of the four, how they were handled, and the days since the last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q

from qingshan.voice.models import Incident

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.models import School

FIGURES = {
    Incident.Kind.ACCIDENT: "incidents.accidents",
    Incident.Kind.COMPLAINT: "incidents.complaints",
    Incident.Kind.OPINION: "incidents.opinion",
    Incident.Kind.VIOLATION: "incidents.violations",
}
"""Kind → the figure whose rows it opens into."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """One of the four: how many there were, how many are unsettled, the days since the last."""

    kind: str
    title: str
    figure: str
    number: int
    this_year: int
    unsettled: int
    last: date | None
    days: int | None
    took: int | None  # days from the day to its settling, in the middle of all settled ones


def four_of(school: School, today: date) -> list[Quiet]:
    """Two queries."""
    held = Incident.objects.filter(school=school, date__lte=today)
    sums = (
        held.order_by()
        .values("kind")
        .annotate(
            number=Count("pk"),
            this_year=Count("pk", filter=Q(date__year=today.year)),
            unsettled=Count("pk", filter=Q(settled_on__isnull=True)),
            last=Max("date"),
        )
    )
    by_kind = {row["kind"]: row for row in sums}
    took = _days_taken(school)
    return [
        _quiet(kind, by_kind.get(kind.value), took.get(kind.value, []), today) for kind in FIGURES
    ]


def _quiet(kind: Incident.Kind, row: Any, took: list[int], today: date) -> Quiet:
    figure = FIGURES[kind]
    if row is None:
        return Quiet(kind.value, kind.label, figure, 0, 0, 0, None, None, None)
    last: date = row["last"]
    middle = sorted(took)[len(took) // 2] if took else None
    return Quiet(
        kind.value,
        kind.label,
        figure,
        row["number"],
        row["this_year"],
        row["unsettled"],
        last,
        (today - last).days,
        middle,
    )


def _days_taken(school: School) -> dict[str, list[int]]:
    rows = Incident.objects.filter(school=school, settled_on__isnull=False)
    found: dict[str, list[int]] = {}
    for kind, day, settled in rows.values_list("kind", "date", "settled_on"):
        if settled is not None:
            found.setdefault(kind, []).append((settled - day).days)
    return found

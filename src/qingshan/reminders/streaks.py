"""School days in a row, for everyone of a school at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from qingshan.programmes.models import Cadence, Period
from qingshan.records.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qingshan.programmes.packs import Duty
    from qingshan.school.models import School

LOOKED_BACK = 30
"""School days. A longer streak is told as at least this many: a letter needs no more."""


def streaks_of_school(
    school: School, duties: Iterable[Duty], today: date
) -> dict[tuple[str, int], int]:
    """(key of a duty of every school day, staff) → days in a row before today.

    One query for the days and one for each duty, however many people and records there are.
    """
    daily = {d.key: d for d in duties if d.cadence == Cadence.SCHOOL_DAY and d.kinds}
    if not daily:
        return {}
    days = list(
        Period.objects.filter(school=school, cadence=Cadence.SCHOOL_DAY, starts_on__lt=today)
        .order_by("-starts_on")
        .values_list("starts_on", flat=True)[:LOOKED_BACK]
    )
    return {
        (key, staff): number
        for key, duty in daily.items()
        for staff, number in _in_a_row(school, duty.kinds, days).items()
    }


def _in_a_row(school: School, kinds: tuple[str, ...], days: list[date]) -> dict[int, int]:
    """Staff → how many of `days`, the latest first, were kept without a gap."""
    rows = Record.objects.filter(school=school, kind__in=kinds, date__in=days)
    kept: dict[int, set[date]] = defaultdict(set)
    for staff, day in rows.order_by().values_list("staff", "date").distinct():
        kept[staff].add(day)
    return {
        staff: next((n for n, day in enumerate(days) if day not in held), len(days))
        for staff, held in kept.items()
    }

"""What the page of retention shows: each kind's days, what would leave now and within a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from qingshan.kit.leaving import all_leaving
from qingshan.privacy.scrubbing import days_at, scrub_school

if TYPE_CHECKING:
    from datetime import date

    from qingshan.kit.leaving import Leaving
    from qingshan.school.models import School

AHEAD = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind at a school; `now` and `soon` are rows that would leave."""

    leaving: Leaving
    days: int
    now: int
    soon: int


def rehearsed(school: School, today: date) -> list[Kept]:
    """Nothing is changed. `soon` counts those of `now` as well."""
    days = days_at(school)
    now = {one.key: one.number for one in scrub_school(school, today, dry_run=True)}
    soon = {one.key: one.number for one in scrub_school(school, today + AHEAD, dry_run=True)}
    return [Kept(one, days[one.key], now[one.key], soon[one.key]) for one in all_leaving()]

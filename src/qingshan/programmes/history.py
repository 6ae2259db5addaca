"""One person's duty through the school year: which periods were reached, which are missing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from qingshan.people.models import Pairing
from qingshan.programmes.models import Cadence, Period
from qingshan.programmes.reached import Whose, amounts
from qingshan.programmes.rounds import rounds_at
from qingshan.records.models import Record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.people.models import Staff
    from qingshan.programmes.packs import Duty
    from qingshan.programmes.rounds import Round


@dataclass(frozen=True)
class History:
    """`missing` are the due periods not reached, in order; `since` the earliest day that counts."""

    duty: Duty
    round: Round
    amount: int
    due: int
    missing: tuple[Period, ...]
    since: date
    until: date
    today: date

    @property
    def met(self) -> int:
        return self.due - len(self.missing)

    @property
    def amount_words(self) -> str:
        return f"{self.amount:,} {self.duty.unit}"

    @property
    def missing_words(self) -> list[str]:
        """The missing periods as one would say them, a line a month for days."""
        if self.duty.cadence != Cadence.SCHOOL_DAY:
            return [_told(period) for period in self.missing]
        months = groupby(
            self.missing, key=lambda period: (period.starts_on.year, period.starts_on.month)
        )
        return [
            f"{month}月：{'、'.join(self._day(period.starts_on) for period in periods)}"
            for (_, month), periods in months
        ]

    def _day(self, day: date) -> str:
        return f"{day.day}日" + ("（今天，还来得及）" if day == self.today else "")


def history_of(staff: Staff, duty: Duty, today: date) -> History:
    """Three queries."""
    rounds = rounds_at(staff.school_id, today)
    round_ = rounds[duty.cadence]
    begun = Period.objects.filter(year=rounds.year, cadence=duty.cadence, starts_on__lte=today)
    periods: Sequence[Period] = list(begun.order_by("starts_on"))
    if duty.group:
        held = {period.starts_on: int(staff.group_id is not None) for period in periods}
    else:
        held = amounts(duty, rounds, Whose(staff.school_id, staff.pk))
    due = [period for period in periods if period.due_on <= today]
    missing = [period for period in due if held.get(period.starts_on, 0) < duty.target]
    return History(
        duty=duty,
        round=round_,
        amount=held.get(round_.starts_on, 0) if round_.starts_on else 0,
        due=len(due),
        missing=tuple(missing),
        since=periods[0].starts_on if periods else today,
        until=max((period.ends_on for period in periods), default=today),
        today=today,
    )


def records_behind(history: History, rows: QuerySet[Record], staff: Staff) -> QuerySet[Record]:
    """Of the records one may see, those of the person that could count this school year."""
    return rows.filter(
        staff=staff,
        kind__in=history.duty.kinds,
        date__range=(history.since, history.until),
    )


def pairings_behind(history: History, staff: Staff, today: date) -> QuerySet[Pairing]:
    """The person's pairings that began by today and overlap the periods of this school year."""
    found = Pairing.objects.filter(
        giver=staff, kind__in=history.duty.pairings, starts_on__lte=min(today, history.until)
    ).exclude(ends_on__lt=history.since)
    return found.select_related("mentee", "school_class", "student")


def _told(period: Period) -> str:
    first, last = period.starts_on, period.ends_on
    if period.cadence == Cadence.MONTH:
        return f"{first.month}月"
    if period.cadence == Cadence.WEEK:
        return f"{first.month}月{first.day}日那一周"
    return f"{first.year}年{first.month}月到{last.year}年{last.month}月"

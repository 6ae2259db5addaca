"""One person's duty through the school year: which periods were reached, which are missing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.kit.words import tr
from qingshan.people.models import Pairing
from qingshan.programmes.away import away_in, excused
from qingshan.programmes.models import Cadence, Period
from qingshan.programmes.packs.model import BY_HAND
from qingshan.programmes.people import people_of
from qingshan.programmes.reached import Whose, amounts, done
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
    """`missing` are the due periods not reached, in order; `since` the earliest day that counts.

    `taken_out` counts the due periods in which the person was away, so that nothing was asked.
    """

    duty: Duty
    round: Round
    amount: int
    due: int
    missing: tuple[Period, ...]
    since: date
    until: date
    today: date
    taken_out: int = 0

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
            tr("{month}月：{day}").format(
                month=month, day=tr("、").join(self._day(period.starts_on) for period in periods)
            )
            for (_, month), periods in months
        ]

    def _day(self, day: date) -> str:
        return tr("{day}日").format(day=day.day) + (
            tr("（今天，还来得及）") if day == self.today else ""
        )


def history_of(staff: Staff, duty: Duty, today: date) -> History:
    """Five queries at most."""
    rounds = rounds_at(staff.school_id, today, (duty.grace,))
    (person,) = people_of(staff.school_id, rounds, (), staff=staff.pk)
    whose = Whose(staff.school_id, staff.pk)
    round_ = rounds.of(duty, person)
    if duty.cadence in BY_HAND:
        _, amount = done([duty], rounds, whose).get((duty.key, staff.pk), (0, 0))
        return History(duty, round_, amount, 0, (), person.hired_on, today, today)
    begun = Period.objects.filter(year=rounds.year, cadence=duty.cadence, starts_on__lte=today)
    periods: Sequence[Period] = list(begun.order_by("starts_on"))
    if duty.group:
        held = {period.starts_on: int(person.in_a_group) for period in periods}
    else:
        held = amounts(duty, rounds, whose)
    by = rounds.due_by(duty)
    away = {spent.starts_on for spent in excused(away_in([person], rounds), staff.pk, duty)}
    all_due = [period for period in periods if period.due_on <= by]
    due = [period for period in all_due if period.starts_on not in away]
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
        taken_out=len(all_due) - len(due),
    )


def records_behind(history: History, rows: QuerySet[Record], staff: Staff) -> QuerySet[Record]:
    """Of the records one may see, those of the person that could count this school year."""
    duty = history.duty
    found = rows.filter(
        staff=staff, kind__in=duty.kinds, date__range=(history.since, history.until)
    )
    return found.filter(parts__regex=rf"(^| ){duty.part}( |$)") if duty.part else found


def pairings_behind(history: History, staff: Staff, today: date) -> QuerySet[Pairing]:
    """The person's pairings that began by today and overlap the periods of this school year."""
    side = Q(mentee=staff) if history.duty.receives else Q(giver=staff)
    found = Pairing.objects.filter(
        side, kind__in=history.duty.pairings, starts_on__lte=min(today, history.until)
    ).exclude(ends_on__lt=history.since)
    return found.select_related("giver", "mentee", "school_class", "student")


def _told(period: Period) -> str:
    first, last = period.starts_on, period.ends_on
    if period.cadence == Cadence.MONTH:
        return tr("{month}月").format(month=first.month)
    if period.cadence == Cadence.WEEK:
        return tr("{month}月{day}日那一周").format(month=first.month, day=first.day)
    return tr("{year}年{month}月到{year2}年{month2}月").format(
        year=first.year, month=first.month, year2=last.year, month2=last.month
    )

"""What both sides of a mentor pair did in each term, from the same records as everywhere."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qingshan.growth.mentoring.agreement import GIVES, PROGRAMME, RECEIVES
from qingshan.kit.words import tr
from qingshan.programmes.models import Cadence
from qingshan.programmes.packs import all_packs
from qingshan.records.models import Record
from qingshan.school.models import Term

if TYPE_CHECKING:
    from qingshan.people.models import Pairing, Staff
    from qingshan.programmes.packs import Duty

TERMS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Task:
    """One duty of one side in one term. `months` are those in which it was not reached."""

    duty: Duty
    staff: Staff
    amount: int
    missing: tuple[int, ...] = ()

    @property
    def reached(self) -> bool:
        if self.duty.cadence == Cadence.MONTH:
            return not self.missing
        return self.amount >= self.duty.target

    @property
    def words(self) -> str:
        if self.missing:
            return tr("{format}还没有做够").format(
                format=tr("、").join(tr("{month}月").format(month=month) for month in self.missing)
            )
        return f"{self.amount} {self.duty.unit}"


@dataclass(frozen=True, slots=True)
class TermTasks:
    """A term of the pair: what the mentor did, what the mentee did."""

    term: Term
    mentor: tuple[Task, ...]
    mentee: tuple[Task, ...]


def terms_of(pairing: Pairing, today: date) -> list[TermTasks]:
    """The terms of the pair that have begun, the latest first. Two queries."""
    if pairing.mentee is None:
        return []
    last = min(pairing.ends_on or today, today)
    terms = list(
        Term.objects.filter(
            school=pairing.school_id, starts_on__lte=last, ends_on__gte=pairing.starts_on
        ).order_by("-starts_on")[:TERMS_SHOWN]
    )
    sides = ((pairing.giver, _duties(GIVES)), (pairing.mentee, _duties(RECEIVES)))
    days = _days(pairing, {kind for _, duties in sides for one in duties for kind in one.kinds})
    found = []
    for term in terms:
        first, until = max(term.starts_on, pairing.starts_on), min(term.ends_on, last)
        mentor, mentee = (
            tuple(_task(duty, staff, days, first, until) for duty in duties)
            for staff, duties in sides
        )
        found.append(TermTasks(term, mentor, mentee))
    return found


def _duties(side: str) -> list[Duty]:
    """The duties of the programme 青蓝工程 that bind one side, or both."""
    pack = all_packs().get(PROGRAMME)
    asked = pack.of_people if pack else ()
    return [
        duty
        for duty in asked
        if duty.kinds
        and (duty.audience is None or not duty.audience.flags or side in duty.audience.flags)
    ]


def _days(pairing: Pairing, kinds: set[str]) -> dict[tuple[int, str], list[date]]:
    """Colleague and kind → the days on which they did it."""
    rows = Record.objects.filter(
        staff__in=[pairing.giver_id, pairing.mentee_id],
        kind__in=kinds,
        date__gte=pairing.starts_on,
    )
    found: dict[tuple[int, str], list[date]] = defaultdict(list)
    for staff, kind, day in rows.order_by().values_list("staff", "kind", "date"):
        found[staff, kind].append(day)
    return found


def _task(
    duty: Duty, staff: Staff, days: dict[tuple[int, str], list[date]], first: date, until: date
) -> Task:
    held = [
        day
        for kind in duty.kinds
        for day in days.get((staff.pk, kind), ())
        if first <= day <= until
    ]
    if duty.cadence != Cadence.MONTH:
        return Task(duty, staff, len(held))
    missing = tuple(
        month
        for year, month in _months(first, until)
        if sum((day.year, day.month) == (year, month) for day in held) < duty.target
    )
    return Task(duty, staff, len(held), missing)


def _months(first: date, until: date) -> list[tuple[int, int]]:
    """Whole months and the one that begins; a month that is under way is not missing yet."""
    found, year, month = [], first.year, first.month
    while (year, month) < (until.year, until.month):
        found.append((year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found

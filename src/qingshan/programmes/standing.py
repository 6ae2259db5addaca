"""Standing 履职: what each person owes and has done, as `contract/indicators.md` defines it.

It covers the school year that holds the day, or the latest one begun before it; before any year
everything is zero. Computed for everyone in a few set-based queries, never by a loop over people.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qingshan.people.models import Staff
from qingshan.programmes.packs import all_packs
from qingshan.programmes.reached import Whose, done, done_now, streak
from qingshan.programmes.rounds import rounds_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from qingshan.programmes.packs import Duty, Pack
    from qingshan.programmes.rounds import Round, Rounds
    from qingshan.school.models import School


@dataclass(frozen=True, slots=True)
class Person:
    """Someone a programme binds."""

    pk: int
    number: str
    name: str
    post: str
    political_status: str
    in_a_group: bool


@dataclass(frozen=True, slots=True)
class DutyNow:
    """One person's duty in the latest period: `amount` of `duty.target`."""

    duty: Duty
    round: Round
    amount: int

    @property
    def reached(self) -> bool:
        return self.round.starts_on is not None and self.amount >= self.duty.target

    @property
    def current(self) -> bool | None:
        """Whether the target is reached in the period that holds the day; None where none does.

        What a lasting programme asks keeps its answer after the period until the next begins.
        """
        if not self.round.holds and not (self.duty.lasting and self.round.starts_on):
            return None
        return self.reached

    @property
    def is_open(self) -> bool:
        return self.current is False

    @property
    def missing(self) -> int:
        return max(self.duty.target - self.amount, 0)

    @property
    def amount_words(self) -> str:
        return f"{self.amount:,} {self.duty.unit}"

    @property
    def missing_words(self) -> str:
        return f"{self.missing:,} {self.duty.unit}"


@dataclass(frozen=True, slots=True)
class Standing(DutyNow):
    """The same with the school year behind it: `met` of `due` periods that are over."""

    person: Person
    met: int

    @property
    def due(self) -> int:
        return self.round.due

    def as_json(self) -> dict[str, Any]:
        return {
            "staff": self.person.number,
            "duty": self.duty.key,
            "due": self.due,
            "met": self.met,
            "current": self.current,
        }


@dataclass(frozen=True)
class Coverage:
    """How far a group has come with one duty: who has done it, who has not. Never a ranking."""

    duty: Duty
    round: Round
    lines: tuple[Standing, ...]

    @cached_property
    def reached(self) -> list[Person]:
        return [line.person for line in self.lines if line.reached]

    @cached_property
    def open(self) -> list[Person]:
        return [line.person for line in self.lines if not line.reached]

    @property
    def total(self) -> int:
        return len(self.lines)


def standing_of_school(
    school: School, as_of: date, *, programme: str | None = None
) -> list[Standing]:
    """Everyone whom a programme binds, by number, with each duty. Three queries."""
    rounds = rounds_at(school.pk, as_of)
    packs = [pack for pack in all_packs().values() if programme in {None, pack.key}]
    return _lines(packs, _people(school), rounds, Whose(school.pk))


def standing_of(staff: Staff, as_of: date) -> list[Standing]:
    """One person's duties. Two queries."""
    rounds = rounds_at(staff.school_id, as_of)
    return _lines(
        list(all_packs().values()), [_person(staff)], rounds, Whose(staff.school_id, staff.pk)
    )


def duties_now_of(staff: Staff, today: date) -> list[DutyNow]:
    """What is asked of one person now and how much of it is done; no past. Two queries."""
    duties = [d for p in all_packs().values() if p.audience.includes(staff) for d in p.duties]
    if not duties:
        return []
    rounds = rounds_at(staff.school_id, today)
    amounts = done_now(duties, rounds, staff.pk)
    in_a_group = staff.group_id is not None
    return [
        DutyNow(
            duty, rounds[duty.cadence], int(in_a_group) if duty.group else amounts.get(duty.key, 0)
        )
        for duty in duties
    ]


def open_duties_of(staff: Staff, today: date) -> list[DutyNow]:
    """What is still to do, the most pressing first. Two queries."""
    still_open = [now for now in duties_now_of(staff, today) if now.is_open and now.round.holds]
    return sorted(still_open, key=lambda now: (now.round.due_on, now.duty.key))


def streak_of(staff: Staff, duty: Duty, today: date) -> int:
    """School days in a row, up to today, with a record of the duty; one query.

    Today counts once something is recorded, and breaks nothing before that.
    """
    return streak(duty, Whose(staff.school_id, staff.pk), today)


def coverage_of(school: School, programme: str, today: date) -> list[Coverage]:
    """For each duty of a programme who has done it in the latest period. Three queries."""
    lines = standing_of_school(school, today, programme=programme)
    by_duty: dict[str, list[Standing]] = {}
    for line in lines:
        by_duty.setdefault(line.duty.key, []).append(line)
    return [Coverage(held[0].duty, held[0].round, tuple(held)) for held in by_duty.values() if held]


def _lines(
    packs: Sequence[Pack], people: Iterable[Person], rounds: Rounds, whose: Whose
) -> list[Standing]:
    duties = [duty for pack in packs for duty in pack.duties]
    kept = done(duties, rounds, whose)
    lines = []
    for person in people:
        for pack in packs:
            if not pack.audience.holds(person.post, person.political_status):
                continue
            for duty in pack.duties:
                round_ = rounds[duty.cadence]
                if duty.group:
                    met, amount = round_.due * person.in_a_group, int(person.in_a_group)
                else:
                    met, amount = kept.get((duty.key, person.pk), (0, 0))
                lines.append(Standing(duty, round_, amount, person, met))
    return lines


def _people(school: School) -> list[Person]:
    rows = Staff.objects.filter(school=school).order_by()
    found = rows.values_list("pk", "number", "name", "post", "political_status", "group_id")
    people = [Person(*row[:5], row[5] is not None) for row in found]
    return sorted(people, key=lambda person: person.number)  # not by the database's collation


def _person(staff: Staff) -> Person:
    return Person(
        staff.pk,
        staff.number,
        staff.name,
        staff.post,
        staff.political_status,
        staff.group_id is not None,
    )

"""Standing 履职: what each person owes and has done, as `contract/indicators.md` defines it.

It covers the school year that holds the day, or the latest one begun before it; before any year
everything is zero. Computed for everyone in a few set-based queries, never by a loop over people
that asks the database. What a person owed while away is taken out (`away`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qingshan.programmes.away import away_in, excused
from qingshan.programmes.packs import all_packs
from qingshan.programmes.packs.editions import packs_in_force
from qingshan.programmes.packs.model import BY_HAND
from qingshan.programmes.people import people_of
from qingshan.programmes.reached import Whose, amounts_by_period, done, done_now
from qingshan.programmes.rounds import not_asked, rounds_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from qingshan.people.models import Staff
    from qingshan.programmes.away import Away
    from qingshan.programmes.packs import Duty, Pack, Person
    from qingshan.programmes.reached import Done
    from qingshan.programmes.rounds import Round, Rounds
    from qingshan.school.models import School

__all__ = [
    "Coverage",
    "DutyNow",
    "Present",
    "Standing",
    "coverage_in",
    "coverage_of",
    "duties_now_of",
    "open_duties_of",
    "present_of",
    "standing_of",
    "standing_of_school",
]


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
    due: int
    met: int

    def as_json(self) -> dict[str, Any]:
        return {
            "staff": self.person.number,
            "duty": self.duty.key,
            "due": self.due,
            "met": self.met,
            "current": self.current,
        }


@dataclass(frozen=True)
class Present:
    """One person as programmes see them, with what is asked of them now."""

    person: Person
    duties: list[DutyNow]


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

    @property
    def share(self) -> float:
        """From 0 to 1: how much of the group has done it."""
        return len(self.reached) / self.total

    @property
    def amount(self) -> int:
        """What the group has done together."""
        return sum(line.amount for line in self.lines)

    @property
    def amount_words(self) -> str:
        return f"{self.amount:,} {self.duty.unit}"


@dataclass(frozen=True)
class Ground:
    """What standing is counted on: the programmes in force, the rounds, and who was away."""

    packs: tuple[Pack, ...]
    rounds: Rounds
    people: list[Person]
    away: Away


def standing_of_school(
    school: School, as_of: date, *, programme: str | None = None
) -> list[Standing]:
    """Everyone whom a programme binds, by number, with each duty. Seven queries at most."""
    ground = _ground(school.pk, as_of, programme=programme)
    return _lines(ground, Whose(school.pk))


def standing_of(staff: Staff, as_of: date) -> list[Standing]:
    """One person's duties. Seven queries at most."""
    ground = _ground(staff.school_id, as_of, staff=staff.pk)
    return _lines(ground, Whose(staff.school_id, staff.pk))


def duties_now_of(staff: Staff, today: date) -> list[DutyNow]:
    """What is asked of one person now and how much of it is done; queries as `present_of`."""
    return present_of(staff, today).duties


def present_of(staff: Staff, today: date) -> Present:
    """One person's present, without the past.

    Three queries, and one for whoever had leave or was hired this school year.
    """
    ground = _ground(staff.school_id, today, staff=staff.pk)
    (person,) = ground.people
    duties = [duty for pack in ground.packs for duty in pack.duties_of(person, today)]
    rounds = [_stretch(duty, ground, person) for duty in duties]
    looked_at = [
        (duty, person.hired_on if duty.stage else round_.starts_on, round_.ends_on or today)
        for duty, round_ in zip(duties, rounds, strict=True)
        if not duty.group and round_.starts_on is not None
    ]
    amounts = done_now(looked_at, person.pk, today)
    held = [
        DutyNow(duty, round_, int(person.in_a_group) if duty.group else amounts.get(duty.key, 0))
        for duty, round_ in zip(duties, rounds, strict=True)
    ]
    return Present(person, held)


def open_duties_of(staff: Staff, today: date) -> list[DutyNow]:
    """What is still to do, the most pressing first; queries as `duties_now_of`."""
    still_open = [now for now in duties_now_of(staff, today) if now.is_open and now.round.holds]
    return sorted(still_open, key=lambda now: (now.round.due_on, now.duty.key))


def coverage_of(school: School, programme: str, today: date) -> list[Coverage]:
    """For each duty of a programme who has done it in the latest period; queries as standing."""
    return coverage_in(standing_of_school(school, today, programme=programme))


def coverage_in(lines: Iterable[Standing]) -> list[Coverage]:
    """The same of lines there already: those of a group, of several programmes."""
    by_duty: dict[str, list[Standing]] = {}
    for line in lines:
        if line.round.starts_on is not None:  # nothing is asked of those who are away
            by_duty.setdefault(line.duty.key, []).append(line)
    return [Coverage(held[0].duty, held[0].round, tuple(held)) for held in by_duty.values()]


def _ground(
    school_id: int, as_of: date, *, programme: str | None = None, staff: int | None = None
) -> Ground:
    rounds = rounds_at(school_id, as_of, _graces(all_packs().values()))
    held = packs_in_force(rounds.bounds[1])
    if held is not all_packs():
        rounds = rounds_at(school_id, as_of, _graces(held.values()))
    packs = tuple(pack for pack in held.values() if programme in {None, pack.key})
    flags = {flag for pack in packs for flag in pack.flags}
    people = people_of(school_id, rounds, flags, staff=staff)
    return Ground(packs, rounds, people, away_in(people, rounds))


def _graces(packs: Iterable[Pack]) -> set[int]:
    return {duty.grace for pack in packs for duty in pack.duties}


def _lines(ground: Ground, whose: Whose) -> list[Standing]:
    duties = [duty for pack in ground.packs for duty in pack.of_people]
    kept = done(duties, ground.rounds, whose)
    too_much = _reached_while_away(duties, ground, whose)
    return [
        _line(duty, person, ground, kept, too_much)
        for person in ground.people
        for pack in ground.packs
        for duty in pack.duties_of(person, ground.rounds.as_of)
    ]


def _line(
    duty: Duty,
    person: Person,
    ground: Ground,
    kept: Done,
    too_much: dict[tuple[str, int], int],
) -> Standing:
    round_ = _stretch(duty, ground, person)
    met, amount = kept.get((duty.key, person.pk), (0, 0))
    if duty.cadence in BY_HAND:
        due = round_.due
        met = int(amount >= duty.target and due)
    else:
        due = ground.rounds.due(duty)
        if ground.away:
            by = ground.rounds.due_by(duty)
            due -= sum(s.due_on <= by for s in excused(ground.away, person.pk, duty))
            met -= too_much.get((duty.key, person.pk), 0)
    if duty.group:
        amount = int(person.in_a_group)
        met = due * amount
    return Standing(duty, round_, amount, person, due, met)


def _stretch(duty: Duty, ground: Ground, person: Person) -> Round:
    """The round in which a duty is asked of a person; without days where they are away in it."""
    found = ground.rounds.of(duty, person)
    if ground.away and any(
        spent.starts_on == found.starts_on for spent in excused(ground.away, person.pk, duty)
    ):
        return not_asked(found)
    return found


def _reached_while_away(
    duties: Sequence[Duty], ground: Ground, whose: Whose
) -> dict[tuple[str, int], int]:
    """How often a target was reached in due periods that are taken out: no more met than due."""
    if not ground.away:
        return {}
    which = tuple(sorted({staff for staff, _ in ground.away}))
    by_key = {duty.key: duty for duty in duties}
    found: dict[tuple[str, int], int] = defaultdict(int)
    rows = amounts_by_period(duties, ground.rounds, Whose(whose.school, some=which))
    for key, staff, first, amount in rows:
        duty = by_key[key]
        if amount >= duty.target:
            by = ground.rounds.due_by(duty)
            taken_out = excused(ground.away, staff, duty)
            found[key, staff] += any(s.starts_on == first and s.due_on <= by for s in taken_out)
    return found

"""Where people, and the pairs they are in, stand on the path of a programme with stages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection

from qingshan.kit.words import tr
from qingshan.people.models import Pairing
from qingshan.people.visibility import open_on
from qingshan.programmes.packs import in_order
from qingshan.programmes.reached import part_asked
from qingshan.school.calendar import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.programmes.packs import Duty, Pack, Person, Stage
    from qingshan.programmes.standing import DutyNow, Standing

DONE, NOW, AHEAD = "done", "now", "ahead"


@dataclass(frozen=True)
class Milestone:
    """A duty of a stage and how much of it is there. `page` is where its rows are."""

    duty: Duty
    amount: int

    @property
    def reached(self) -> bool:
        return self.amount >= self.duty.target

    @property
    def missing_words(self) -> str:
        return f"{max(self.duty.target - self.amount, 0):,} {self.duty.unit}"


@dataclass(frozen=True)
class Step:
    """A stage as one walks it: `state` is done, now or ahead. Its days are None for pairs."""

    stage: Stage
    state: str
    milestones: tuple[Milestone, ...]
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def still_open(self) -> list[Milestone]:
        return [one for one in self.milestones if not one.reached]


@dataclass(frozen=True)
class Walk:
    """One person, or one pair, on a path. `year` counts from 1; 0 for pairs."""

    pack: Pack
    steps: tuple[Step, ...]
    year: int = 0

    @property
    def now(self) -> Step | None:
        return next((step for step in self.steps if step.state == NOW), None)

    @property
    def is_behind(self) -> bool:
        """Whether something of a stage that is over is still open."""
        return any(step.state == DONE and step.still_open for step in self.steps)

    @property
    def left_over(self) -> list[Milestone]:
        return [one for step in self.steps if step.state == DONE for one in step.still_open]

    @property
    def words(self) -> str:
        return tr("第{in_words}年").format(in_words=in_words(self.year))


def walk_of(person: Person, lines: Iterable[DutyNow], on: date) -> Walk | None:
    """The first path of years that somebody is on, from their duties of the day."""
    for pack in in_order():
        if pack.stage_of(person, on) is not None and pack.audience.holds(person, on):
            return _walk(pack, person, {line.duty.key: line.amount for line in lines}, on)
    return None


def walks_in(pack: Pack, lines: Iterable[Standing], on: date) -> list[tuple[Person, Walk]]:
    """Everyone on the path of a programme, by number, from the standing of the school."""
    amounts: dict[Person, dict[str, int]] = defaultdict(dict)
    for line in lines:
        if line.duty.programme == pack.key:
            amounts[line.person][line.duty.key] = line.amount
    return [(person, _walk(pack, person, held, on)) for person, held in amounts.items()]


def _walk(pack: Pack, person: Person, amounts: dict[str, int], on: date) -> Walk:
    stages = pack.path.stages if pack.path else ()
    steps = []
    for stage in stages:
        first, after = stage.starts_on(person.hired_on), stage.ends_on(person.hired_on)
        state = AHEAD if on < first else NOW if on < after else DONE
        held = tuple(
            Milestone(duty, amounts.get(duty.key, 0))
            for duty in pack.duties
            if duty.stage == stage and duty.binds(person, on)
        )
        steps.append(Step(stage, state, held, first, after - timedelta(days=1)))
    return Walk(pack, tuple(steps), _year(person.hired_on, on))


def _year(hired_on: date, on: date) -> int:
    had_day = (on.month, on.day) >= (hired_on.month, hired_on.day)
    return on.year - hired_on.year + (1 if had_day else 0)


# Pairs: a stage is entered when the one before it is done, and counts what anyone did with the
# child or the class since the pair began.

_OF_PAIRS = """
SELECT {n}, q.id, {amount} FROM people_pairing q CROSS JOIN records_record r
WHERE q.id IN ({pairs}) AND r.{target} = q.{target} AND r.kind IN ({kinds})
  AND r.date BETWEEN q.starts_on AND %s{part} GROUP BY q.id"""
_TARGETS = {
    Pairing.Kind.STUDENT_SUPPORT: "student_id",
    Pairing.Kind.CLASS_CONTACT: "school_class_id",
}


def walks_of_pairs(pack: Pack, pairings: QuerySet[Pairing], on: date) -> list[tuple[Pairing, Walk]]:
    """The open pairs of a programme's kind and where each stands. Two queries."""
    if pack.path is None or pack.path.pairing not in _TARGETS:
        return []
    found = pairings.filter(open_on(on), kind=pack.path.pairing)
    named = ("giver__name", "student__name", "school_class__name")  # nothing to unseal
    pairs = list(
        found.select_related("giver", "student", "school_class")
        .only(*named, "kind", "starts_on", "mentee")
        .order_by("starts_on", "pk")
    )
    walks = walks_by_pair(pack, [pair.pk for pair in pairs], on)
    return [(pair, walks[pair.pk]) for pair in pairs]


def walks_by_pair(pack: Pack, pairs: Sequence[int], on: date) -> dict[int, Walk]:
    """Where pairs of the programme's kind stand, by their keys; one query."""
    amounts = _amounts_of_pairs(pack, pairs, on)
    return {pair: _walk_of_pair(pack, amounts.get(pair, {})) for pair in pairs}


def _walk_of_pair(pack: Pack, amounts: dict[str, int]) -> Walk:
    steps: list[Step] = []
    for stage in pack.path.stages if pack.path else ():
        held = tuple(
            Milestone(duty, amounts.get(duty.key, 0)) for duty in pack.duties if duty.stage == stage
        )
        reached = all(one.reached for one in held)
        before = not steps or steps[-1].state == DONE
        state = AHEAD if not before else DONE if reached else NOW
        steps.append(Step(stage, state, held))
    return Walk(pack, tuple(steps))


def _amounts_of_pairs(pack: Pack, pairs: Sequence[int], on: date) -> dict[int, dict[str, int]]:
    duties = [duty for duty in pack.duties if duty.stage is not None and duty.kinds]
    if not pairs or not duties or pack.path is None:
        return {}
    target = _TARGETS[Pairing.Kind(pack.path.pairing)]
    parts, values = [], list[Any]()
    for n, duty in enumerate(duties):
        parts.append(
            _OF_PAIRS.format(
                n=n,
                amount="COUNT(*)"
                if duty.measure == "count"
                else f"COALESCE(SUM(r.{duty.field}), 0)",
                pairs=", ".join("%s" for _ in pairs),
                kinds=", ".join("%s" for _ in duty.kinds),
                target=target,
                part=part_asked(duty),
            )
        )
        values += [*pairs, *duty.kinds, connection.ops.adapt_datefield_value(on)]
    found: dict[int, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for n, pair, amount in cursor.fetchall():
            found[pair][duties[n].key] = int(amount)
    return found

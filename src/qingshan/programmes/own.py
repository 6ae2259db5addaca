"""One's own duties, sorted by what to do first; and the weakest duty of a group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.programmes.models import Cadence
from qingshan.programmes.packs import all_packs
from qingshan.programmes.standing import standing_of, streak_of
from qingshan.records.kinds import all_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qingshan.people.models import Staff
    from qingshan.programmes.standing import Coverage, Standing


@dataclass(frozen=True)
class OwnDuty:
    """A duty as its owner reads it. `streak`: school days in a row, for what is asked every day."""

    line: Standing
    programme: str
    streak: int = 0

    @property
    def entry(self) -> str:
        """The record kind that is written down for it; "" for pairings and groups."""
        return self.line.duty.kinds[0] if self.line.duty.kinds else ""

    @property
    def icon(self) -> str:
        return all_kinds()[self.entry].icon if self.entry else "users"

    @property
    def is_summed(self) -> bool:
        return self.line.duty.measure == "sum"


@dataclass(frozen=True)
class OwnDuties:
    """`today` is due today; `ahead` is open and due later; `kept` is done for now, or over."""

    today: tuple[OwnDuty, ...]
    ahead: tuple[OwnDuty, ...]
    kept: tuple[OwnDuty, ...]

    def __bool__(self) -> bool:
        return bool(self.today or self.ahead or self.kept)


def own_duties(staff: Staff, today: date) -> OwnDuties:
    """Two queries, and one for each duty of every school day."""
    packs = all_packs()
    own = [
        OwnDuty(line, packs[line.duty.programme].title, _streak(line, staff, today))
        for line in standing_of(staff, today)
    ]
    still_open = [one for one in own if one.line.is_open]
    now = [one for one in still_open if one.line.round.holds and one.line.round.due_on == today]
    ahead = [one for one in still_open if one not in now]
    ahead.sort(key=lambda one: (one.line.round.due_on or today, one.line.duty.key))
    return OwnDuties(tuple(now), tuple(ahead), tuple(one for one in own if not one.line.is_open))


def weakest(coverage: Sequence[Coverage]) -> list[Coverage]:
    """The duties that the fewest have kept; none where everybody has kept all."""
    if not coverage:
        return []
    fewest = min(len(one.reached) for one in coverage)
    return [one for one in coverage if len(one.reached) == fewest < one.total]


def _streak(line: Standing, staff: Staff, today: date) -> int:
    if line.duty.cadence != Cadence.SCHOOL_DAY or not line.duty.kinds:
        return 0
    return streak_of(staff, line.duty, today)

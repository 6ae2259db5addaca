"""One's own duties, sorted by what to do first; and the weakest duty of a group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from qingshan.programmes.models import Cadence
from qingshan.programmes.packs import in_order
from qingshan.programmes.standing import standing_of
from qingshan.programmes.streaks import streak_of
from qingshan.records.kinds import all_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qingshan.people.models import Staff
    from qingshan.programmes.packs import Pack
    from qingshan.programmes.standing import Coverage, Standing

SOON = timedelta(days=14)


@dataclass(frozen=True)
class OwnDuty:
    """A duty as its owner reads it. `streak`: school days in a row, for what is asked every day."""

    line: Standing
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
class OwnProgramme:
    """A programme that binds one, with its duties in the order of its file."""

    pack: Pack
    duties: tuple[OwnDuty, ...]

    @property
    def asked(self) -> int:
        """How many of its duties are asked for now."""
        return sum(one.line.current is not None for one in self.duties)

    @property
    def kept(self) -> int:
        return sum(bool(one.line.current) for one in self.duties)


@dataclass(frozen=True)
class OwnDuties:
    """`today` is due today, `soon` is open and due within a fortnight; then all, by programme."""

    today: tuple[OwnDuty, ...]
    soon: tuple[OwnDuty, ...]
    programmes: tuple[OwnProgramme, ...]
    lines: tuple[Standing, ...]

    def __bool__(self) -> bool:
        return bool(self.programmes)


def own_duties(staff: Staff, today: date) -> OwnDuties:
    """Queries as `standing_of`, and one for each duty of every school day."""
    lines = standing_of(staff, today)
    own = [OwnDuty(line, _streak(line, staff, today)) for line in lines]
    ahead = [one for one in own if one.line.is_open and one.line.round.holds]
    ahead.sort(key=lambda one: (one.line.round.due_on or today, one.line.duty.key))
    now = [one for one in ahead if one.line.round.due_on == today]
    soon = [
        one
        for one in ahead
        if one not in now
        and one.line.round.due_on is not None
        and one.line.round.due_on - today <= SOON
    ]
    held = [
        OwnProgramme(pack, tuple(one for one in own if one.line.duty.programme == pack.key))
        for pack in in_order()
    ]
    bound = tuple(programme for programme in held if programme.duties)
    return OwnDuties(tuple(now), tuple(soon), bound, tuple(lines))


def weakest(coverage: Sequence[Coverage]) -> list[Coverage]:
    """The duties that the fewest have kept; none where everybody has kept all."""
    if not coverage:
        return []
    share = min(one.share for one in coverage)
    return [one for one in coverage if one.share == share < 1]


def _streak(line: Standing, staff: Staff, today: date) -> int:
    if line.duty.cadence != Cadence.SCHOOL_DAY or not line.duty.kinds:
        return 0
    return streak_of(staff, line.duty, today)

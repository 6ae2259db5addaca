"""What a programme is: whom it binds, what it asks, in which stages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from qingshan.kit.words import one_after_another, tr
from qingshan.programmes.models import Cadence

if TYPE_CHECKING:
    from datetime import date

    from qingshan.records.kinds import Kind

Measure = Literal["count", "sum", "distinct"]
BY_HAND = frozenset({Cadence.ONCE, Cadence.STAGE})
"""Cadences whose periods follow from a person's own dates, not from the school's calendar."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom a programme may bind. `flags` are those of `programmes.people` that hold."""

    pk: int
    number: str
    name: str
    post: str
    political_status: str
    position: str
    subject: str
    hired_on: date
    in_a_group: bool
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a pack binds; every condition given must hold. `words` says it to people.

    `flags`: any of them suffices, such as `homeroom` or `gives:mentoring`. `from_year` and
    `below_year` count years since the hiring date: 0 is the first year.
    """

    words: str
    post: tuple[str, ...] = ()
    post_not: tuple[str, ...] = ()
    political_status: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    teaches: bool = False
    flags: tuple[str, ...] = ()
    from_year: int | None = None
    below_year: int | None = None

    def holds(self, person: Person, on: date) -> bool:
        return (
            (not self.post or person.post in self.post)
            and person.post not in self.post_not
            and (not self.political_status or person.political_status in self.political_status)
            and (not self.position or person.position in self.position)
            and (not self.subject or person.subject in self.subject)
            and (not self.teaches or bool(person.subject))
            and (not self.flags or not person.flags.isdisjoint(self.flags))
            and self._in_years(person.hired_on, on)
        )

    def _in_years(self, hired_on: date, on: date) -> bool:
        if self.from_year is not None and on < years_after(hired_on, self.from_year):
            return False
        return self.below_year is None or on < years_after(hired_on, self.below_year)


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a path. `title` 站稳讲台; it ends `until_year` years after hiring, or once done."""

    key: str
    title: str
    words: str = ""
    from_year: int | None = None
    until_year: int | None = None

    def starts_on(self, hired_on: date) -> date:
        return years_after(hired_on, self.from_year or 0)

    def ends_on(self, hired_on: date) -> date:
        """The first day that is not in it any more."""
        return years_after(hired_on, self.until_year or 0)


@dataclass(frozen=True, slots=True)
class Path:
    """The stages of a programme. `pairing` is the kind whose pairs walk it; "" for colleagues.

    A colleague's stage follows from the hiring date. A pair's stage is the first of which a duty
    is still open: it is entered when the one before it is done.
    """

    stages: tuple[Stage, ...]
    pairing: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """One promise of a programme. Exactly one of `kinds`, `pairings` and `group` is given.

    `key` is whole: `teacher-five-ones.news`. `field` is the column summed or told apart, `each`
    what a record without it counts for. `part` keeps to records that tick it. `receives`: pairings
    in which the person is the one who receives. `grace` days go by before a period counts as due.
    `leave` and `late_hiring` say whether periods spent away are taken out of what is due.
    """

    programme: str
    key: str
    title: str
    short: str
    unit: str
    cadence: Cadence
    measure: Measure
    target: int
    lasting: bool = False
    kinds: tuple[str, ...] = ()
    pairings: tuple[str, ...] = ()
    group: bool = False
    receives: bool = False
    field: str = ""
    part: str = ""
    parts: tuple[str, ...] = ()
    each: int = 0
    grace: int = 0
    stage: Stage | None = None
    audience: Audience | None = None
    five: str = ""
    leave: bool = True
    late_hiring: bool = True

    @property
    def asked(self) -> str:
        """`1 则`, `10,000 字`."""
        return one_after_another(f"{self.target:,} ", self.unit)

    @property
    def often(self) -> str:
        """`每月`, `站稳讲台时`."""
        return tr("{stage}时").format(stage=self.stage.title) if self.stage else self.cadence.label

    @property
    def slug(self) -> str:
        """The part of the key after the programme's."""
        return self.key.partition(".")[2]

    @property
    def is_plain(self) -> bool:
        """One record a period is enough."""
        return self.measure == "count" and self.target == 1

    def counts(self, kind: str, parts: str) -> bool:
        """Whether a record of a kind, with the parts it ticks, can count for it."""
        return kind in self.kinds and (not self.part or self.part in parts.split())

    def binds(self, person: Person, on: date) -> bool:
        """Beyond the programme's own audience."""
        return self.audience is None or self.audience.holds(person, on)


@dataclass(frozen=True)
class Pack:
    """A programme. `lasting`: after the year's last day its answers stay until the next begins.

    `reading` says so where the document gave only a name. `balance`: its duties are shares of one
    whole and are shown side by side. `strip`: it has a strip on the home page of those it binds.
    `place` orders programmes on pages. `file` is where it stands, `text` what stands there.
    """

    key: str
    title: str
    summary: str
    source: str
    audience: Audience
    lasting: bool
    duties: tuple[Duty, ...]
    reading: str = ""
    five: str = ""
    balance: bool = False
    strip: bool = False
    place: int = 500
    path: Path | None = None
    kinds: tuple[Kind, ...] = ()
    file: str = ""
    text: str = ""

    @cached_property
    def by_slug(self) -> dict[str, Duty]:
        return {duty.slug: duty for duty in self.duties}

    @cached_property
    def of_people(self) -> tuple[Duty, ...]:
        """The duties that stand in a person's standing: all but those that pairs walk through."""
        if self.path is None or not self.path.pairing:
            return self.duties
        return tuple(duty for duty in self.duties if duty.stage is None)

    @cached_property
    def flags(self) -> frozenset[str]:
        """What must be known of people to tell whom it binds."""
        audiences = (self.audience, *(duty.audience for duty in self.duties if duty.audience))
        return frozenset(flag for audience in audiences for flag in audience.flags)

    @cached_property
    def tells_of_party(self) -> bool:
        """Whether being bound by it, or by one of its duties, says who is in the party."""
        audiences = (self.audience, *(duty.audience for duty in self.duties if duty.audience))
        return any(audience.political_status for audience in audiences)

    def duties_of(self, person: Person, on: date) -> list[Duty]:
        """What it asks of one person; nothing where it does not bind them."""
        if not self.audience.holds(person, on):
            return []
        return [duty for duty in self.of_people if duty.binds(person, on)]

    def stage_of(self, person: Person, on: date) -> Stage | None:
        """Where a colleague is on the path of years; None before it, after it and off it."""
        if self.path is None or self.path.pairing:
            return None
        at = (s for s in self.path.stages if s.starts_on(person.hired_on) <= on)
        return next((s for s in at if on < s.ends_on(person.hired_on)), None)


def years_after(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, month=3, day=1)

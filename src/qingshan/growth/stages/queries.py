"""Where young colleagues stand: who is due this term, who is behind and why, and the evidence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from qingshan.growth.models import StageReview
from qingshan.kit.words import tr
from qingshan.people.models import Leave, Pairing, Staff
from qingshan.programmes.packs import all_packs
from qingshan.programmes.paths import DONE, NOW, walks_in
from qingshan.programmes.standing import standing_of, standing_of_school
from qingshan.records.models import Record
from qingshan.school.queries import current_term

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qingshan.programmes.packs import Duty, Pack, Person
    from qingshan.programmes.paths import Milestone, Step, Walk
    from qingshan.school.models import School

PLAN = "one-three-five"
SHOWN = 3
SOON = timedelta(days=60)
"""A stage that ends within so many days of a term's end is due in it, and may be spoken of."""
LONG_LEAVE = 30  # days
HIRING_MONTHS = range(7, 10)
"""Whoever comes in these begins with the school year."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A row that a milestone is counted from."""

    day: date
    words: str
    record: int | None = None


@dataclass(frozen=True, slots=True)
class Proven:
    """A milestone, and the latest of what shows it."""

    milestone: Milestone
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stage of one colleague: milestones with their evidence, and what was said of it."""

    step: Step
    proven: tuple[Proven, ...]
    said: tuple[StageReview, ...]
    may_be_spoken_of: bool


@dataclass(frozen=True, slots=True)
class Young:
    """A colleague on the path as the plan tells of them."""

    person: Person
    walk: Walk
    still_open: tuple[Milestone, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """`due` walk out of a stage this term; `behind` are past one with something open."""

    due: list[Young] = field(default_factory=list)
    behind: list[Young] = field(default_factory=list)
    others: list[Young] = field(default_factory=list)


def plan_of(school: School, today: date, *, only: Iterable[int] | None = None) -> Plan:
    """Everyone on the path, by number; `only` narrows it to some. Queries as standing, and two."""
    pack = all_packs().get(PLAN)
    if pack is None:
        return Plan()
    wanted = None if only is None else set(only)
    walks = [
        (person, walk)
        for person, walk in walks_in(pack, standing_of_school(school, today, programme=PLAN), today)
        if wanted is None or person.pk in wanted
    ]
    term = current_term(school, today)
    until = (term.ends_on if term else today) + SOON
    away = _away(school, [person.pk for person, _ in walks], today)
    plan = Plan()
    for person, walk in walks:
        if walk.is_behind:
            why = reasons_of(person, away.get(person.pk, 0))
            plan.behind.append(Young(person, walk, tuple(walk.left_over), why))
        now = walk.now
        young = Young(person, walk, tuple(now.still_open) if now else ())
        if now is not None and now.ends_on is not None and now.ends_on <= until:
            plan.due.append(young)
        elif not walk.is_behind:
            plan.others.append(young)
    return plan


def reasons_of(person: Person, days_away: int) -> tuple[str, ...]:
    """Why something is still open, in words: what the roster knows, else only that it is."""
    found = []
    if days_away >= LONG_LEAVE:
        found.append(tr("这几年请假共 {days_away} 天").format(days_away=days_away))
    if person.hired_on.month not in HIRING_MONTHS:
        found.append(
            tr("{year}年{month}月学年中间才入职").format(
                year=person.hired_on.year, month=person.hired_on.month
            )
        )
    return tuple(found) or (tr("还没有做到，问一问要什么帮助"),)


def stretches_of(staff: Staff, today: date) -> tuple[Pack, Walk, list[Stretch]] | None:
    """One colleague's stages with the evidence; None for whoever is not on the path."""
    pack = all_packs().get(PLAN)
    walks = walks_in(pack, standing_of(staff, today), today) if pack else []
    if pack is None or not walks:
        return None
    _, walk = walks[0]
    pieces = _pieces(staff, [one.duty for step in walk.steps for one in step.milestones], today)
    said: dict[str, list[StageReview]] = defaultdict(list)
    for one in StageReview.objects.filter(staff=staff, programme=PLAN).select_related("by"):
        said[one.stage].append(one)
    return (
        pack,
        walk,
        [
            Stretch(
                step,
                tuple(Proven(one, tuple(pieces[one.duty.key][:SHOWN])) for one in step.milestones),
                tuple(said[step.stage.key]),
                may_be_spoken_of=ends_soon(step, today),
            )
            for step in walk.steps
        ],
    )


def ends_soon(step: Step, today: date) -> bool:
    """At the end of a stage, and after it."""
    if step.state == DONE:
        return True
    return step.state == NOW and step.ends_on is not None and step.ends_on - today <= SOON


def _pieces(staff: Staff, duties: list[Duty], today: date) -> dict[str, list[Piece]]:
    """Duty → what it is counted from, the latest first. Two queries."""
    kinds = {kind for duty in duties for kind in duty.kinds}
    rows = Record.objects.filter(
        staff=staff, kind__in=kinds, date__range=(staff.hired_on, today)
    ).order_by("-date", "-pk")
    by_kind: dict[str, list[Piece]] = defaultdict(list)
    for record in rows.only("date", "kind", "title", "content"):
        words = record.title or record.content[:30] or record.kind_label
        by_kind[record.kind].append(Piece(record.date, words, record.pk))
    pairs = Pairing.objects.filter(mentee=staff, kind=Pairing.Kind.MENTORING)
    mentors = [
        Piece(day, tr("师傅{name}").format(name=name))
        for day, name in pairs.order_by("-starts_on").values_list("starts_on", "giver__name")
    ]
    found: dict[str, list[Piece]] = defaultdict(list)
    for duty in duties:
        held = [piece for kind in duty.kinds for piece in by_kind[kind]]
        found[duty.key] = sorted(held, key=lambda one: one.day, reverse=True)
        if Pairing.Kind.MENTORING in duty.pairings and duty.receives:
            found[duty.key] = mentors
    return found


def _away(school: School, keys: list[int], today: date) -> dict[int, int]:
    """Colleague → days of leave until today. One query."""
    found: dict[int, int] = defaultdict(int)
    rows = Leave.objects.filter(school=school, staff__in=keys, starts_on__lte=today)
    for staff, first, last in rows.values_list("staff", "starts_on", "ends_on"):
        found[staff] += (min(last or today, today) - first).days + 1
    return found

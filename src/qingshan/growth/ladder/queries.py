"""Who stands on which rung, and what of the next one is there: for everyone in a few queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from qingshan.growth.ladder.rungs import Ask, Rung, rung_with, rungs
from qingshan.growth.visibility import titles_visible_to
from qingshan.kit.words import tr
from qingshan.people.models import Pairing, Staff
from qingshan.people.students.words import age_on
from qingshan.records.models import Record

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.growth.models import Title
    from qingshan.school.membership import Member


@dataclass(frozen=True, slots=True)
class Answered:
    """What of one ask is there."""

    ask: Ask
    amount: int

    @property
    def met(self) -> bool:
        return self.amount >= self.ask.target

    @property
    def reason(self) -> str:
        """`三年里上过两节公开课：有 3 节`."""
        if self.ask.years:
            return tr("{ask}：满 {amount} 年").format(ask=self.ask.words, amount=self.amount)
        return tr("{ask}：有 {amount}").format(ask=self.ask.words, amount=self.amount)


@dataclass(frozen=True, slots=True)
class Climber:
    """A colleague, the rung they stand on, and how far they are towards the next."""

    pk: int
    name: str
    rung: Rung | None
    next: Rung | None
    answered: tuple[Answered, ...] = ()

    @property
    def ready(self) -> bool:
        return self.next is not None and all(one.met for one in self.answered)

    @property
    def missing(self) -> list[Answered]:
        return [one for one in self.answered if not one.met]


def standing_titles(member: Member) -> list[tuple[Rung, list[tuple[int, str]]]]:
    """Rungs from the top, each with who stands on it, by number: their highest one. One query."""
    held: dict[int, tuple[int, str]] = {}
    rows = titles_visible_to(member).filter(awarded_on__lte=member.today)
    for staff, name, title in rows.order_by("staff__number").values_list(
        "staff", "staff__name", "title"
    ):
        place = rung_with(title)
        if place is not None:
            before = held.get(staff, (place, name))
            held[staff] = (max(place, before[0]), name)
    return [
        (rung, [(staff, name) for staff, (at, name) in held.items() if at == place])
        for place, rung in reversed(list(enumerate(rungs())))
    ]


def climbers(member: Member, staff: QuerySet[Staff]) -> list[Climber]:
    """Each of `staff`, by number; as many queries as there are different asks, and two."""
    people = list(staff.order_by("number").values_list("pk", "name", "hired_on"))
    keys = [pk for pk, _, _ in people]
    at: dict[int, int] = {}
    titles = titles_visible_to(member).filter(awarded_on__lte=member.today, staff__in=keys)
    for key, title in titles.values_list("staff", "title"):
        place = rung_with(title)
        if place is not None:
            at[key] = max(place, at.get(key, place))
    amounts = _amounts(keys, member.today)
    found = []
    for pk, name, hired_on in people:
        place = at.get(pk, -1)
        ahead = rungs()[place + 1] if place + 1 < len(rungs()) else None
        answered = tuple(
            Answered(ask, age_on(member.today, hired_on) if ask.years else amounts[ask][pk])
            for ask in (ahead.asks if ahead else ())
        )
        found.append(Climber(pk, name, rungs()[place] if place >= 0 else None, ahead, answered))
    return found


def titles_of(member: Member, staff: Staff) -> QuerySet[Title]:
    return titles_visible_to(member).filter(staff=staff).order_by("-awarded_on", "-pk")


def evidence_for(staff: Staff, answered: Answered, today: date) -> QuerySet[Record]:
    """The rows that an ask for records is counted from, the latest first."""
    if not answered.ask.record:
        return Record.objects.none()
    return _records(answered.ask, today).filter(staff=staff).order_by("-date", "-pk")


def _amounts(keys: list[int], today: date) -> dict[Ask, dict[int, int]]:
    """What of each ask everybody has, by colleague; a query for each."""
    asks = {ask for rung in rungs() for ask in rung.asks if not ask.years}
    return {ask: defaultdict(int, _counted(ask, keys, today)) for ask in asks}


def _counted(ask: Ask, keys: list[int], today: date) -> dict[int, int]:
    if ask.record:
        done = _records(ask, today).filter(staff__in=keys).order_by()
        return dict(done.values_list("staff").annotate(n=Count("pk")))
    pairs = Pairing.objects.filter(
        kind=Pairing.Kind.MENTORING, giver__in=keys, starts_on__lte=today
    )
    guided = pairs.order_by().values_list("giver")
    return dict(guided.annotate(n=Count("mentee", distinct=True)))


def _records(ask: Ask, today: date) -> QuerySet[Record]:
    done = Record.objects.filter(kind=ask.record, date__lte=today)
    if ask.within:
        since = today.replace(year=today.year - ask.within, day=min(today.day, 28))
        done = done.filter(date__gte=since)
    return done

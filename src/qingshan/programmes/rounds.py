"""Which period of each cadence a day stands in, and how many are due by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, Q

from qingshan.programmes.models import Cadence, Period

if TYPE_CHECKING:
    from collections.abc import Mapping

HOLDING = {
    Cadence.SCHOOL_DAY: "今天",
    Cadence.WEEK: "这一周",
    Cadence.TERM: "这学期",
    Cadence.SCHOOL_YEAR: "这学年",
}
GONE_BY = {
    Cadence.WEEK: "最近一个教学周",
    Cadence.TERM: "刚过去的学期",
    Cadence.SCHOOL_YEAR: "刚过去的学年",
}


@dataclass(frozen=True, slots=True)
class Round:
    """The latest period of a cadence that began by the day; its days are None before the first.

    `due` counts the periods of the school year that are due; `holds`, whether the day is in it.
    """

    cadence: Cadence
    due: int = 0
    starts_on: date | None = None
    ends_on: date | None = None
    due_on: date | None = None
    holds: bool = False

    @property
    def words(self) -> str:
        """今天, 这一周, 11月, 这学期 … as one would say it on the day."""
        day = self.starts_on
        if day is None:
            return "还没有开始"
        if self.cadence == Cadence.MONTH:
            return f"{day.month}月"
        if self.holds:
            return HOLDING[self.cadence]
        if self.cadence == Cadence.SCHOOL_DAY:
            return f"最近一个教学日 {day.month}月{day.day}日"
        return GONE_BY[self.cadence]

    @property
    def reads_until(self) -> str:
        """By when it wants doing: 今天, 11月27日, …; "" where the period is over."""
        if not self.holds or self.due_on is None:
            return ""
        if self.cadence == Cadence.SCHOOL_DAY:
            return "今天"
        return f"{self.due_on.month}月{self.due_on.day}日前"


@dataclass(frozen=True, slots=True)
class Rounds:
    """The rounds of a school on a day.

    `year` is the school year's key, None before the first; `since` the earliest day that counts.
    """

    as_of: date
    year: int | None
    since: date
    by_cadence: Mapping[Cadence, Round]

    def __getitem__(self, cadence: Cadence) -> Round:
        return self.by_cadence.get(cadence) or Round(cadence)


def rounds_at(school_id: int, as_of: date) -> Rounds:
    """The school year that holds the day, or the latest begun before it. One query."""
    years = Period.objects.filter(
        school=school_id, cadence=Cadence.SCHOOL_YEAR, starts_on__lte=as_of
    )
    begun = Q(starts_on__lte=as_of)
    rows = (
        Period.objects.filter(year=years.order_by("-starts_on").values("year")[:1])
        .order_by()
        .values_list("cadence", "year")
        .annotate(
            since=Min("starts_on"),
            due=Count("pk", filter=Q(due_on__lte=as_of)),
            first=Max("starts_on", filter=begun),
            last=Max("ends_on", filter=begun),
            latest_due=Max("due_on", filter=begun),
        )
    )
    year, since, found = None, as_of, {}
    for word, held, begins, due, first, last, due_on in rows:
        cadence = Cadence(word)
        holds = last is not None and last >= as_of
        found[cadence] = Round(cadence, due, first, last, due_on, holds)
        year, since = held, min(since, begins)
    return Rounds(as_of, year, since, found)

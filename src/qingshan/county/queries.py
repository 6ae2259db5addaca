"""Reading the county's tables: months, cells, sums, trends. A fixed few queries for any number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery

from qingshan.county.asked import ASKED, BY_YEAR, asked_among
from qingshan.county.closing import last_month_end, month_ends
from qingshan.county.models import Reported, Return
from qingshan.county.suppression import Cell, Total, share, share_words, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from django.db.models import QuerySet

    from qingshan.county.asked import Asked
    from qingshan.school.models import School

TREND_MONTHS = 12
OFFERED_MONTHS = 36


def months_offered(schools: QuerySet[School], today: date) -> list[date]:
    """The months that any of the schools has told, the latest first; last month at least."""
    told = Return.objects.filter(school__in=schools).order_by("-as_of")
    found = list(told.values_list("as_of", flat=True).distinct()[:OFFERED_MONTHS])
    return found or [last_month_end(today)]


def month_asked(text: str, offered: Iterable[date]) -> date:
    """The month written as 2026-10 among those offered; the latest where there is none such."""
    listed = list(offered)
    return next((end for end in listed if f"{end:%Y-%m}" == text), listed[0])


def with_kind(schools: QuerySet[School]) -> QuerySet[Any]:
    """With `first` and `last`, the grades that the school told last."""
    told = Return.objects.filter(school=OuterRef("pk"), last_grade__isnull=False)
    told = told.order_by("-as_of")
    return schools.annotate(
        first=Subquery(told.values("first_grade")[:1]),
        last=Subquery(told.values("last_grade")[:1]),
    )


def with_number(schools: QuerySet[Any], key: str, end: date, name: str) -> QuerySet[Any]:
    """With `name` and `name_said`: how the school said a figure for a month."""
    rows = Reported.objects.filter(school=OuterRef("pk"), key=key, of__as_of=end)
    columns: dict[str, Any] = {
        name: Subquery(rows.values("value")[:1]),
        f"{name}_said": Subquery(rows.values("said")[:1]),
    }
    found: QuerySet[Any] = schools.annotate(**columns)
    return found


def cells_of(schools: QuerySet[Any], end: date) -> dict[int, dict[str, Cell]]:
    """Every figure of every school in a month, by school and key."""
    found: dict[int, dict[str, Cell]] = defaultdict(dict)
    rows = Reported.objects.filter(school__in=schools.values("pk"), of__as_of=end)
    for row in rows:
        found[row.school_id][row.key] = row.cell
    return found


def totals(cells: Mapping[int, Mapping[str, Cell]]) -> dict[str, tuple[Total, int]]:
    """Of each figure what the schools add up to, and how many of them told it."""
    found: dict[str, tuple[Total, int]] = {}
    for asked in asked_among({key for own in cells.values() for key in own}):
        told = [own[asked.key] for own in cells.values() if asked.key in own]
        if told:
            found[asked.key] = total(told), len(told)
    return found


@dataclass(frozen=True, slots=True)
class ShareOfAll:
    """What part of a whole, over the `told` schools that say both exactly."""

    value: float
    told: int

    @property
    def words(self) -> str:
        return share_words(self.value)


def share_of_all(schools: QuerySet[Any], asked: Asked, end: date) -> ShareOfAll | None:
    """None where no school says both. One query."""
    if not asked.out_of:
        return None
    keys = (asked.key, asked.out_of)
    rows = Reported.objects.filter(school__in=schools.values("pk"), key__in=keys, of__as_of=end)
    held: dict[int, dict[str, Cell]] = defaultdict(dict)
    for row in rows:
        held[row.school_id][row.key] = row.cell
    exact = [
        (own[asked.key], own[asked.out_of])
        for own in held.values()
        if share(own.get(asked.key), own.get(asked.out_of)) is not None
    ]
    if not exact:
        return None
    part, whole = (total(cells).least for cells in zip(*exact, strict=True))
    return ShareOfAll(part / whole, len(exact))


def offered_in(schools: QuerySet[Any], end: date) -> list[Asked]:
    """The figures one can choose: those of every month, and the years told in this one."""
    keys = Q()
    for asked in BY_YEAR:
        keys |= Q(key__startswith=f"{asked.key}.")
    told = Reported.objects.filter(keys, school__in=schools.values("pk"), of__as_of=end)
    by_year = told.order_by().values_list("key", flat=True).distinct()
    return asked_among([*(asked.key for asked in ASKED), *by_year])


@dataclass(frozen=True, slots=True)
class Step:
    """One month or year of a trend, over `told` schools."""

    end: date
    total: Total
    told: int


def sum_in(schools: QuerySet[Any], key: str, end: date) -> Step | None:
    """What the schools told for one month; None where none of them told it."""
    rows = Reported.objects.filter(school__in=schools.values("pk"), key=key, of__as_of=end)
    cells = [Reported(said=s, value=v).cell for s, v in rows.values_list("said", "value")]
    return Step(end, total(cells), len(cells)) if cells else None


def trend_of(schools: QuerySet[Any], asked: Asked, end: date) -> list[Step]:
    """The sum of a figure over the months up to `end`, or over its years, by the same schools.

    They are those that told it in the last month; a month in which one of them was missing is left
    out, because it would look like a fall.
    """
    if asked.year:
        return _years_of(schools, asked, end)
    key = asked.key
    months = month_ends(end, TREND_MONTHS)
    rows = Reported.objects.filter(
        school__in=schools.values("pk"), key=key, of__as_of__range=(months[0], end)
    )
    by_month: dict[date, dict[int, Cell]] = defaultdict(dict)
    for school, said, value, as_of in rows.values_list("school", "said", "value", "of__as_of"):
        by_month[as_of][school] = Reported(said=said, value=value).cell
    last = set(by_month[end])
    whole = [month for month in months if last and last <= set(by_month[month])]
    return [Step(m, total(by_month[m][s] for s in last), len(last)) for m in whole]


def _years_of(schools: QuerySet[Any], asked: Asked, end: date) -> list[Step]:
    """As `end` tells each year, over the schools that told all of them."""
    start = asked.key.removesuffix(str(asked.year))
    rows = Reported.objects.filter(
        school__in=schools.values("pk"), key__startswith=start, of__as_of=end
    )
    by_year: dict[int, dict[int, Cell]] = defaultdict(dict)
    for row in rows:
        by_year[int(row.key.removeprefix(start))][row.school_id] = row.cell
    last = set(by_year[max(by_year)]) if by_year else set()
    whole = [year for year in sorted(by_year) if last <= set(by_year[year])]
    return [Step(date(y, 12, 31), total(by_year[y][s] for s in last), len(last)) for y in whole]


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of one school: now, a month before, a year before; None where it was not told.

    `share` is what part it is of its whole, where both are said exactly.
    """

    asked: Asked
    now: Cell | None
    month_before: Cell | None
    year_before: Cell | None
    share: float | None

    @property
    def share_words(self) -> str:
        return share_words(self.share)


def lines_of(school: School, end: date) -> list[Line]:
    """Every figure of a school in a month. One query."""
    ends = month_ends(end, TREND_MONTHS + 1)
    wanted = (end, ends[-2], ends[0])
    rows = Reported.objects.filter(school=school, of__as_of__in=wanted)
    found = {(row.key, row.of.as_of): row.cell for row in rows.select_related("of")}
    lines = []
    for asked in asked_among({key for key, _ in found}):
        now, month, year = (found.get((asked.key, day)) for day in wanted)
        if asked.year:  # that of another year stands in a line of its own
            month = year = None
        out_of = found.get((asked.out_of, end))
        lines.append(Line(asked, now, month, year, share(now, out_of)))
    return [line for line in lines if line.now or not line.asked.year]

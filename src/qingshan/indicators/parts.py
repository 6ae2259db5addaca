"""A figure laid side by side: by a dimension of its table, by month, by school year."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Max, Min, Q

from qingshan.indicators.queries import scope_of
from qingshan.kit.dimensions import Dimension, Span
from qingshan.kit.measures import Distinct
from qingshan.kit.parting import Part, parts_by, parts_within
from qingshan.kit.words import tr
from qingshan.school.models import SchoolYear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from qingshan.kit.figures import Figure
    from qingshan.school.membership import Member
    from qingshan.school.models import School

MONTH, YEAR = "month", "school_year"
MONTHS = 12
SHOWN = 60
"""More parts than this nobody reads; the rest is a search away."""


@dataclass(frozen=True)
class Way:
    """One way to lay the figure side by side: a dimension, or spans of days."""

    key: str
    title: str
    dimension: Dimension | None = None

    def adds_up(self, figure: Figure) -> bool:
        if self.dimension is None:
            return figure.measure.adds_up and not isinstance(figure.measure, Distinct)
        return figure.adds_up_by(self.dimension.column)


@dataclass(frozen=True)
class Laid:
    """The parts of one way, each with its share of the largest; `sentence` says them in words."""

    way: Way
    parts: list[Part]
    more: int
    adds_up: bool

    @property
    def largest(self) -> float:
        return max((float(part.answer.value) for part in self.parts), default=0) or 1

    @property
    def sentence(self) -> str:
        told = [part for part in self.parts if part.answer.value]
        if not told:
            return tr("按{way}分，还没有数。").format(way=self.way.title)
        words = tr("按{way}分成 {told} 格，点一格看它的每一条。").format(
            way=self.way.title, told=len(told)
        )
        return words if self.adds_up else words + tr("同一个可以在几格里，加起来会比总数大。")


def ways_of(figure: Figure) -> list[Way]:
    ways = [Way(one.key, one.title, one) for one in figure.parted_by]
    if figure.date_column and not figure.is_stock and figure.measure.in_database:
        ways += [Way(MONTH, tr("月份")), Way(YEAR, tr("学年"))]
    return ways


def way_asked(figure: Figure, asked: QueryDict) -> Way | None:
    """The way that the address names, or else the first there is."""
    ways = ways_of(figure)
    named = (way for way in ways if way.key == asked.get("by"))
    return next(named, ways[0] if ways else None)


def laid(figure: Figure, way: Way, school: School, as_of: date) -> Laid:
    scope = scope_of(school, as_of)
    if way.dimension is not None:
        parts = parts_by(figure, way.dimension, scope)
    else:
        parts = parts_within(figure, spans_of(way, school, as_of), scope)[::-1]
    return Laid(way, parts[:SHOWN], max(0, len(parts) - SHOWN), way.adds_up(figure))


def part_asked(figure: Figure, way: Way, at: str, school: School) -> tuple[Figure, str] | None:
    """The figure of one part and the part's words; None where the address names none."""
    if way.dimension is not None:
        where = way.dimension.where(at)
        return None if where is None else (figure.narrowed(where), "")
    span = month_named(at) if way.key == MONTH else _year_named(at, school)
    return None if span is None else (figure.within(span), span.label)


def spans_of(way: Way, school: School, as_of: date) -> Sequence[Span]:
    return months_up_to(as_of) if way.key == MONTH else school_years(school, as_of)


def months_up_to(as_of: date) -> list[Span]:
    """The last twelve months, that of the day among them."""
    last = _number_of(as_of)
    return [_month(*divmod(number, 12)) for number in range(last - MONTHS + 1, last + 1)]


def months_between(first: date, last: date) -> list[Span]:
    """The months that hold the days from `first` to `last`."""
    return [
        _month(*divmod(number, 12)) for number in range(_number_of(first), _number_of(last) + 1)
    ]


def _number_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def month_named(at: str) -> Span | None:
    try:
        first = date.fromisoformat(f"{at}-01")
    except ValueError:
        return None
    return _month(first.year, first.month - 1)


def _month(year: int, month0: int) -> Span:
    month = month0 + 1
    last = calendar.monthrange(year, month)[1]
    label = tr("{year}年{month}月").format(year=year, month=month)
    return Span(f"{year:04}-{month:02}", label, date(year, month, 1), date(year, month, last))


def school_years(school: School, as_of: date) -> list[Span]:
    """School years begun by the day: from the first day of one to the eve of the next."""
    years = list(
        SchoolYear.objects.filter(school=school)
        .annotate(first=Min("terms__starts_on"), last=Max("terms__ends_on"))
        .filter(first__lte=as_of)
        .order_by("first")
    )
    eves = [year.first - timedelta(days=1) for year in years[1:]]
    return [
        Span(year.name, tr("{year}学年").format(year=year.name), year.first, eve)
        for year, eve in zip(years, [*eves, as_of], strict=False)  # no years, no eve
    ]


def _year_named(at: str, school: School) -> Span | None:
    years = school_years(school, date.max)
    return next((span for span in years if span.key == at), None)


def only_seen(figure: Figure, member: Member) -> Figure:
    """The figure of the rows that the person may open: parts tell more than the whole does."""
    seen = Q(pk__in=figure.source.visible(member).order_by().values("pk"))
    if isinstance(figure.measure, Distinct) and figure.people is not None:
        people = figure.people.visible(member).order_by().values("pk")
        seen &= Q(**{f"{figure.measure.column}__in": people})
    return figure.narrowed(seen)

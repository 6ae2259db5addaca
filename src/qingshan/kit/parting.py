"""One figure in parts: by a dimension, by spans of days, and as it was on other days.

One query each, however many parts there are. Several figures side by side take one query a table.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models.functions import TruncMonth

from qingshan.kit.counting import Answer, count
from qingshan.kit.figures import EVERY_ROW, any_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import Q

    from qingshan.kit.dimensions import Dimension, Span
    from qingshan.kit.figures import Figure, Scope


@dataclass(frozen=True)
class Part:
    """A part of a figure: how an address names it, its words, and its answer."""

    at: str
    label: str
    answer: Answer


def parts_by(figure: Figure, dimension: Dimension, scope: Scope) -> list[Part]:
    """The figure by each value of a dimension that has rows."""
    rows = figure.rows(scope).values(*dimension.columns).annotate(**figure.measure.sums(EVERY_ROW))
    return [
        Part(
            dimension.address(cells[dimension.column]),
            dimension.label(cells),
            Answer(figure, figure.measure.of_sums(cells), cells["rows"] or 0),
        )
        for cells in rows.order_by(*dimension.order)
        if cells["rows"]
    ]


def parts_within(figure: Figure, spans: Sequence[Span], scope: Scope) -> list[Part]:
    """The figure of the rows of each span of days."""
    answers = _side_by_side(
        figure, [figure.within(span).condition(scope.as_of) for span in spans], scope
    )
    return [Part(span.key, span.label, answer) for span, answer in zip(spans, answers, strict=True)]


def on_days(figure: Figure, days: Sequence[dt.date], scope: Scope) -> list[Answer]:
    """The figure as it was on each of the days."""
    if figure.measure.in_database:
        return _side_by_side(figure, [figure.condition(day) for day in days], scope)
    return [count([figure], replace(scope, as_of=day))[scope.owners[0]][figure.key] for day in days]


def on_their_days(
    asked: Sequence[tuple[Figure, dt.date]], scope: Scope
) -> dict[tuple[str, dt.date], Answer]:
    """Several figures that a database sums up, each as it was on days of its own."""
    by_source: dict[int, list[tuple[Figure, dt.date]]] = defaultdict(list)
    for figure, day in asked:
        by_source[id(figure.source)].append((figure, day))
    found: dict[tuple[str, dt.date], Answer] = {}
    for pairs in by_source.values():
        conditions = [figure.condition(day) for figure, day in pairs]
        named = _named(zip((figure for figure, _ in pairs), conditions, strict=True))
        sums = pairs[0][0].source.within(scope).filter(any_of(conditions)).aggregate(**named)
        for at, (figure, day) in enumerate(pairs):
            found[figure.key, day] = _answer(figure, sums, at)
    return found


def by_month(
    figures: Sequence[Figure], scope: Scope, *, since: dt.date
) -> dict[str, dict[dt.date, Answer]]:
    """What of several figures falls into each month `since` a day: by key and first of the month.

    For figures that a database sums up and that have a `date_column`.
    """
    by_days: dict[tuple[int, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_days[id(figure.source), figure.date_column].append(figure)
    found: dict[str, dict[dt.date, Answer]] = {figure.key: {} for figure in figures}
    for (_, column), group in by_days.items():
        conditions = [figure.condition(scope.as_of) for figure in group]
        named = _named(zip(group, conditions, strict=True))
        rows = group[0].source.within(scope).filter(any_of(conditions), **{f"{column}__gte": since})
        months = rows.annotate(in_month=TruncMonth(column)).values("in_month").annotate(**named)
        for sums in months.order_by():
            for at, figure in enumerate(group):
                found[figure.key][sums["in_month"]] = _answer(figure, sums, at)
    return found


def _named(asked: Iterable[tuple[Figure, Q]]) -> dict[str, Any]:
    return {
        f"{name}{at}": expression
        for at, (figure, where) in enumerate(asked)
        for name, expression in figure.measure.sums(where).items()
    }


def _answer(figure: Figure, sums: Mapping[str, Any], at: int) -> Answer:
    own = {name: sums[f"{name}{at}"] for name in figure.measure.sums(EVERY_ROW)}
    return Answer(figure, figure.measure.of_sums(own), own["rows"] or 0)


def _side_by_side(figure: Figure, conditions: list[Q], scope: Scope) -> list[Answer]:
    """The figure's answer under each of the conditions."""
    if not conditions:
        return []
    named = _named((figure, where) for where in conditions)
    sums = figure.source.within(scope).filter(any_of(conditions)).aggregate(**named)
    return [_answer(figure, sums, at) for at in range(len(conditions))]

"""One figure in parts: by a dimension, by spans of days, and as it was on other days.

One query each, however many parts there are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qingshan.kit.counting import Answer, count
from qingshan.kit.figures import EVERY_ROW, any_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

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


def _side_by_side(figure: Figure, conditions: list[Q], scope: Scope) -> list[Answer]:
    """The figure's answer under each of the conditions."""
    if not conditions:
        return []
    measure = figure.measure
    named: dict[str, Any] = {
        f"{name}{number}": expression
        for number, where in enumerate(conditions)
        for name, expression in measure.sums(where).items()
    }
    sums = figure.source.within(scope).filter(any_of(conditions)).aggregate(**named)
    names = tuple(measure.sums(EVERY_ROW))
    found = [{name: sums[f"{name}{at}"] for name in names} for at in range(len(conditions))]
    return [Answer(figure, measure.of_sums(one), one["rows"] or 0) for one in found]

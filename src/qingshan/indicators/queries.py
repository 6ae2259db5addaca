"""The figures of one school or of several, and the rows behind one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.indicators.registry import declared, figure_named
from qingshan.kit.counting import Answer, Answers, count
from qingshan.kit.figures import Scope
from qingshan.kit.listing import Row, evidence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qingshan.kit.counting import Declared
    from qingshan.kit.figures import Figure
    from qingshan.school.models import School

NOBODY = 0
"""The owner of no rows: a database without a school answers with zeros."""


def scope_of(school: School | None, as_of: date) -> Scope:
    return Scope((school.pk if school else NOBODY,), as_of)


def answers_for(school: School | None, *, as_of: date) -> Answers:
    """Every agreed figure of the school by its key, in the order of the case document."""
    scope = scope_of(school, as_of)
    return count(declared(), scope)[scope.owners[0]]


def answers_of(chosen: Iterable[Declared], school: School | None, *, as_of: date) -> Answers:
    """The answers of what was chosen, by key; a page's figures beyond the agreed ones included."""
    scope = scope_of(school, as_of)
    return count(chosen, scope)[scope.owners[0]]


def some_answers_for(school: School, keys: Iterable[str], *, as_of: date) -> Answers:
    """Only the figures of `keys`, at the cost of only their tables; for a page that shows a few.

    Raises `KeyError` for a key that there is not.
    """
    figures = []
    for key in keys:
        figure = figure_named(key)
        if figure is None:
            raise KeyError(key)
        figures.append(figure)
    return count(figures, scope_of(school, as_of))[school.pk]


def answers_of_each(schools: Iterable[School], figure: Figure, *, as_of: date) -> dict[int, Answer]:
    """One figure of several schools, by the school's key."""
    scope = Scope(tuple(school.pk for school in schools), as_of)
    return {owner: found[figure.key] for owner, found in count([figure], scope).items()}


def evidence_for(
    figure: Figure, school: School | None, *, as_of: date
) -> tuple[int | float | str, list[Row]]:
    """The value as JSON has it, computed from exactly the rows that stand beside it."""
    value, rows = evidence(figure, scope_of(school, as_of))
    return figure.measure.plain(value), rows

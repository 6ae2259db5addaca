"""Counting figures: all of them, for any number of owners, in a few queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from qingshan.kit.figures import Family, Figure, any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import Q

    from qingshan.kit.figures import Scope
    from qingshan.kit.measures import Cells, Value

Declared: TypeAlias = Figure | Family


@dataclass(frozen=True)
class Answer:
    """A figure's value on a day, and how many rows an evidence list has for it."""

    figure: Figure
    value: Value
    rows: int

    @property
    def plain(self) -> int | float | str:
        return self.figure.measure.plain(self.value)

    @property
    def text(self) -> str:
        return self.figure.measure.text(self.value)


Answers: TypeAlias = dict[str, Answer]


def count(declared: Iterable[Declared], scope: Scope) -> dict[int, Answers]:
    """The answers of each owner by key, in the order of declaration.

    One query a source for its plain figures, one a dimension of it for its families, one for the
    figures that are read off their rows; however many owners and rows there are.
    """
    listed = list(declared)
    found: dict[int, dict[str, list[Answer]]] = {owner: defaultdict(list) for owner in scope.owners}
    by_source: dict[int, list[Declared]] = defaultdict(list)
    for one in listed:
        by_source[id(_figure(one).source)].append(one)
    for group in by_source.values():
        figures = [one for one in group if isinstance(one, Figure)]
        _count_in_database([f for f in figures if f.measure.in_database], scope, found)
        _read_off_rows([f for f in figures if not f.measure.in_database], scope, found)
        _count_families([one for one in group if isinstance(one, Family)], scope, found)
    return {
        owner: {answer.figure.key: answer for one in listed for answer in answers[_figure(one).key]}
        for owner, answers in found.items()
    }


Found: TypeAlias = dict[int, dict[str, list[Answer]]]


def _count_in_database(figures: list[Figure], scope: Scope, found: Found) -> None:
    if not figures:
        return
    source = figures[0].source
    conditions = [figure.condition(scope.as_of) for figure in figures]
    sums = _named_sums(figures, conditions)
    own = _own_names(sums, len(figures))
    rows = source.within(scope).filter(any_of(conditions)).values(source.owner).annotate(**sums)
    by_owner = {row[source.owner]: row for row in rows}
    for owner in scope.owners:
        for number, figure in enumerate(figures):
            answer = _answer(figure, _own_sums(by_owner.get(owner), own[number]))
            found[owner][figure.key].append(answer)


def _count_families(families: list[Family], scope: Scope, found: Found) -> None:
    by_column: dict[str, list[Family]] = defaultdict(list)
    for family in families:
        by_column[family.column].append(family)
    for column, group in by_column.items():
        figures = [family.figure for family in group]
        conditions = [figure.condition(scope.as_of) for figure in figures]
        source = figures[0].source
        named = _named_sums(figures, conditions)
        own = _own_names(named, len(figures))
        members = [lru_cache(maxsize=None)(family.at) for family in group]
        rows = source.within(scope).filter(any_of(conditions)).values(source.owner, column)
        for row in rows.annotate(**named).order_by(column):
            for number, family in enumerate(group):
                sums = _own_sums(row, own[number])
                if sums["rows"]:
                    answer = _answer(members[number](row[column]), sums)
                    found[row[source.owner]][family.figure.key].append(answer)


def _read_off_rows(figures: list[Figure], scope: Scope, found: Found) -> None:
    by_condition: dict[Q, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_condition[figure.condition(scope.as_of)].append(figure)
    for group in by_condition.values():
        owner_column = group[0].source.owner
        columns = {column for figure in group for column in figure.measure.reads}
        by_owner: dict[int, list[Cells]] = defaultdict(list)
        for row in group[0].rows(scope).values(owner_column, *columns):
            by_owner[row[owner_column]].append(row)
        for owner in scope.owners:
            for figure in group:
                counted = figure.measure.narrowed(by_owner[owner])
                answer = Answer(figure, figure.measure.of_rows(counted), len(counted))
                found[owner][figure.key].append(answer)


def _named_sums(figures: Sequence[Figure], conditions: Sequence[Q]) -> dict[str, Any]:
    return {
        f"sum{number}_{name}": expression
        for number, (figure, where) in enumerate(zip(figures, conditions, strict=True))
        for name, expression in figure.measure.sums(where).items()
    }


def _own_names(sums: Iterable[str], figures: int) -> list[list[tuple[str, str]]]:
    """Of each figure: what its sums are called by its measure, and by their names in a row."""
    own: list[list[tuple[str, str]]] = [[] for _ in range(figures)]
    for name in sums:
        number, _, called = name.removeprefix("sum").partition("_")
        own[int(number)].append((called, name))
    return own


def _own_sums(row: Cells | None, names: list[tuple[str, str]]) -> dict[str, Any]:
    """The figure's part of a row of sums; nothing of anything where there is no row."""
    if row is None:
        return {called: None for called, _ in names}
    return {called: row[name] for called, name in names}


def _answer(figure: Figure, sums: Cells) -> Answer:
    return Answer(figure, figure.measure.of_sums(sums), sums["rows"] or 0)


def _figure(declared: Declared) -> Figure:
    return declared.figure if isinstance(declared, Family) else declared

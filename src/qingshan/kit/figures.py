"""Figures: a number, the list behind it and its sentence, all from one declaration.

An app declares its `Source`s (a table, and how a row of it is told) and its `Figure`s (which rows,
and how they are summed up). Nothing else in the house says how a figure is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from qingshan.kit.measures import Cells, Distinct, Measure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet

    from qingshan.kit.dimensions import Dimension, Span

EVERY_ROW = Q()


@dataclass(frozen=True)
class Scope:
    """Whose rows, and up to which day. Several owners are counted side by side.

    `using` names the database that is asked, where it is not the house's own. `all_there_are`: it
    holds rows of nobody else, so that a thousand owners need not be named in each question.
    """

    owners: tuple[int, ...]
    as_of: dt.date
    using: str | None = None
    all_there_are: bool = False


@dataclass(frozen=True)
class Page:
    """The page of a row: the name of its address and the key it takes."""

    name: str
    key: Any


def on_or_before(column: str = "date") -> Callable[[dt.date], Q]:
    """The rows whose day is the as-of day or earlier."""
    return lambda as_of: Q(**{f"{column}__lte": as_of})


def lasting(first: str, last: str) -> Callable[[dt.date], Q]:
    """The rows that hold on the as-of day: begun, and `last` (if there is one) not yet over."""
    return lambda as_of: _open(first, as_of, last, "gte")


def until(first: str, ended: str) -> Callable[[dt.date], Q]:
    """The rows that are open on the as-of day: begun, and not `ended` on it or before."""
    return lambda as_of: _open(first, as_of, ended, "gt")


def as_they_stand(as_of: dt.date) -> Q:
    """All rows: a roster has no day."""
    return EVERY_ROW


def everybody(member: Any) -> bool:
    """Whoever serves the school, and the county."""
    return True


@dataclass(frozen=True, kw_only=True)
class Source:
    """A table that figures count, and how a row of it is told.

    `title` is the name people know the table by; `owner`, `number` and `date` are columns; `reads`
    are the columns that `label` and `page` make their text from; `by` narrows to the as-of day;
    `visible` is the door: the rows that a person may open; `search` are the columns that are
    looked through for a word; `shown` is how a `number` stands on a page; `dimensions` are what its
    rows can be laid side by side by; `same_as` is the column of the row of another source that a
    row is the same thing as; `is_roster`: who came when is not known, so that an earlier day has
    no answer of its own.
    """

    title: str
    model: type[Model]
    owner: str
    number: str
    label: Callable[[Cells], str]
    visible: Callable[[Any], QuerySet[Any]]
    reads: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    date: str = ""
    by: Callable[[dt.date], Q] = as_they_stand
    page: Callable[[Cells], Page | None] = lambda _: None
    shown: Callable[[str], str] = str
    dimensions: tuple[Dimension, ...] = ()
    same_as: str = ""
    is_roster: bool = False

    def within(self, scope: Scope) -> QuerySet[Any]:
        """Every row of the owners, of whatever day."""
        rows = self.model._default_manager.using(scope.using).order_by()
        if scope.all_there_are:
            return rows.filter(**{f"{self.owner}__isnull": False})
        return rows.filter(**{f"{self.owner}__in": scope.owners})


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number. `where` picks its rows from the source, by itself or from the as-of day.

    `people` tells the rows of a `Distinct` figure: the table whose rows the column points at.
    `date` is the column that dates a row here, where it is not the source's own. `system` is the id
    of its row in docs/systems.md. `agreed`: the command line prints it, for those who script
    against it. `is_stock`: what there is on a day, and not what has been done up to it.
    `dimensions` are the source's, unless given. `known_to` says who may know the number at all.
    """

    key: str
    title: str
    unit: str
    definition: str
    chapter: str
    source: Source
    measure: Measure
    where: Q | Callable[[dt.date], Q] = EVERY_ROW
    people: Source | None = None
    date: str = ""
    system: str = ""
    agreed: bool = False
    is_stock: bool = False
    dimensions: tuple[Dimension, ...] | None = None
    known_to: Callable[[Any], bool] = everybody

    @property
    def parted_by(self) -> tuple[Dimension, ...]:
        """What its rows are laid side by side by; nothing where a number is read off them."""
        if not self.measure.in_database:
            return ()
        return self.source.dimensions if self.dimensions is None else self.dimensions

    @property
    def has_past(self) -> bool:
        """Whether an earlier day has another answer: a roster is only known as it stands."""
        return callable(self.where) or not (
            self.source.is_roster or self.source.by is as_they_stand
        )

    def narrowed(self, further: Q) -> Figure:
        """The same figure of fewer rows."""
        return replace(self, where=lambda as_of: self._own(as_of) & further)

    def within(self, span: Span) -> Figure:
        """The same figure of the rows of some days."""
        return self.narrowed(span.where(self.date_column))

    def adds_up_by(self, column: str) -> bool:
        """Whether the parts by a column come to the whole: each thing counted is in one of them."""
        if not isinstance(self.measure, Distinct):
            return self.measure.adds_up
        own = self.measure.column
        return column == own or column.startswith(f"{own}__")

    def condition(self, as_of: dt.date) -> Q:
        return self.source.by(as_of) & self._own(as_of)

    def _own(self, as_of: dt.date) -> Q:
        return self.where(as_of) if callable(self.where) else self.where

    def rows(self, scope: Scope) -> QuerySet[Any]:
        """The rows in question: those counted, but for a measure that narrows them further."""
        rows = self.source.within(scope).filter(self.condition(scope.as_of))
        if isinstance(self.measure, Distinct):
            rows = rows.exclude(Q(**{f"{self.measure.column}__isnull": True}))
        return rows

    @property
    def date_column(self) -> str:
        return self.date or self.source.date

    @property
    def columns(self) -> tuple[str, ...]:
        """What is read of each row for its line in a list."""
        source = self.source
        wanted = ("pk", source.number, self.date_column, *source.reads, *self.measure.reads)
        return tuple(dict.fromkeys(column for column in wanted if column))


@dataclass(frozen=True, kw_only=True)
class Family:
    """One declaration for a figure along a dimension: `key.2020`, `key.2021` …

    `column` is the dimension's column in the source, `accepts` reads a value of it from the end of
    a key (None where it cannot be one); texts may hold `{at}`.
    """

    figure: Figure
    column: str
    accepts: Callable[[str], Any]

    def at(self, value: Any) -> Figure:
        """The figure at one value of the dimension."""
        figure = self.figure
        return replace(
            figure,
            key=f"{figure.key}.{value}",
            title=figure.title.format(at=value),
            definition=figure.definition.format(at=value),
            where=lambda as_of: figure.condition(as_of) & Q(**{self.column: value}),
        )

    def named(self, key: str) -> Figure | None:
        """The figure that `key` names, if it is one of this family."""
        start, _, end = key.rpartition(".")
        if start != self.figure.key:
            return None
        value = self.accepts(end)
        return None if value is None else self.at(value)


def _open(first: str, as_of: dt.date, last: str, lookup: str) -> Q:
    endless = Q(**{f"{last}__isnull": True})
    return Q(**{f"{first}__lte": as_of}) & (endless | Q(**{f"{last}__{lookup}": as_of}))


def any_of(conditions: Iterable[Q]) -> Q:
    """Rows that meet one of them at least; an empty condition is met by all."""
    listed = list(conditions)
    return reduce(or_, listed) if all(listed) else EVERY_ROW

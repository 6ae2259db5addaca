"""Questions asked on every page: the statement is written once, and asked with new values.

Django writes the SQL of a queryset anew each time, which takes longer than a small database takes
to answer it. A question here is a function from values to a queryset::

    OWN_DUE = Prepared(lambda staff, today: Case.objects.filter(
        responsible=staff, next_step_on__lte=today))

    OWN_DUE.count(staff=staff.pk, today=member.today)

It is called twice with values that nobody has, to see where each comes to stand, and then no more.
So it may only pass its values on, or a day that is so many days from one: what else it makes of
them or decides by them is not known later, and what it asks itself would be the answer of that
moment. Each of these is refused with `NotPreparable` when the question is first put.
"""

from __future__ import annotations

import copy
import inspect
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BigIntegerField
from django.db.models import Value as Constant

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from django.db.models import QuerySet
    from django.db.models.sql.compiler import SQLCompiler

    Value = int | str | date

_SOMEBODYS = ((24_001, date(1801, 3, 9), 1), (25_501, date(1702, 11, 24), 3))
"""Keys and days to ask with, and how far the days are apart: keys that every column can hold, days
long before anything happened, of another weekday and place in their month."""

MOST = BigIntegerField.MAX_BIGINT
LEAST = -MOST - 1


class NotPreparable(Exception):
    """The statement depends on more than where its values stand."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands in a statement: something as it is, or the value of a name, or days after it."""

    as_it_is: Any = None
    name: str = ""
    after: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement, and what stands in it, in its order."""

    queryset: QuerySet[Any]
    compiler: SQLCompiler
    sql: str
    places: tuple[_Place, ...]


class Prepared:
    """A question whose values are keys (`int`), days for the names in `days`, or `words`.

    Each of the `names` must come to stand in the statement, but for those that `may_be_missing`.
    """

    def __init__(
        self,
        asks: Callable[..., QuerySet[Any]],
        *,
        days: Collection[str] = ("today",),
        words: Collection[str] = (),
        names: Collection[str] = (),
        may_be_missing: Collection[str] = (),
    ) -> None:
        self._asks = asks
        self._days, self._words = frozenset(days), frozenset(words)
        self._names = tuple(names) or tuple(inspect.signature(asks).parameters)
        self._may_be_missing = frozenset(may_be_missing)
        self._held: _Written | None = None
        self._is_empty = False

    def rows(self, **given: Value) -> list[Any]:
        """What the queryset gives: tuples, dictionaries, or rows with what belongs to them."""
        written = self._written()
        if written is None or _beyond_every_row(given):
            return []
        values = self._values(written, given)
        asked = written.queryset.all()

        def writer(using: str | None = None, connection: Any = None, **_: Any) -> SQLCompiler:
            return _compiler(written, using, connection, values)

        asked.query.get_compiler = writer  # type: ignore[method-assign, assignment]
        return list(asked)

    def row(self, **given: Value) -> Any | None:
        """The first, or None."""
        return next(iter(self.rows(**given)), None)

    def count(self, **given: Value) -> int:
        """How many rows there are."""
        written = self._written()
        if written is None or _beyond_every_row(given):
            return 0
        with connections[written.queryset.db].cursor() as cursor:
            cursor.execute(
                f"SELECT COUNT(*) FROM ({written.sql}) asked",  # noqa: S608 - Django's own text
                self._values(written, given),
            )
            return int(cursor.fetchone()[0])

    def _values(self, written: _Written, given: Mapping[str, Any]) -> tuple[Any, ...]:
        adapt = connections[written.queryset.db].ops.adapt_datefield_value
        return tuple(
            place.as_it_is
            if not place.name
            else adapt(given[place.name] + place.after)
            if place.name in self._days
            else given[place.name]
            for place in written.places
        )

    def _written(self) -> _Written | None:
        """None where no row can ever be an answer: to a person who is on no staff, say."""
        if self._held is None and not self._is_empty:
            try:
                self._held = self._write()
            except EmptyResultSet:
                self._is_empty = True
        return self._held

    def _write(self) -> _Written:
        here, there = (self._somebodys(*one) for one in _SOMEBODYS)
        queryset, sql, values = self._asked_of(here)
        _, other_sql, others = self._asked_of(there)
        if sql != other_sql or len(values) != len(others):
            raise NotPreparable("its statement depends on its values")
        places = tuple(
            _place(_Pair(one, other), here, there)
            for one, other in zip(values, others, strict=True)
        )
        missing = {*self._names} - {place.name for place in places} - self._may_be_missing
        if missing:
            raise NotPreparable(f"{missing} do not stand in its statement")
        compiler = queryset.query.get_compiler(queryset.db)
        compiler.as_sql()  # so that it knows its columns
        return _Written(queryset, compiler, sql, places)

    def _somebodys(self, key: int, day: date, apart: int) -> dict[str, Value]:
        given: dict[str, Value] = {name: key + n for n, name in enumerate(self._names)}
        days = [name for name in self._names if name in self._days]
        given |= {name: day - timedelta(days=n * apart) for n, name in enumerate(days)}
        return given | {name: f"{given[name]}" for name in self._words}

    def _asked_of(self, given: Mapping[str, Any]) -> tuple[QuerySet[Any], str, tuple[Any, ...]]:
        with _asking_nothing():
            queryset = self._asks(**given)
            sql, values = queryset.query.sql_with_params()
        return queryset, sql, tuple(values)


def summed(rows: QuerySet[Any], **sums: Any) -> QuerySet[Any]:
    """One dictionary with the sums of all rows, as `aggregate` gives it, to be prepared."""
    together = rows.order_by().annotate(_together=Constant(1)).values("_together")
    told: QuerySet[Any] = together.annotate(**sums).values(*sums)
    return told


def _beyond_every_row(given: Mapping[str, Any]) -> bool:
    """Addresses hold any number; Django finds no row for one that no column can have, either."""
    return any(isinstance(value, int) and not LEAST <= value <= MOST for value in given.values())


class _Pair(NamedTuple):
    """What stands in one place for one and for the other nobody."""

    one: Any
    other: Any


def _place(stands: _Pair, here: Mapping[str, Any], there: Mapping[str, Any]) -> _Place:
    days = _Pair(*map(_day, stands))
    if stands.one == stands.other and type(stands.one) is type(stands.other):
        if days.one:
            raise NotPreparable(f"{days.one} is a day of the moment it was asked")
        return _Place(stands.one)
    if days.one and days.other:
        found = {
            name: days.one - day
            for name, day in here.items()
            if isinstance(day, date) and days.one - day == days.other - there[name]
        }
    else:
        found = {n: timedelta() for n in here if (here[n], there[n]) == tuple(stands)}
    if len(found) != 1:
        raise NotPreparable(f"{stands.one} is made of a value")
    ((name, after),) = found.items()
    return _Place(name=name, after=after)


def _day(value: Any) -> date | None:
    """SQLite is given its days as text."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) else None


def _compiler(written: _Written, using: str | None, connection: Any, values: Any) -> SQLCompiler:
    """The one that wrote the statement, for this thread's connection and these values."""
    mine = copy.copy(written.compiler)
    mine.connection = connection or connections[using or written.queryset.db]
    mine.as_sql = lambda *_, **__: (written.sql, values)  # type: ignore[method-assign]
    return mine


class _asking_nothing(ExitStack):  # noqa: N801 - reads as a sentence where it is used
    """Where a statement is written nothing may be asked: the answer would be kept for ever."""

    def __enter__(self) -> _asking_nothing:
        def refuse(_execute: Any, sql: str, *_: Any) -> Any:
            raise NotPreparable(f"it asks the database itself: {sql}")

        super().__enter__()
        for connection in connections.all():
            self.enter_context(connection.execute_wrapper(refuse))
        return self

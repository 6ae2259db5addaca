"""Dimensions: what a table's rows are laid side by side by, declared once with the table.

A class, a subject, a post: columns of the rows. A month, a school year: spans of days.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from qingshan.kit.words import tr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from django.db.models import TextChoices

NOTHING = "-"
"""What an address says of the rows that have no value."""


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """Rows side by side by the values of `column`.

    `tell` makes a value's words from the columns it `reads`; `order` sorts them; `accepts` reads a
    value from an address (None where it cannot be one), and is left out where values are words.
    """

    key: str
    title: str
    column: str
    tell: Callable[[Mapping[str, Any]], str]
    reads: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    accepts: Callable[[str], Any] | None = None
    nothing: str = tr("没有写")

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.column, *self.order, *self.reads)))

    def label(self, cells: Mapping[str, Any]) -> str:
        return self.nothing if cells[self.column] in (None, "") else self.tell(cells)

    def address(self, value: Any) -> str:
        return NOTHING if value in (None, "") else str(value)

    def where(self, address: str) -> Q | None:
        """The rows of the value that stands in an address; None where none can stand there."""
        if address == NOTHING:
            without = Q(**{f"{self.column}__isnull": True})
            return without if self.accepts else without | Q(**{self.column: ""})
        value = (self.accepts or _text)(address)
        return None if value is None else Q(**{self.column: value})


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included."""

    key: str
    label: str
    first: dt.date
    last: dt.date

    def where(self, column: str) -> Q:
        return Q(**{f"{column}__gte": self.first, f"{column}__lte": self.last})


@dataclass(frozen=True)
class OfChoices:
    """Tells a value of a field with choices by its label."""

    column: str
    choices: type[TextChoices] = field(repr=False)

    def __call__(self, cells: Mapping[str, Any]) -> str:
        value = cells[self.column]
        return str(dict(self.choices.choices).get(value, value))


def _text(address: str) -> str | None:
    """No database keeps a text with the null character in it."""
    return None if "\0" in address else address


def of_words(key: str, title: str, column: str, **more: Any) -> Dimension:
    """By what stands in the column itself."""
    return Dimension(
        key=key,
        title=title,
        column=column,
        tell=lambda cells: str(cells[column]),
        order=(column,),
        **more,
    )


def of_choices(key: str, title: str, column: str, choices: type[TextChoices]) -> Dimension:
    """By a field with choices."""
    return Dimension(
        key=key, title=title, column=column, tell=OfChoices(column, choices), order=(column,)
    )


def whole_number(address: str) -> int | None:
    """A key or a number of an address, as long as a database takes."""
    return int(address) if address.isascii() and address.isdecimal() and len(address) < 10 else None

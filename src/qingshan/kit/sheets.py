"""Sheets of a workbook, as an app declares them in its module `sheets`.

A sheet is a table of a model. What each column holds is said once; reading, checking, comparing,
writing, dumping, the empty workbook and its help text all follow from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import Model

    from qingshan.kit.cells import Kind
    from qingshan.kit.faults import Fault


@dataclass(frozen=True, kw_only=True)
class Side:
    """A second table with one row at most beside each row of the sheet, there while any of its
    cells is filled. `parent` is its foreign key to the sheet's model, `fixed` its other values."""

    model: type[Model]
    parent: str
    fixed: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `field` is the model's field; empty for a `ReferenceBy`, which knows its own.

    `key` columns together are the natural key of a row. One that is written `only_where_filled`
    stands in a dump where some row has it, and never in the empty workbook.
    """

    title: str
    kind: Kind
    field: str = ""
    required: bool = False
    key: bool = False
    example: Any = ""
    help: str = ""
    side: Side | None = None
    only_where_filled: bool = False


@dataclass(frozen=True, kw_only=True)
class Derived:
    """A field that follows from cells: `make` gets the values of the columns `of`.

    Where the last of these is a column of the field itself, for what does not follow, `tell` is
    the way back: it gets the other values and the field's own, and returns what that cell says.
    """

    field: str
    of: tuple[str, ...]
    make: Callable[..., Any]
    tell: Callable[..., Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What cells of one row must be to each other, told at the column `at`.

    `check` gets the values of `at` and `of`, and returns the fault if there is one. It is not
    asked about a row in which one of these cells is already found wrong.
    """

    at: str
    of: tuple[str, ...]
    check: Callable[..., Fault | None]


@dataclass(frozen=True, kw_only=True)
class Roll:
    """That the rows of a sheet are a roll: who is not in a new file has perhaps gone.

    `mark` is told the school and the keys a loaded file held; `number` says how many of the school
    it did not hold, `page` names the address where they are looked at.
    """

    mark: Callable[[int, set[Any]], None]
    number: Callable[[int], int]
    page: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet. `place` orders the sheets: a sheet comes after those that it refers to.

    Without a key column the whole row is the key, and equal rows are told apart by their order.
    `only_where_filled`: as with a column, for a sheet that has rows.
    """

    title: str
    model: type[Model]
    place: int
    columns: tuple[Column, ...]
    help: str = ""
    derived: tuple[Derived, ...] = ()
    rules: tuple[Rule, ...] = ()
    only_where_filled: bool = False
    roll: Roll | None = None

    @property
    def usual_columns(self) -> tuple[Column, ...]:
        """Those of the empty workbook."""
        return tuple(column for column in self.columns if not column.only_where_filled)

    @property
    def keys(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.key)

    @property
    def sides(self) -> tuple[Side, ...]:
        found: list[Side] = []
        for column in self.columns:
            if column.side is not None and column.side not in found:
                found.append(column.side)
        return tuple(found)

    def column(self, title: str) -> Column:
        return next(column for column in self.columns if column.title == title)

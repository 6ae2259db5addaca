"""How rows become one number.

A measure says three things of itself: which columns it reads from a row, how the database sums it
up, and how the same number comes out of the rows one by one. The last is what an evidence list is
checked against; the second is what makes a page quick.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from django.db.models import Case, Count, F, Q, Sum, When

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import Expression

Value: TypeAlias = int | Decimal | float
Cells: TypeAlias = "Mapping[str, Any]"

CENT = Decimal("0.01")
RATE_PLACES = 4


@dataclass(frozen=True)
class Measure:
    """The common shape. `adds_up`: the answers of parts come to the answer of the whole."""

    in_database: ClassVar[bool] = True
    adds_up: ClassVar[bool] = True

    @property
    def reads(self) -> tuple[str, ...]:
        return ()

    def sums(self, where: Q) -> dict[str, Expression]:
        """Named aggregates over the rows of `where`; "rows" is how many rows stand behind."""
        return {"rows": Count("pk", filter=where)}

    def of_sums(self, sums: Cells) -> Value:
        found: int = sums["rows"] or 0
        return found

    def narrowed(self, rows: Sequence[Cells]) -> list[Cells]:
        """The rows that are counted, of those that stand in question."""
        return list(rows)

    def of_rows(self, rows: Sequence[Cells]) -> Value:
        return len(rows)

    def share(self, row: Cells) -> dict[str, Any]:
        """What one row adds to the number, in the words of the evidence list."""
        return {}

    def plain(self, value: Value) -> int | float | str:
        """The number as JSON has it: money as text with two decimals."""
        return value if isinstance(value, int | float) else f"{value:.2f}"

    def text(self, value: Value) -> str:
        """The number as a page has it."""
        return str(value)


@dataclass(frozen=True)
class HowMany(Measure):
    """How many rows there are."""


@dataclass(frozen=True)
class Distinct(Measure):
    """How many different values `column` has; the rows without one stand for nothing."""

    column: str

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.column,)

    def sums(self, where: Q) -> dict[str, Expression]:
        return {"rows": Count(self.column, filter=where, distinct=True)}

    def narrowed(self, rows: Sequence[Cells]) -> list[Cells]:
        return [row for row in rows if row[self.column] not in (None, "")]

    def of_rows(self, rows: Sequence[Cells]) -> Value:
        return len({row[self.column] for row in rows})


@dataclass(frozen=True)
class Total(Measure):
    """The sum of a column of whole numbers."""

    column: str

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.column,)

    def sums(self, where: Q) -> dict[str, Expression]:
        return {**super().sums(where), "sum": Sum(self.column, filter=where)}

    def of_sums(self, sums: Cells) -> Value:
        found: int = sums["sum"] or 0
        return found

    def of_rows(self, rows: Sequence[Cells]) -> Value:
        summed: int = sum(row[self.column] for row in rows)
        return summed

    def share(self, row: Cells) -> dict[str, Any]:
        return {"amount": row[self.column]}


@dataclass(frozen=True)
class Money(Measure):
    """The sum of a column of money. Rows whose `kind_column` says `minus` are taken off it."""

    column: str
    kind_column: str = ""
    minus: str = ""

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.column, self.kind_column) if self.minus else (self.column,)

    def sums(self, where: Q) -> dict[str, Expression]:
        summed: Any = F(self.column)
        if self.minus:
            summed = Case(When(**{self.kind_column: self.minus}, then=-summed), default=summed)
        return {**super().sums(where), "sum": Sum(summed, filter=where)}

    def of_sums(self, sums: Cells) -> Value:
        return Decimal(sums["sum"] or 0).quantize(CENT)

    def of_rows(self, rows: Sequence[Cells]) -> Value:
        return sum((self._signed(row) for row in rows), Decimal(0)).quantize(CENT)

    def share(self, row: Cells) -> dict[str, Any]:
        return {"amount": f"{self._signed(row):.2f}"}

    def text(self, value: Value) -> str:
        return f"{value:,.2f}"

    def _signed(self, row: Cells) -> Decimal:
        amount: Decimal = row[self.column]
        return -amount if self.minus and row[self.kind_column] == self.minus else amount


@dataclass(frozen=True)
class Ratio(Measure):
    """One column's sum over another's, from 0 to 1, rounded to four places; 0 where it is 0/0."""

    adds_up: ClassVar[bool] = False
    numerator: str
    denominator: str

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.numerator, self.denominator)

    def sums(self, where: Q) -> dict[str, Expression]:
        return {
            **super().sums(where),
            "numerator": Sum(self.numerator, filter=where),
            "denominator": Sum(self.denominator, filter=where),
        }

    def of_sums(self, sums: Cells) -> Value:
        return _rate(sums["numerator"] or 0, sums["denominator"] or 0)

    def of_rows(self, rows: Sequence[Cells]) -> Value:
        return _rate(
            sum(row[self.numerator] for row in rows), sum(row[self.denominator] for row in rows)
        )

    def share(self, row: Cells) -> dict[str, Any]:
        return {"numerator": row[self.numerator], "denominator": row[self.denominator]}

    def text(self, value: Value) -> str:
        return f"{value * 100:.2f}".rstrip("0").rstrip(".") + "%"


@dataclass(frozen=True)
class PeakAt(Measure):
    """Where along `at` the column is highest, the later one of equals; 0 without any rows."""

    in_database: ClassVar[bool] = False
    column: str
    at: str

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.column, self.at)

    def narrowed(self, rows: Sequence[Cells]) -> list[Cells]:
        best = max(rows, key=lambda row: (row[self.column], row[self.at]), default=None)
        return [] if best is None else [best]

    def of_rows(self, rows: Sequence[Cells]) -> Value:
        found: int = rows[0][self.at] if rows else 0
        return found

    def share(self, row: Cells) -> dict[str, Any]:
        return {"amount": row[self.column]}


@dataclass(frozen=True)
class FullRun(Measure):
    """How many of the newest steps of `along`, without a gap, had the part equal the whole."""

    in_database: ClassVar[bool] = False
    part: str
    whole: str
    along: str

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.part, self.whole, self.along)

    def narrowed(self, rows: Sequence[Cells]) -> list[Cells]:
        run: list[Cells] = []
        for row in sorted(rows, key=lambda row: row[self.along], reverse=True):
            follows = not run or run[-1][self.along] - row[self.along] == 1
            if not follows or not row[self.whole] or row[self.part] != row[self.whole]:
                break
            run.append(row)
        return run

    def share(self, row: Cells) -> dict[str, Any]:
        return {"numerator": row[self.part], "denominator": row[self.whole]}


def _rate(numerator: int, denominator: int) -> float:
    return round(numerator / denominator, RATE_PLACES) if denominator else 0.0

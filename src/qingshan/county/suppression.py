"""What leaves a school as a number, and what does not: small cells and small movements.

Method: threshold rule with a derived margin (Hundepool et al., *Statistical Disclosure Control*,
Wiley 2012, ch. 4: primary suppression, and margins that must not undo it). Where the book hides a
second cell or audits a published total, this hides the total itself: sums are added up from what
is shown, as bounds, so that a sum tells nothing that its parts did not. Rules, in one place:

1. A count of 1 to 4 is said as "fewer than five"; nothing at all is said as 0.
2. A count that moved by 1 to 4 since it was last said stays as it was said, marked as moved: else
   the difference of two months would be the small count that rule 1 hides.
3. A part of a whole (boarders of all children) is held back where the rest would be 1 to 4, where
   its whole is small or not said exactly, or where it moved by 1 to 4.

Every number that is not said exactly has at least four values that it may have, also for someone
who knows these rules, all months and all schools (`tests/county/test_suppression.py` tries every
case). The rules run before a number is stored or sent: whoever reads the county's tables, a page,
a workbook, an order of sorting, finds nothing smaller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

FEW = 5
"""Counts below it, and movements below it, are not said."""

_WRITTEN = re.compile(r"(<|-|~|)(0|[1-9][0-9]{0,8})?")


class NotACell(ValueError):
    """No number is said so."""


class Said(StrEnum):
    """How a number is said."""

    EXACT = "exact"
    MOVED = "moved"  # by 1 to 4 from `value`, up or down
    FEW = "few"  # 1 to 4
    HELD = "held"  # nothing is said; `value` is what was said last, if anything


_SIGNS = {Said.EXACT: "", Said.MOVED: "~", Said.FEW: "<", Said.HELD: "-"}
_SAID = {sign: said for said, sign in _SIGNS.items()}


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as it is said. `value` is never the true one of a number that is not exact."""

    said: Said
    value: int | None = None

    @property
    def written(self) -> str:
        """As a package has it: 912 · ~912 · < · - · -212"""
        return _SIGNS[self.said] + ("" if self.value is None else str(self.value))

    @property
    def words(self) -> str:
        if self.said == Said.FEW:
            return tr("不到 {few}").format(few=FEW)
        if self.said == Said.HELD:
            return (
                tr("不单列")
                if self.value is None
                else tr("不单列（上次 {value:,}）").format(value=self.value)
            )
        shown = f"{self.value:,}"
        return tr("{shown} 上下").format(shown=shown) if self.said == Said.MOVED else shown

    @property
    def bounds(self) -> tuple[int, int | None]:
        """The least and the most it can be; None for no upper bound."""
        value = self.value or 0
        if self.said == Said.EXACT:
            return value, value
        if self.said == Said.MOVED:
            return max(FEW, value - FEW + 1), value + FEW - 1
        return (1, FEW - 1) if self.said == Said.FEW else (0, None)


def read(written: str) -> Cell:
    """The cell that is written so. Raises `NotACell` for what no cell is written as."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        raise NotACell(written)
    cell = Cell(_SAID[found[1]], None if found[2] is None else int(found[2]))
    if not _can_be_said(cell):
        raise NotACell(written)
    return cell


def _can_be_said(cell: Cell) -> bool:
    if cell.said == Said.FEW:
        return cell.value is None
    if cell.said == Said.HELD and cell.value is None:
        return True
    least = FEW if cell.said == Said.MOVED else 0
    return cell.value is not None and cell.value >= least and not _is_small(cell.value)


def protected(count: int, before: Cell | None) -> Cell:
    """How a count is said that was said as `before` the last time."""
    last = before.value if before else None
    if _is_small(count):
        return Cell(Said.FEW)
    if count and last and _is_small(count - last):
        return Cell(Said.MOVED, last)
    return Cell(Said.EXACT, count)


def protected_part(count: int, before: Cell | None, *, whole: int, whole_said: Cell) -> Cell:
    """How a part is said of a `whole` that is itself said as `whole_said`."""
    last = before.value if before else None
    if count == 0:
        return Cell(Said.EXACT, 0)
    if whole_said.said == Said.EXACT and whole < 2 * FEW - 1:
        return Cell(Said.HELD, last)
    if _is_small(count):
        return Cell(Said.FEW)
    moved_a_little = last and _is_small(count - last)
    if whole_said.said != Said.EXACT or _is_small(whole - count) or moved_a_little:
        return Cell(Said.HELD, last)
    return Cell(Said.EXACT, count)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of cells: the least and the most it can be, by what is shown and nothing else."""

    least: int
    most: int | None

    @property
    def is_exact(self) -> bool:
        return self.least == self.most

    @property
    def words(self) -> str:
        if self.most is None:
            return tr("至少 {least:,}").format(least=self.least)
        return f"{self.least:,}" if self.is_exact else f"{self.least:,}—{self.most:,}"


def total(cells: Iterable[Cell]) -> Total:
    """What the cells add up to, told from the cells alone."""
    least, most = 0, 0
    is_open = False
    for cell in cells:
        low, high = cell.bounds
        least += low
        most += high or 0
        is_open |= high is None
    return Total(least, None if is_open else most)


def share(part: Cell | None, whole: Cell | None) -> float | None:
    """What part of the whole it is; None where one of them is not said exactly.

    Told from what is shown and nothing else, it gives away no more than the two cells do. A share
    of true counts would: 3 of 212 is 1.42 %, which only 3 is.
    """
    if part is None or whole is None or {part.said, whole.said} != {Said.EXACT}:
        return None
    return (part.value or 0) / whole.value if whole.value else None


def share_words(part: float | None) -> str:
    return tr("不单列") if part is None else f"{part * 100:.1f}%"


def _is_small(number: int) -> bool:
    return 0 < abs(number) < FEW

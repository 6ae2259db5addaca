"""Cells that look blank but are not: formulas without a result, parts of merged cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingshan.exchange.reading import Grid

Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, each (row, column) from 0."""

FURTHEST_ROW, FURTHEST_COLUMN = 200_000, 500


@dataclass(frozen=True, slots=True)
class Unread:
    """Stands in a cell whose content cannot be taken as a value; `sentence` says why."""

    sentence: str

    def __str__(self) -> str:
        return ""


UNWORKED = Unread("这一格是公式，还没有算出结果。请用表格软件打开并保存一次，或者直接填上结果。")
BROKEN = Unread("这一格的公式算错了（如 #REF!、#N/A）。请改正公式，或者直接填上结果。")


def put_in(rows: list[list[Any]], cells: Iterable[tuple[int, int]], mark: Unread) -> None:
    """Puts `mark` into blank `cells` of `rows`, which grow where a cell lies outside."""
    for row, column in cells:
        if row >= FURTHEST_ROW or column >= FURTHEST_COLUMN:
            continue
        rows.extend([] for _ in range(row + 1 - len(rows)))
        held = rows[row]
        held.extend("" for _ in range(column + 1 - len(held)))
        if held[column] == "":
            held[column] = mark


def mark_merged(grid: Grid, merges: Iterable[Merge]) -> None:
    """Marks the cells of filled rows that are a later part of a merged range."""
    titles = {place: title for title, place in grid.places.items()}
    for (top, left), (bottom, right) in merges:
        mark = Unread(
            f"这一格和第 {top + 1} 行的格子合并在一起，内容只算在那一格。请取消合并，每格都填上。"
        )
        first, last = bisect_left(grid.rows, top + 1), bisect_right(grid.rows, bottom + 1)
        for place in [place for place in titles if left <= place <= right]:
            cells = grid.cells[titles[place]]
            for at in range(first, last):
                if cells[at] == "" and (grid.rows[at], place) != (top + 1, left):
                    cells[at] = mark

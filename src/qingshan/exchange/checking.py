"""From raw cells to values, column by column, and what is wrong with them within one sheet.

A column has few different cells: each is read once, and a sheet of 20,000 rows costs little more
than looking its cells up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qingshan.exchange.problems import Problem
from qingshan.exchange.reading import is_blank
from qingshan.exchange.unread import Unread
from qingshan.kit.choices import ReferenceBy
from qingshan.kit.faults import DUPLICATE_KEY, MISSING_REQUIRED, Fault, quoted, shown

if TYPE_CHECKING:
    from qingshan.exchange.reading import Grid
    from qingshan.kit.cells import Kind
    from qingshan.kit.sheets import Column, Rule, Sheet

Key = tuple[Any, ...]


@dataclass
class Checked:
    """A sheet's values by column title, with the columns in the order of the declaration.

    `wrong` has the rows (as places in the lists, from 0) at which a column has a problem already.
    """

    grid: Grid
    values: dict[str, list[Any]] = field(default_factory=dict)
    wrong: dict[str, set[int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def sheet(self) -> Sheet:
        return self.grid.sheet

    @property
    def size(self) -> int:
        return len(self.grid.rows)

    @property
    def columns(self) -> list[Column]:
        """Those of the sheet's columns that the file has."""
        return [column for column in self.sheet.columns if column.title in self.values]

    def tell(self, title: str, at: int, fault: Fault) -> None:
        """Records a problem at a cell; a cell has one at most."""
        wrong = self.wrong.setdefault(title, set())
        if at in wrong:
            return
        wrong.add(at)
        raw = self.grid.cells[title][at]
        value = "" if isinstance(raw, Unread) else shown(raw)[:200]
        row = self.grid.rows[at]
        problem = Problem(self.sheet.title, row, title, fault.code, fault.sentence, value=value)
        self.problems.append(problem)

    def is_wrong(self, at: int, titles: tuple[str, ...]) -> bool:
        return any(at in self.wrong.get(title, ()) for title in titles)

    def keys(self) -> list[Key]:
        """The natural key of each row; a column of it that the file need not have is empty."""
        nothing = self.size
        columns = (
            self.values.get(column.title, [column.kind.empty] * nothing)
            for column in self.sheet.keys
        )
        return list(zip(*columns, strict=True))


def check_sheet(grid: Grid) -> Checked:
    """Reads every cell and holds the sheet's own rules against each row."""
    checked = Checked(grid)
    for column in grid.sheet.columns:
        if column.title in grid.cells:
            _read_column(checked, column)
    for column in checked.columns:
        if isinstance(column.kind, ReferenceBy):
            _blank_untargeted(checked, column, column.kind)
    for rule in grid.sheet.rules:
        _hold(checked, rule)
    if grid.sheet.keys and grid.has_key:
        _find_duplicates(checked)
    return checked


def _read_column(checked: Checked, column: Column) -> None:
    raw = checked.grid.cells[column.title]
    if bool in set(map(type, raw)):  # True would be taken for 1
        raw = [("是" if cell else "否") if isinstance(cell, bool) else cell for cell in raw]
    values, faults = read_cells(column.kind, set(raw))
    checked.values[column.title] = [values[cell] for cell in raw]
    if faults:
        for at, cell in enumerate(raw):
            if cell in faults:
                checked.tell(column.title, at, faults[cell])
    empty = column.kind.empty
    if column.required and empty in checked.values[column.title]:
        missing = Fault(MISSING_REQUIRED, f"“{column.title}”没有填，这一格必须填。")
        for at, value in enumerate(checked.values[column.title]):
            if value == empty:
                checked.tell(column.title, at, missing)


def read_cells(kind: Kind, cells: set[Any]) -> tuple[dict[Any, Any], dict[Any, Fault]]:
    """The value of each different cell, and what is wrong with those that have none."""
    values: dict[Any, Any] = {}
    faults: dict[Any, Fault] = {}
    for cell in cells:
        values[cell] = kind.empty
        if isinstance(cell, Unread):
            faults[cell] = Fault(MISSING_REQUIRED, cell.sentence)
        elif not is_blank(cell):
            try:
                values[cell] = kind.read(cell)
            except Fault as fault:
                faults[cell] = fault
    return values, faults


def _blank_untargeted(checked: Checked, column: Column, kind: ReferenceBy) -> None:
    """A cell that refers by a value which refers to nothing is read past."""
    chosen = checked.values.get(kind.by)
    if chosen is not None:
        wrong = checked.wrong.get(kind.by, ())
        checked.values[column.title] = [
            value if by in kind.targets or at in wrong else kind.empty
            for at, (value, by) in enumerate(zip(checked.values[column.title], chosen, strict=True))
        ]


def _hold(checked: Checked, rule: Rule) -> None:
    if rule.at not in checked.values:
        return
    titles = (rule.at, *rule.of)
    columns = [
        checked.values.get(title) or [checked.sheet.column(title).kind.empty] * checked.size
        for title in titles
    ]
    for at, values in enumerate(zip(*columns, strict=True)):
        if not checked.is_wrong(at, titles):
            fault = rule.check(*values)
            if fault is not None:
                checked.tell(rule.at, at, fault)


def _find_duplicates(checked: Checked) -> None:
    keys = checked.keys()
    if len(set(keys)) == len(keys):
        return
    first = checked.sheet.keys[0].title
    titles = tuple(column.title for column in checked.sheet.keys)
    seen: dict[Key, int] = {}
    for at, key in enumerate(keys):
        if checked.is_wrong(at, titles):
            continue
        before = seen.setdefault(key, checked.grid.rows[at])
        if before != checked.grid.rows[at]:
            checked.tell(first, at, Fault(DUPLICATE_KEY, _again(checked, at, before)))


def _again(checked: Checked, at: int, before: int) -> str:
    cells = checked.grid.cells
    titles = [column.title for column in checked.sheet.keys if column.title in cells]
    said = "、".join(f"{title} {quoted(cells[title][at])}" for title in titles)
    same = "这几项都" if len(titles) > 1 else ""
    return f"{said}{same}和第 {before} 行重复了，请删去一行，或者改正编号。"

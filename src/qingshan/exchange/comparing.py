"""What a checked sheet would change in the school: rows to make, rows to change, rows as they are.

A row is told by its natural key. Where a sheet has none, the whole row is the key: of equal rows
the school already has, each meets one of the file's, and only the rest is new.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qingshan.exchange.held import held_rows

if TYPE_CHECKING:
    from qingshan.exchange.checking import Checked
    from qingshan.exchange.held import Row
    from qingshan.kit.sheets import Column


@dataclass
class Change:
    """A row to change: `before` and `after` in the order of the sheet's columns."""

    pk: int
    before: Row
    after: Row


@dataclass
class Difference:
    """What one sheet brings. `created` has whole rows, in the order of the sheet's columns."""

    checked: Checked
    created: list[Row] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0

    def titles_changed(self, change: Change) -> list[Column]:
        pairs = zip(self.checked.sheet.columns, change.before, change.after, strict=True)
        return [column for column, before, after in pairs if before != after]


def compare(checked: Checked, school_id: int | None) -> Difference:
    """Reads the school's rows, if there is a school, and sets the file's beside them."""
    keys, rows = held_rows(checked.sheet, school_id) if school_id else ([], [])
    if not rows:
        return Difference(checked, created=whole_rows(checked))
    if checked.sheet.keys:
        return _compare_by_key(checked, keys, rows)
    return _compare_by_row(checked, rows)


def whole_rows(checked: Checked) -> list[Row]:
    """The file's rows with every column of the sheet; one that the file lacks is empty."""
    nothing = checked.size
    values = {
        column.title: checked.values.get(column.title, [column.kind.empty] * nothing)
        for column in checked.sheet.columns
    }
    for derived in checked.sheet.derived:
        if derived.tell is not None and derived.of[-1] in checked.values:
            *others, _ = given = [values[title] for title in derived.of]
            made = map(derived.make, *given)
            values[derived.of[-1]] = list(map(derived.tell, *others, made))
    return list(zip(*values.values(), strict=True))


def _compare_by_key(checked: Checked, keys: list[int], rows: list[Row]) -> Difference:
    columns = checked.sheet.columns
    places = [at for at, column in enumerate(columns) if column.key]
    known = {tuple(row[at] for at in places): at for at, row in enumerate(rows)}
    absent = [at for at, column in enumerate(columns) if column.title not in checked.values]
    found = Difference(checked)
    for key, row in zip(checked.keys(), whole_rows(checked), strict=True):
        at = known.get(key)
        if at is None:
            found.created.append(row)
            continue
        before = rows[at]
        after = _with_kept(row, before, absent) if absent else row
        if after == before:
            found.unchanged += 1
        else:
            found.changes.append(Change(keys[at], before, after))
    return found


def _with_kept(row: Row, before: Row, absent: list[int]) -> Row:
    """A column that the file does not have leaves what is there."""
    kept: list[Any] = list(row)
    for at in absent:
        kept[at] = before[at]
    return tuple(kept)


def _compare_by_row(checked: Checked, rows: list[Row]) -> Difference:
    present = [
        at for at, column in enumerate(checked.sheet.columns) if column.title in checked.values
    ]
    held = Counter(tuple(row[at] for at in present) for row in rows)
    met: dict[Row, int] = defaultdict(int)
    found = Difference(checked)
    for row in whole_rows(checked):
        key = tuple(row[at] for at in present)
        met[key] += 1
        if met[key] <= held[key]:
            found.unchanged += 1
        else:
            found.created.append(row)
    return found

"""Whether what cells name is there: in the workbook itself or at the school."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qingshan.exchange.held import keys_of
from qingshan.exchange.registry import all_sheets
from qingshan.kit.choices import Reference, ReferenceBy
from qingshan.kit.faults import UNKNOWN_REFERENCE, Fault, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qingshan.exchange.checking import Checked
    from qingshan.kit.sheets import Column


def check_references(checked: Mapping[str, Checked], school_id: int | None) -> None:
    """Tells each cell that names nothing.

    A row with an error still counts as there for what refers to it, and a sheet whose key column
    is missing is not asked: that is told already.
    """
    known = _Known(checked, school_id)
    for sheet in checked.values():
        for column in sheet.columns:
            if isinstance(column.kind, Reference):
                _check(sheet, column, known, column.kind.sheet)
            elif isinstance(column.kind, ReferenceBy):
                _check_by(sheet, column, column.kind, known)


class _Known:
    """The keys that may be named, sheet by sheet; None where that cannot be said."""

    def __init__(self, checked: Mapping[str, Checked], school_id: int | None) -> None:
        self.checked = checked
        self.school_id = school_id
        self._found: dict[str, set[Any] | None] = {}

    def of(self, title: str) -> set[Any] | None:
        if title not in self._found:
            self._found[title] = self._find(title)
        return self._found[title]

    def _find(self, title: str) -> set[Any] | None:
        sheet = all_sheets()[title]
        found: set[Any] = set()
        here = self.checked.get(title)
        if here is not None:
            key = sheet.keys[0].title
            if key not in here.values and here.size:
                return None
            found |= set(here.values.get(key, ()))
        if self.school_id is not None:
            found |= set(keys_of(sheet, self.school_id))
        return found


def _check(sheet: Checked, column: Column, known: _Known, title: str) -> None:
    named = set(sheet.values[column.title]) - {column.kind.empty}
    there = known.of(title)
    lost = named - there if there is not None else set()
    if lost:
        for at, value in enumerate(sheet.values[column.title]):
            if value in lost:
                sheet.tell(column.title, at, _fault(value, column, title))


def _check_by(sheet: Checked, column: Column, kind: ReferenceBy, known: _Known) -> None:
    chosen: Iterable[Any] = sheet.values.get(kind.by, ())
    for at, (value, by) in enumerate(zip(sheet.values[column.title], chosen, strict=False)):
        if not value or by not in kind.targets:
            continue
        title = kind.targets[by][1]
        there = known.of(title)
        if there is not None and value not in there:
            sheet.tell(column.title, at, _fault(value, column, title))


def _fault(value: str, column: Column, title: str) -> Fault:
    key = all_sheets()[title].keys[0].title
    return Fault(
        UNKNOWN_REFERENCE,
        f"“{title}”表和学校里都没有{key}{quoted(value)}，"
        f"请改正这里的“{column.title}”，或者在“{title}”表加上这一行。",
    )

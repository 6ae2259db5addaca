"""What the school's tables hold, as values of the same form as a workbook's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qingshan.exchange.registry import key_field
from qingshan.kit.choices import Named, Reference, ReferenceBy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model

    from qingshan.kit.sheets import Column, Sheet, Side

Row = tuple[Any, ...]


def held_rows(sheet: Sheet, school_id: int) -> tuple[list[int], list[Row]]:
    """The primary keys and values of every row, in the order in which they were made.

    The values stand in the order of the sheet's columns.
    """
    main = [column for column in sheet.columns if column.side is None]
    paths = {column.title: _paths(column) for column in main}
    wanted = [path for group in paths.values() for path in group]
    owned = sheet.model._default_manager.filter(school_id=school_id).order_by("pk")
    rows = list(owned.values_list("pk", *wanted))
    if not rows:
        return [], []
    columns = [list(column) for column in zip(*rows, strict=True)]
    keys: list[int] = columns[0]
    by_path = dict(zip(wanted, columns[1:], strict=True))
    values = {
        column.title: _plain(column, [by_path[path] for path in paths[column.title]])
        for column in main
    }
    for side in sheet.sides:
        values |= _beside(sheet, side, school_id, keys)
    for derived in sheet.derived:
        if derived.tell is not None:
            values[derived.of[-1]] = list(map(derived.tell, *(values[t] for t in derived.of)))
    return keys, list(zip(*(values[column.title] for column in sheet.columns), strict=True))


def keys_of(sheet: Sheet, school_id: int) -> dict[str, int]:
    """The primary key of each row of a sheet by its natural key of one column."""
    field = key_field(sheet.title)
    owned = sheet.model._default_manager.filter(school_id=school_id).order_by()
    return dict(owned.values_list(field, "pk"))


def names_of(model: type[Model], school_id: int) -> dict[str, int]:
    """The primary keys of rows that are known by name alone."""
    owned = model._default_manager.filter(school_id=school_id).order_by()
    return dict(owned.values_list("name", "pk"))


def _paths(column: Column) -> list[str]:
    kind = column.kind
    if isinstance(kind, ReferenceBy):
        return [f"{field}__{key_field(title)}" for field, title in kind.targets.values()]
    if isinstance(kind, Reference):
        return [f"{column.field}__{key_field(kind.sheet)}"]
    if isinstance(kind, Named):
        return [f"{column.field}__name"]
    return [column.field]


def _plain(column: Column, stored: Sequence[list[Any]]) -> list[Any]:
    kind = column.kind
    if isinstance(kind, ReferenceBy):
        return [next(filter(None, group), kind.empty) for group in zip(*stored, strict=True)]
    (cells,) = stored
    known = {cell: kind.plain(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def _beside(sheet: Sheet, side: Side, school_id: int, keys: list[int]) -> dict[str, list[Any]]:
    columns = [column for column in sheet.columns if column.side is side]
    paths = [path for column in columns for path in _paths(column)]
    owned = side.model._default_manager.filter(school_id=school_id, **side.fixed).order_by()
    found = {row[0]: row[1:] for row in owned.values_list(f"{side.parent}_id", *paths)}
    nothing = (None,) * len(paths)
    rows = [found.get(key, nothing) for key in keys]
    stored = [list(cells) for cells in zip(*rows, strict=True)]
    return {
        column.title: _plain(column, [cells]) for column, cells in zip(columns, stored, strict=True)
    }

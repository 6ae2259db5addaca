"""Carries a sheet's difference out: references become keys, derived fields are made, rows go in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qingshan.exchange.held import keys_of, names_of
from qingshan.exchange.registry import all_sheets
from qingshan.exchange.writing import insert_rows, update_rows
from qingshan.kit.choices import Named, Reference, ReferenceBy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model

    from qingshan.exchange.comparing import Change, Difference
    from qingshan.exchange.held import Row
    from qingshan.kit.sheets import Column, Sheet, Side

Attributes = dict[str, list[Any]]


class Keys:
    """The primary keys of what cells name, fetched once for each sheet and model."""

    def __init__(self, school_id: int) -> None:
        self.school_id = school_id
        self._sheets: dict[str, dict[str, int]] = {}
        self._names: dict[type[Model], dict[str, int]] = {}

    def of(self, title: str) -> dict[str, int]:
        if title not in self._sheets:
            self._sheets[title] = keys_of(all_sheets()[title], self.school_id)
        return self._sheets[title]

    def forget(self, title: str) -> None:
        """The sheet has new rows."""
        self._sheets.pop(title, None)

    def named(self, model: type[Model], names: set[str]) -> dict[str, int]:
        """The keys of rows by name; those that are not there yet are made."""
        if model not in self._names:
            self._names[model] = names_of(model, self.school_id)
        new = sorted(names - set(self._names[model]) - {""})
        if new:
            schools = [self.school_id] * len(new)
            insert_rows(model, {"school_id": schools, "name": new}, count=len(new))
            self._names[model] = names_of(model, self.school_id)
        return self._names[model]


def apply(difference: Difference, keys: Keys) -> None:
    sheet = difference.checked.sheet
    _make_rows(sheet, difference.created, keys)
    _change_rows(sheet, difference, keys)
    if difference.created:
        keys.forget(sheet.title)
    for side in sheet.sides:
        _write_side(sheet, side, difference, keys)


def _make_rows(sheet: Sheet, rows: Sequence[Row], keys: Keys) -> None:
    if not rows:
        return
    given = attributes_of(sheet, rows, keys, side=None)
    values = _by_title(sheet, rows)
    for derived in sheet.derived:
        sources = [values[title] for title in derived.of]
        given[derived.field] = [derived.make(*group) for group in zip(*sources, strict=True)]
    given["school_id"] = [keys.school_id] * len(rows)
    insert_rows(sheet.model, given, count=len(rows))


def _change_rows(sheet: Sheet, difference: Difference, keys: Keys) -> None:
    changes = difference.changes
    if not changes:
        return
    after = attributes_of(sheet, [change.after for change in changes], keys, side=None)
    values = _by_title(sheet, [change.after for change in changes])
    wanted = []
    for at, change in enumerate(changes):
        changed = [column for column in difference.titles_changed(change) if column.side is None]
        new = {name: after[name][at] for column in changed for name in attributes(column)}
        titles = {column.title for column in changed}
        for derived in sheet.derived:
            if titles & set(derived.of):
                new[derived.field] = derived.make(*(values[title][at] for title in derived.of))
        if new:
            wanted.append((change.pk, new))
    update_rows(sheet.model, wanted)


def attributes_of(
    sheet: Sheet, rows: Sequence[Row], keys: Keys, *, side: Side | None
) -> Attributes:
    """The model's attributes, each with its value for every row."""
    values = _by_title(sheet, rows)
    made: Attributes = {}
    for column in sheet.columns:
        if column.side is side:
            made |= _attribute(column, values, keys)
    return made


def attributes(column: Column) -> tuple[str, ...]:
    """The model's attributes that a column fills."""
    kind = column.kind
    if isinstance(kind, ReferenceBy):
        return tuple(f"{field}_id" for field, _ in kind.targets.values())
    if isinstance(kind, Reference | Named):
        return (f"{column.field}_id",)
    return (column.field,)


def _attribute(column: Column, values: dict[str, Sequence[Any]], keys: Keys) -> Attributes:
    kind, cells = column.kind, values[column.title]
    if isinstance(kind, ReferenceBy):
        chosen = values[kind.by]
        return {
            f"{field}_id": [
                keys.of(title).get(cell) if by == value else None
                for cell, by in zip(cells, chosen, strict=True)
            ]
            for value, (field, title) in kind.targets.items()
        }
    if isinstance(kind, Reference):
        known = keys.of(kind.sheet)
        return {f"{column.field}_id": [known.get(cell) for cell in cells]}
    if isinstance(kind, Named):
        known = keys.named(kind.model, set(cells))
        return {f"{column.field}_id": [known.get(cell) for cell in cells]}
    return {column.field: list(cells)}


def _write_side(sheet: Sheet, side: Side, difference: Difference, keys: Keys) -> None:
    """Rows beside: made, changed, or taken away where all of their cells are empty now."""
    places = [at for at, column in enumerate(sheet.columns) if column.side is side]
    key_place = sheet.columns.index(sheet.keys[0])
    fresh = [row for row in difference.created if any(row[at] for at in places)]
    parents = [keys.of(sheet.title)[row[key_place]] for row in fresh]
    changed, gone = [], []
    for change in difference.changes:
        before, after = ([row[at] for at in places] for row in (change.before, change.after))
        if before == after:
            continue
        if not any(after):
            gone.append(change.pk)
        elif any(before):
            changed.append(change)
        else:
            fresh.append(change.after)
            parents.append(change.pk)
    _insert_beside(sheet, side, fresh, parents, keys)
    _update_beside(sheet, side, changed, keys)
    if gone:
        _rows_beside(side, gone).delete()


def _insert_beside(
    sheet: Sheet, side: Side, rows: list[Row], parents: list[int], keys: Keys
) -> None:
    given = attributes_of(sheet, rows, keys, side=side) if rows else {}
    given[f"{side.parent}_id"] = parents
    given["school_id"] = [keys.school_id] * len(rows)
    for name, value in side.fixed.items():
        given[name] = [value] * len(rows)
    insert_rows(side.model, given, count=len(rows))


def _update_beside(sheet: Sheet, side: Side, changes: list[Change], keys: Keys) -> None:
    if not changes:
        return
    given = attributes_of(sheet, [change.after for change in changes], keys, side=side)
    parents = [change.pk for change in changes]
    beside = dict(_rows_beside(side, parents).values_list(f"{side.parent}_id", "pk"))
    update_rows(
        side.model,
        [
            (beside[pk], {name: values[at] for name, values in given.items()})
            for at, pk in enumerate(parents)
        ],
    )


def _rows_beside(side: Side, parents: list[int]) -> Any:
    named = {f"{side.parent}_id__in": parents}
    return side.model._default_manager.filter(**named, **side.fixed).order_by()


def _by_title(sheet: Sheet, rows: Sequence[Row]) -> dict[str, Sequence[Any]]:
    columns = zip(*rows, strict=True)
    return {column.title: cells for column, cells in zip(sheet.columns, columns, strict=True)}

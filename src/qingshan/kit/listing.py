"""The rows behind a figure, told one by one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qingshan.kit.measures import Distinct

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from qingshan.kit.figures import Figure, Page, Scope, Source
    from qingshan.kit.measures import Cells, Value


@dataclass(frozen=True)
class Row:
    """One thing counted. `items` are the rows behind a person; `share` is what it adds."""

    source: Source
    pk: Any
    id: str
    date: str | None
    label: str
    page: Page | None
    share: dict[str, Any] = field(default_factory=dict)
    items: tuple[Row, ...] = ()

    def as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "source": self.source.title,
            "id": self.id,
            "date": self.date,
            "label": self.label,
        }
        found |= self.share
        if self.items:
            found["items"] = [item.as_json() for item in self.items]
        return found


def evidence(figure: Figure, scope: Scope) -> tuple[Value, list[Row]]:
    """The value computed from exactly these rows, and the rows, the earliest first."""
    counted = figure.measure.narrowed(list(figure.rows(scope).values(*figure.columns)))
    return figure.measure.of_rows(counted), told(figure, counted)


def told(figure: Figure, counted: Sequence[Cells]) -> list[Row]:
    """One row for each thing counted: what it is, when, and where it is kept."""
    items = [_row(figure.source, cells, figure.date_column, figure) for cells in counted]
    if isinstance(figure.measure, Distinct):
        groups: dict[Any, list[Row]] = defaultdict(list)
        for cells, item in zip(counted, items, strict=True):
            groups[cells[figure.measure.column]].append(item)
        items = _gathered(figure, groups)
    return in_order(items)


def in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.date or "", row.id.zfill(12), str(row.pk)))


def _gathered(figure: Figure, groups: dict[Any, list[Row]]) -> list[Row]:
    """One row a person (or a value), with the rows behind it as its items."""
    people = figure.people
    if people is None:
        return [
            Row(
                figure.source, None, str(value), None, str(value), None, items=tuple(in_order(rows))
            )
            for value, rows in groups.items()
        ]
    columns = ("pk", people.number, *people.reads)
    found = people.model._default_manager.filter(pk__in=groups).values(*columns)
    return [
        _row(people, cells, "", None, items=tuple(in_order(groups[cells["pk"]]))) for cells in found
    ]


def _row(
    source: Source, cells: Cells, date: str, figure: Figure | None, items: tuple[Row, ...] = ()
) -> Row:
    day: dt.date | None = cells[date] if date else None
    return Row(
        source=source,
        pk=cells["pk"],
        id=str(cells[source.number]),
        date=day.isoformat() if day else None,
        label=source.label(cells),
        page=source.page(cells),
        share=figure.measure.share(cells) if figure else {},
        items=items,
    )

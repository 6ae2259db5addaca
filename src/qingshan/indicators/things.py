"""The things that a figure counts and a person may open, one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qingshan.indicators.tables import things_counted
from qingshan.kit.measures import Distinct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import Model, QuerySet

    from qingshan.kit.figures import Figure, Page, Source
    from qingshan.kit.measures import Measure
    from qingshan.school.membership import Member


@dataclass(frozen=True, slots=True)
class Thing:
    """One of them: `number` as a page shows it, `page` where it stands, `share` what it adds."""

    pk: int
    number: str
    date: date | None
    label: str
    page: Page | None
    share: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Things:
    """`rows` to be paged; what a page of them says is `told` in one query more."""

    source: Source
    date_column: str
    value_column: str
    rows: QuerySet[Any]
    measure: Measure | None = None

    def told(self, rows: Iterable[Model]) -> list[Thing]:
        source = self.source
        keys = [row.pk for row in rows]
        extra = filter(None, (self.date_column, self.value_column))
        adds = self.measure.reads if self.measure else ()
        columns = dict.fromkeys(("pk", source.number, *source.reads, *extra, *adds))
        found = source.model._default_manager.filter(pk__in=keys).values(*columns)
        cells = {row["pk"]: row for row in found}
        return [self._told(cells[key]) for key in keys if key in cells]

    def _told(self, cells: dict[str, Any]) -> Thing:
        source, value = self.source, self.value_column
        number = "" if source.number == "pk" else source.shown(str(cells[source.number]))
        return Thing(
            pk=cells["pk"],
            number=number,
            date=cells[self.date_column] if self.date_column else None,
            label=str(cells[value]) if value else source.label(cells),
            page=None if value else source.page(cells),
            share=self.measure.share(cells) if self.measure else {},
        )


def things_of(figure: Figure, member: Member, as_of: date) -> Things:
    """Those of one figure: its rows, or for one that tells apart the people or values."""
    rows = things_counted(figure, member, as_of).only("pk")
    if not isinstance(figure.measure, Distinct):
        return Things(figure.source, figure.date_column, "", rows, figure.measure)
    if figure.people is None:
        return Things(figure.source, "", figure.measure.column, rows)
    return Things(figure.people, "", "", rows)

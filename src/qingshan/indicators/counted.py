"""The figures that a record counts for, said after it is saved and on its page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse

from qingshan.indicators.registry import everything_declared
from qingshan.kit.figures import Figure
from qingshan.records.counted import Counted, counts
from qingshan.records.figures import RECORDS

if TYPE_CHECKING:
    from qingshan.records.models import Record
    from qingshan.school.membership import Member


@counts(place=40)
def figures_of(member: Member, record: Record) -> list[Counted]:
    """No query: which kinds a figure counts stands in its declaration."""
    return [
        Counted(f"指标“{figure.title}”", reverse("indicators:indicator", args=[figure.key]))
        for figure in figures_counting(record.kind)
        if figure.known_to(member)
    ]


@lru_cache(maxsize=128)
def figures_counting(kind: str) -> tuple[Figure, ...]:
    """The figures that count records of a kind, those beyond the agreed ones included."""
    return tuple(
        figure
        for figure in everything_declared()
        if isinstance(figure, Figure) and figure.source is RECORDS and _names(figure.where, kind)
    )


def _names(where: Any, kind: str) -> bool:
    """Whether a condition asks for this kind of records, alone or among others."""
    if not isinstance(where, Q) or where.negated:
        return False
    return any(
        _names(part, kind) if isinstance(part, Q) else _asks_for(part, kind)
        for part in where.children
    )


def _asks_for(part: Any, kind: str) -> bool:
    column, value = part
    return bool(column == "kind" and value == kind) or (column == "kind__in" and kind in value)

"""The figures that a record counts for, said after it is saved and on its page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse

from qingshan.indicators.registry import everything_declared
from qingshan.kit.figures import Figure
from qingshan.kit.prepared import Prepared, summed
from qingshan.kit.words import tr
from qingshan.records.counted import Counted, counts
from qingshan.records.figures import RECORDS
from qingshan.records.kinds import all_kinds

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.kit.figures import Source
    from qingshan.records.models import Record
    from qingshan.school.membership import Member


@counts(place=40)
def figures_of(member: Member, record: Record) -> list[Counted]:
    """Asked of the declarations themselves: one query for each source that tells of records."""
    return [
        Counted(
            tr("指标“{figure}”").format(figure=figure.title),
            reverse("indicators:indicator", args=[figure.key]),
        )
        for source, figures in _by_source()
        for figure in _counting(source, figures, record, member.today)
        if figure.known_to(member)
    ]


@lru_cache(maxsize=128)
def figures_counting(kind: str) -> tuple[Figure, ...]:
    """The figures whose declaration names a kind of records, for a page that asks nothing."""
    return tuple(
        figure
        for figure in everything_declared()
        if isinstance(figure, Figure) and figure.source is RECORDS and _names(figure.where, kind)
    )


def _counting(
    source: Source, figures: tuple[Figure, ...], record: Record, as_of: date
) -> list[Figure]:
    """Those of the figures, all of one source, that have the record among their rows."""
    question = _question(source, figures, record.kind)
    if question is None:
        return []
    found = question.row(record=record.pk, as_of=as_of) or {}
    return [figures[int(name.removeprefix("at"))] for name, number in found.items() if number]


def _question(source: Source, figures: tuple[Figure, ...], kind: str) -> Prepared | None:
    """What is asked of a source about a record of a kind: the same until a programme changes."""
    kinds = all_kinds()  # conditions name them, and they are the same mapping until they change
    kept, question = _questions.get((id(source), kind), (None, None))
    if kept is not kinds:
        question = _asked(source, figures, kind)
        _questions[id(source), kind] = kinds, question
    return question


def _asked(source: Source, figures: tuple[Figure, ...], kind: str) -> Prepared | None:
    these = {
        f"at{n}": figure
        for n, figure in enumerate(figures)
        if not _asks_for_others(figure.where, kind)
    }

    def asks(record: int, as_of: date) -> QuerySet[Any]:
        sums = {
            name: figure.measure.sums(figure.condition(as_of))["rows"]
            for name, figure in these.items()
        }
        rows = source.model._default_manager.filter(**{source.same_as or "pk": record})
        return summed(rows, **sums)

    return Prepared(asks, days=("as_of",), may_be_missing=("as_of",)) if these else None


_questions: dict[tuple[int, str], tuple[Any, Prepared | None]] = {}


@lru_cache(maxsize=1)
def _by_source() -> tuple[tuple[Source, tuple[Figure, ...]], ...]:
    """The log of deeds, then what is the same as a row of it; only what a database sums up."""
    found: dict[int, tuple[Source, list[Figure]]] = {id(RECORDS): (RECORDS, [])}
    for one in everything_declared():
        if isinstance(one, Figure) and one.measure.in_database and _tells_of_records(one.source):
            found.setdefault(id(one.source), (one.source, []))[1].append(one)
    return tuple((source, tuple(figures)) for source, figures in found.values())


def _tells_of_records(source: Source) -> bool:
    if source is RECORDS:
        return True
    if not source.same_as:
        return False
    return source.model._meta.get_field(source.same_as).related_model is RECORDS.model


def _asks_for_others(where: Any, kind: str) -> bool:
    """Whether it is clear from a condition alone that it asks for other kinds."""
    if not isinstance(where, Q) or where.negated or where.connector != Q.AND:
        return False
    plain = [part for part in where.children if isinstance(part, tuple)]
    return any(column == "kind" and value != kind for column, value in plain)


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

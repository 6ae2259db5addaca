"""Figures frozen when a document is published, and why the present differs from them.

A frozen figure keeps its value and a digest of each of its rows. Held against the rows of today it
says how many are new, changed and gone, and which they are, without ever having kept their words.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import struct
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from qingshan.access.audit import note
from qingshan.documents.declaring import Number, documents
from qingshan.indicators.models import PublishedDocument, PublishedFigure
from qingshan.indicators.queries import scope_of
from qingshan.indicators.registry import figure_named
from qingshan.kit.words import makes_a_file, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from qingshan.access.models import Account
    from qingshan.documents.declaring import Asked, Document
    from qingshan.documents.making import Made
    from qingshan.kit.figures import Figure
    from qingshan.kit.measures import Cells
    from qingshan.school.membership import Member
    from qingshan.school.models import School

DIGEST = 12  # bytes of a row's digest
ROW = struct.Struct(f">q{DIGEST}s")
LATEST = 3
"""Publications of one figure that its page tells of."""


@dataclass(frozen=True)
class Difference:
    """What became of a frozen figure's rows: keys that are new, changed, gone."""

    added: frozenset[int]
    changed: frozenset[int]
    gone: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.gone)

    @property
    def words(self) -> str:
        """新增 3 条、改动 1 条、删去 2 条"""
        told = ((tr("新增"), self.added), (tr("改动"), self.changed), (tr("删去"), self.gone))
        return tr("、").join(
            tr("{word} {keys} 条").format(word=word, keys=len(keys)) for word, keys in told if keys
        )

    @property
    def keys(self) -> frozenset[int]:
        return self.added | self.changed | self.gone


@dataclass(frozen=True)
class Then:
    """A frozen figure beside the present: `figure` counts it today, None where nobody can."""

    frozen: PublishedFigure
    figure: Figure | None
    document_for_me: bool = False

    @cached_property
    def rows(self) -> list[Cells]:
        return _counted(self.figure, self.frozen.school, self.frozen.as_of) if self.figure else []

    @property
    def text(self) -> str:
        """The same figure up to the same day, as it is counted now."""
        if self.figure is None:
            return ""
        return self.figure.measure.text(self.figure.measure.of_rows(self.rows))

    @cached_property
    def difference(self) -> Difference:
        if self.figure is None:
            return Difference(frozenset(), frozenset(), frozenset())
        return difference(unpacked(self.frozen.rows), digests(self.figure, self.rows))


@makes_a_file
@transaction.atomic
def publish(
    *,
    document: Document,
    asked: Asked,
    made: Made,
    named: Iterable[str],
    actor: Account,
    remark: str,
) -> PublishedDocument:
    """Keeps the document as it goes out, and each figure that its template names.

    `named` are the words of the template; a list among them stands for all its numbers.
    """
    school = _school(asked)
    held = PublishedDocument(
        school=school,
        key=document.key,
        title=document.file_name(asked)[:200],
        query=asked.query,
        first=asked.first,
        last=asked.last,
        as_of=asked.as_of,
        words=asked.words[:60],
        remark=remark[:200],
        by=actor,
        ending=document.ending,
        size=len(made.data),
        fingerprint=hashlib.sha256(made.data).hexdigest(),
        names_children=document.names_children,
    )
    held.file.save(f"{document.key}.{document.ending}", ContentFile(made.data), save=True)
    frozen = [
        _frozen(held, number, school) for number in numbers_of(made.fill, set(named)).values()
    ]
    PublishedFigure.objects.bulk_create(frozen)
    note(
        actor=actor,
        deed="publish_document",
        subject=held,
        school_id=school.pk,
        document=document.key,
        figures=len(frozen),
        fingerprint=held.fingerprint,
    )
    return held


def numbers_of(fill: Mapping[str, Any], named: set[str]) -> dict[str, Number]:
    """The numbers of a document that are counted by a figure, by the figure's key."""
    found: dict[str, Number] = {}
    for chain, thing in fill.items():
        if chain in named:
            for number in _numbers_in(thing):
                if number.figure is not None:
                    found.setdefault(number.figure.key, number)
    return found


def then_and_now(member: Member, figure: Figure) -> list[Then]:
    """The latest publications of a figure at the person's school. One query where there is none."""
    frozen = PublishedFigure.objects.filter(school=member.school, key=figure.key)
    latest = frozen.select_related("document", "school").order_by("-document__published_at", "-pk")
    return [Then(one, figure, is_for(member, one.document)) for one in latest[:LATEST]]


def is_for(member: Member, published: PublishedDocument) -> bool:
    """Whether the person may have a published document: as whoever may make it."""
    document = documents().get(published.key)
    return document is not None and document.is_for(member)


def figure_behind(frozen: PublishedFigure) -> Figure | None:
    """The figure that counts it today: of the registry, or of its document asked the same again."""
    figure = figure_named(frozen.key)
    document = documents().get(frozen.document.key)
    if figure is not None or document is None:
        return figure
    fill = document.fill(asked_again(frozen.document))
    number = numbers_of(fill, set(fill)).get(frozen.key)
    return number.figure if number else None


def asked_again(published: PublishedDocument) -> Asked:
    from qingshan.documents.declaring import Asked

    return Asked(
        school=published.school,
        first=published.first,
        last=published.last,
        as_of=published.as_of,
        words=published.words,
        query=published.query,
    )


def digests(figure: Figure, rows: Iterable[Cells]) -> dict[int, bytes]:
    """Row's key → a keyed digest of what stands in it, of the columns that tell it."""
    key = settings.LOOKUP_KEY.encode()
    found = {}
    for cells in rows:
        said = json.dumps([str(cells[column]) for column in figure.columns], ensure_ascii=False)
        found[cells["pk"]] = hmac.new(key, said.encode(), hashlib.sha256).digest()[:DIGEST]
    return found


def difference(then: Mapping[int, bytes], now: Mapping[int, bytes]) -> Difference:
    both = then.keys() & now.keys()
    return Difference(
        frozenset(now.keys() - then.keys()),
        frozenset(key for key in both if then[key] != now[key]),
        frozenset(then.keys() - now.keys()),
    )


def packed(rows: Mapping[int, bytes]) -> bytes:
    return b"".join(ROW.pack(key, rows[key]) for key in sorted(rows))


def unpacked(data: bytes | memoryview) -> dict[int, bytes]:
    return dict(ROW.iter_unpack(bytes(data)))


def _frozen(held: PublishedDocument, number: Number, school: School) -> PublishedFigure:
    figure = number.figure
    if figure is None:
        raise ValueError(number)
    as_of = number.as_of or held.as_of
    rows = packed(digests(figure, _counted(figure, school, as_of)))
    return PublishedFigure(
        school=school,
        document=held,
        key=figure.key,
        title=figure.title,
        unit=figure.unit,
        text=number.text,
        as_of=as_of,
        number_of_rows=len(rows) // ROW.size,
        fingerprint=hashlib.sha256(rows).hexdigest(),
        rows=rows,
    )


def _counted(figure: Figure, school: School, as_of: date) -> list[Cells]:
    return figure.measure.narrowed(
        list(figure.rows(scope_of(school, as_of)).values(*figure.columns))
    )


def _numbers_in(thing: Any) -> list[Number]:
    if isinstance(thing, Number):
        return [thing]
    if isinstance(thing, list):
        cells = (cell for item in thing if isinstance(item, dict) for cell in item.values())
        return [cell for cell in cells if isinstance(cell, Number)]
    return []


def _school(asked: Asked) -> School:
    if asked.school is None:
        raise ValueError("only a school publishes")
    return asked.school

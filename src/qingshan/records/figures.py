"""The log of deeds as a source of figures; the wings declare what is counted in it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from qingshan.kit.dimensions import Dimension
from qingshan.kit.figures import Figure, Page, Source, on_or_before
from qingshan.kit.measures import Cells, HowMany
from qingshan.kit.words import tr
from qingshan.people.dimensions import of_child, of_class, of_grade, of_staff
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Record
from qingshan.records.visibility import records_visible_to

BY_CHILD = of_child()
BY_CLASS = (of_class(), of_grade())
BY_TEACHER = of_staff("staff")
BY_KIND = Dimension(
    key="kind",
    title=tr("类型"),
    column="kind",
    tell=lambda cells: _kind(cells["kind"]),
    order=("kind",),
)


def _kind(key: str) -> str:
    kind = all_kinds().get(key)
    return kind.label if kind else key


def _label(cells: Cells) -> str:
    words = (
        _kind(cells["kind"]),
        cells["student__name"],
        cells["title"],
        cells["staff__name"],
    )
    return tr(" · ").join(word for word in words if word)


RECORDS = Source(
    title=tr("记录"),
    model=Record,
    owner="school",
    number="number",
    date="date",
    by=on_or_before(),
    reads=("kind", "title", "student__name", "staff__name"),
    search=("title", "student__search_key", "staff__search_key"),
    label=_label,
    visible=records_visible_to,
    page=lambda cells: Page("records:record", cells["pk"]),
    dimensions=BY_TEACHER,
)


def of_records(
    key: str,
    title: str,
    unit: str,
    kind: str,
    *,
    system: str,
    chapter: str,
    words: str = "",
    also: Q | None = None,
    dimensions: tuple[Dimension, ...] = BY_TEACHER,
    **more: Any,
) -> Figure:
    """A figure of the deeds of one kind; `words` say what they are, where the title does not."""
    return Figure(
        key=key,
        title=title,
        unit=unit,
        chapter=chapter,
        where=Q(kind=kind) & also if also else Q(kind=kind),
        system=system,
        dimensions=dimensions,
        **{
            "definition": tr("统计日前（含当日）的{words}记录。").format(words=words or title),
            "source": RECORDS,
            "measure": HowMany(),
            **more,
        },
    )

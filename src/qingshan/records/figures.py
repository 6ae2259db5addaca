"""The log of deeds as a source of figures; the wings declare what is counted in it."""

from __future__ import annotations

from qingshan.kit.figures import Page, Source, on_or_before
from qingshan.kit.measures import Cells
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Record
from qingshan.records.visibility import records_visible_to


def _label(cells: Cells) -> str:
    kind = all_kinds().get(cells["kind"])
    words = (
        kind.label if kind else cells["kind"],
        cells["student__name"],
        cells["title"],
        cells["staff__name"],
    )
    return " · ".join(word for word in words if word)


RECORDS = Source(
    title="记录",
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
)

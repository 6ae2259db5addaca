"""What the figures of outcomes are counted from: honours, inspections, findings, examinations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from qingshan.kit.dimensions import of_choices, of_words
from qingshan.kit.figures import Page, Source, on_or_before
from qingshan.kit.measures import Cells
from qingshan.kit.words import tr
from qingshan.outcomes.inspections.visibility import findings_visible_to
from qingshan.outcomes.models import (
    Examination,
    Finding,
    Honour,
    Inspection,
    Level,
)
from qingshan.outcomes.visibility import (
    examinations_visible_to,
    honours_visible_to,
    inspections_visible_to,
)

if TYPE_CHECKING:
    from datetime import date


RESULT = Inspection.Result


def _honour_label(cells: Cells) -> str:
    words = (
        cells["staff__name"] or cells["student__name"],
        cells["name"],
        Level(cells["level"]).label,
    )
    return tr(" · ").join(word for word in words if word)


def _honour_page(cells: Cells) -> Page | None:
    if cells["staff"]:
        return Page("people:staff_member", cells["staff"])
    return Page("people:student", cells["student"]) if cells["student"] else None


def _inspection_label(cells: Cells) -> str:
    return f"{cells['level']} · {cells['content']} · {RESULT(cells['result']).label}"


def _examination_label(cells: Cells) -> str:
    return tr("{cells}年中考：毕业{cells2}人，升入高中阶段{cells3}人，学科满分{cells4}人").format(
        cells=cells["year"],
        cells2=cells["graduates"],
        cells3=cells["entered"],
        cells4=cells["full_marks"],
    )


def _year_reached(as_of: date) -> Q:
    return Q(year__lte=as_of.year)


HONOURS = Source(
    title=tr("荣誉"),
    model=Honour,
    owner="school",
    number="pk",
    date="date",
    by=on_or_before(),
    reads=("name", "level", "staff", "staff__name", "student", "student__name"),
    search=("name", "staff__search_key", "student__search_key"),
    label=_honour_label,
    visible=honours_visible_to,
    page=_honour_page,
    dimensions=(
        of_choices("level", tr("级别"), "level", Level),
        of_words("category", tr("类别"), "category", nothing=tr("没有写类别")),
    ),
)


INSPECTIONS = Source(
    title=tr("检查"),
    model=Inspection,
    owner="school",
    number="pk",
    date="date",
    by=on_or_before(),
    reads=("level", "content", "result"),
    search=("content",),
    label=_inspection_label,
    visible=inspections_visible_to,
    dimensions=(
        of_choices("result", tr("结果"), "result", RESULT),
        of_words("level", tr("级别"), "level"),
    ),
)


FINDINGS = Source(
    title=tr("要整改的问题"),
    model=Finding,
    owner="school",
    number="pk",
    date="found_on",
    by=on_or_before("found_on"),
    reads=("words", "place"),
    search=("words", "place"),
    label=lambda cells: tr(" · ").join(filter(None, (cells["words"][:60], cells["place"]))),
    visible=findings_visible_to,
    page=lambda cells: Page("outcomes:finding", cells["pk"]),
    dimensions=(of_words("place", tr("地点"), "place", nothing=tr("没有写地点")),),
)


EXAMINATIONS = Source(
    title=tr("中考"),
    model=Examination,
    owner="school",
    number="year",
    by=_year_reached,
    reads=("year", "graduates", "entered", "full_marks"),
    label=_examination_label,
    visible=examinations_visible_to,
)

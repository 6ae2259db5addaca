"""Figures along time: the awards of each year, the visits of each month, each with its rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Min
from django.urls import reverse

from qingshan.documents.declaring import Number
from qingshan.indicators.parts import months_up_to
from qingshan.indicators.queries import scope_of
from qingshan.indicators.registry import figure_named
from qingshan.kit.dimensions import Span
from qingshan.kit.parting import parts_within

if TYPE_CHECKING:
    from qingshan.documents.declaring import Asked
    from qingshan.kit.figures import Figure

YEARS = 10  # drawn at most
ALONG = {
    "awards.years": {"at": "哪一年，如 2026", "number": "这一年学生获奖几项，点开是每一项"},
    "visits.months": {"at": "哪个月，如 9月", "number": "这个月走访几次，点开是每一次"},
}


def fill_along(document: str, asked: Asked) -> dict[str, Any]:
    """The lists, and each of their numbers by its own word, which its page asks for."""
    awards, visits = figure_named("students.awards"), figure_named("care.visits")
    if awards is None or visits is None:
        raise LookupError("a figure of the workbook of a term is not declared")
    months = months_up_to(asked.as_of)
    by_year = _numbers(document, asked, awards, _years(awards, asked))
    by_month = _numbers(document, asked, visits, months)
    return {
        **{number.figure.key: number for _, number in by_year + by_month if number.figure},
        "awards.years": [{"at": span.key, "number": number} for span, number in by_year],
        "visits.months": [
            {"at": f"{span.first.month}月", "number": number} for span, number in by_month
        ],
    }


def _years(figure: Figure, asked: Asked) -> list[Span]:
    """Calendar years from that of the first row to that of the day."""
    rows = figure.rows(scope_of(asked.school, asked.as_of))
    first = rows.aggregate(first=Min(figure.date_column))["first"]
    last = asked.as_of.year
    years = range(max(first.year, last - YEARS + 1), last + 1) if first else ()
    return [Span(str(year), f"{year}年", date(year, 1, 1), date(year, 12, 31)) for year in years]


def _numbers(
    document: str, asked: Asked, figure: Figure, spans: list[Span]
) -> list[tuple[Span, Number]]:
    parts = parts_within(figure, spans, scope_of(asked.school, asked.as_of))
    return [
        (span, _number(document, asked, figure, span, part.answer.text, part.answer.value))
        for span, part in zip(spans, parts, strict=True)
    ]


def _number(
    document: str, asked: Asked, figure: Figure, span: Span, text: str, value: Any
) -> Number:
    key = f"{figure.key}.{span.key}"
    own = replace(figure.within(span), key=key, title=f"{figure.title}（{span.label}）")
    page = reverse("reports:number", args=[document, key])
    return Number(
        text=text,
        value=value,
        address=f"{page}?{asked.query}",
        figure=own,
        as_of=asked.as_of,
    )

"""Pages of figures: all of them, one with its rows, its chart, its rows as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.indicators.asking import as_of_asked
from qingshan.indicators.chapters import chapters_of
from qingshan.indicators.charts import chart_named, charts_for
from qingshan.indicators.publishing import then_and_now
from qingshan.indicators.queries import answers_for, answers_of_each
from qingshan.indicators.registry import figure_named
from qingshan.indicators.tables import evidence_table, rows_out_of_sight
from qingshan.indicators.workbooks import export_evidence
from qingshan.kit.answers import chart_answer
from qingshan.kit.tables import table_page
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of

if TYPE_CHECKING:
    from typing import Any

    from qingshan.kit.figures import Figure

KEPT_FOR = 300  # seconds a browser shows a chart without asking again
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@member_required
def indicator_list(request: MemberRequest) -> HttpResponse:
    school = school_of(request)
    as_of = as_of_asked(request.GET, request.member)
    answers = answers_for(school, as_of=as_of)
    words = request.GET.get("q", "")[:50].strip()
    charts = {} if words else charts_for(school, as_of=as_of, answers=answers)
    context = {
        "school": school,
        "as_of": as_of,
        "is_today": as_of == request.member.today,
        "words": words,
        "chapters": chapters_of(answers, charts, words=words),
        "number": len(answers),
    }
    return render(request, "indicators/indicator_list.html", context)


@require_GET
@member_required
def indicator(request: MemberRequest, key: str) -> HttpResponse:
    figure = _figure(key)
    as_of = as_of_asked(request.GET, request.member)
    school = school_of(request)
    answer = answers_of_each([school], figure, as_of=as_of)[school.pk]
    out_of_sight = rows_out_of_sight(figure, request.member, as_of, answer.rows)
    context: dict[str, Any] = {
        "figure": figure,
        "as_of": as_of,
        "is_today": as_of == request.member.today,
        "answer": answer,
        "out_of_sight": out_of_sight,
        "may_export": request.member.sees_whole_school and not out_of_sight,
        "published": then_and_now(request.member, figure),
    }
    table = evidence_table(figure, request.member, as_of, request.GET)
    return table_page(request, "indicators/indicator.html", table, context)


@require_POST
@office_required(*SCHOOL_WIDE)
def indicator_rows(request: MemberRequest, key: str) -> HttpResponse:
    """All the rows, for whoever may open all of them."""
    figure, school = _figure(key), school_of(request)
    as_of = as_of_asked(request.POST, request.member)
    rows = answers_of_each([school], figure, as_of=as_of)[school.pk].rows
    if rows_out_of_sight(figure, request.member, as_of, rows):
        raise Http404
    book = export_evidence(figure=figure, school=school, as_of=as_of, actor=request.member.account)
    answer = HttpResponse(book, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{figure.key}-{as_of}.xlsx"'
    return answer


@require_GET
@member_required
def chart(request: MemberRequest, name: str) -> HttpResponse:
    school = school_of(request)
    as_of = as_of_asked(request.GET, request.member)
    answers = answers_for(school, as_of=as_of)
    drawn = chart_named(name, school, as_of=as_of, answers=answers)
    if drawn is None:
        raise Http404
    return chart_answer(request, drawn, kept_for=KEPT_FOR)


def _figure(key: str) -> Figure:
    figure = figure_named(key)
    if figure is None:
        raise Http404
    return figure

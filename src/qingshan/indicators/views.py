"""Pages of figures: all of them, one with its rows, its chart, its rows as a workbook."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.indicators.asking import as_of_asked, school_asked, schools_counted_for
from qingshan.indicators.chapters import chapters_of
from qingshan.indicators.charts import chart_named, charts_for
from qingshan.indicators.queries import answers_for, answers_of_each
from qingshan.indicators.registry import figure_named
from qingshan.indicators.tables import evidence_table, rows_out_of_sight
from qingshan.indicators.workbooks import export_evidence
from qingshan.kit.answers import chart_answer
from qingshan.kit.tables import table_page
from qingshan.school.doors import (
    MemberRequest,
    member_required,
    office_required,
    school_of,
    sign_in_first,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from qingshan.kit.figures import Figure

P = ParamSpec("P")
KEPT_FOR = 300  # seconds a browser shows a chart without asking again
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def counted_for(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[Concatenate[MemberRequest, P], HttpResponse]:
    """For those who serve a school, and for the county, which sees figures and no rows."""

    @wraps(view)
    def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        return view(request, *args, **kwargs)

    return guarded


@require_GET
@counted_for
def indicator_list(request: MemberRequest) -> HttpResponse:
    schools = schools_counted_for(request.member)
    school = school_asked(request.GET, schools)
    as_of = as_of_asked(request.GET, request.member)
    answers = answers_for(school, as_of=as_of)
    words = request.GET.get("q", "")[:50].strip()
    own = request.member.school is not None and school is not None
    charts = (
        charts_for(school, as_of=as_of, answers=answers) if own and school and not words else {}
    )
    context = {
        "schools": schools,
        "school": school,
        "as_of": as_of,
        "is_today": as_of == request.member.today,
        "words": words,
        "chapters": chapters_of(answers, charts, words=words),
        "number": len(answers),
    }
    return render(request, "indicators/indicator_list.html", context)


@require_GET
@counted_for
def indicator(request: MemberRequest, key: str) -> HttpResponse:
    figure = _figure(key)
    as_of = as_of_asked(request.GET, request.member)
    schools = schools_counted_for(request.member)
    answers = answers_of_each(schools, figure, as_of=as_of)
    context = {"figure": figure, "as_of": as_of, "is_today": as_of == request.member.today}
    if request.member.school is None:
        context["by_school"] = [(school, answers[school.pk]) for school in schools]
        return render(request, "indicators/indicator_by_school.html", context)
    answer = answers[request.member.school.pk]
    out_of_sight = rows_out_of_sight(figure, request.member, as_of, answer.rows)
    context |= {
        "answer": answer,
        "out_of_sight": out_of_sight,
        "may_export": request.member.sees_whole_school and not out_of_sight,
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

"""Pages of figures: all of them, one's pinned ones, one figure's rows as a workbook, charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.indicators.asking import as_of_asked
from qingshan.indicators.browsing import (
    choices_for,
    figures_for,
    pinned_by,
    wanted_of,
)
from qingshan.indicators.chapters import chapters_of
from qingshan.indicators.charts import chart_named, charts_for
from qingshan.indicators.comparing import chart_of
from qingshan.indicators.lines import lines_of
from qingshan.indicators.pages import figure_for, looked_at, one_figure
from qingshan.indicators.queries import answers_for, answers_of, answers_of_each
from qingshan.indicators.services import AT_MOST, TooManyPins, pin_figure, unpin_figure
from qingshan.indicators.tables import rows_out_of_sight
from qingshan.indicators.workbooks import export_evidence
from qingshan.kit.answers import chart_answer
from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of

if TYPE_CHECKING:
    from qingshan.kit.charts import Chart

KEPT_FOR = 300  # seconds a browser shows a chart without asking again
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@member_required
def indicator_list(request: MemberRequest) -> HttpResponse:
    """Pinned ones first, then chapter by chapter; only what was asked for is counted."""
    school = school_of(request)
    as_of = as_of_asked(request.GET, request.member)
    wanted = wanted_of(request.GET)
    chosen = figures_for(request.member, wanted)
    answers = answers_of(chosen, school, as_of=as_of)
    charts = {} if wanted else charts_for(school, as_of=as_of, answers=answers)
    lines = lines_of(answers.values(), school, as_of)
    pins = [] if wanted else pinned_by(request.member)
    context = {
        "school": school,
        "as_of": as_of,
        "is_today": as_of == request.member.today,
        "day": "" if as_of == request.member.today else f"?as_of={as_of}",
        "wanted": wanted,
        "choices": choices_for(wanted),
        "pinned": [lines[figure.key] for figure in pins if figure.key in lines],
        "chapters": chapters_of(lines, charts),
        "number": len(answers),
    }
    return render(request, "indicators/indicator_list.html", context)


@require_GET
@member_required
def pinned(request: MemberRequest) -> HttpResponse:
    """The pinned figures alone, for the foot of another page."""
    as_of, school = request.member.today, school_of(request)
    answers = answers_of(pinned_by(request.member), school, as_of=as_of)
    lines = lines_of(answers.values(), school, as_of)
    context = {"pinned": lines.values(), "as_of": as_of}
    return render(request, "indicators/_pinned.html", context)


@require_GET
@member_required
def indicator(request: MemberRequest, key: str) -> HttpResponse:
    return one_figure(request, figure_for(request.member, key))


@require_POST
@member_required
def pin(request: MemberRequest, key: str) -> HttpResponse:
    """Pins a figure, or takes the pin out (`off`)."""
    figure = figure_for(request.member, key)
    if "off" in request.POST:
        unpin_figure(actor=request.member, figure=figure)
        messages.success(request, tr("“{figure}”不再钉着。").format(figure=figure.title))
        return redirect("indicators:indicator", key)
    try:
        pin_figure(actor=request.member, figure=figure)
    except TooManyPins:
        messages.error(
            request,
            tr("最多钉 {at_most} 个。先取下一个不常看的，再来钉这个。").format(at_most=AT_MOST),
        )
    else:
        messages.success(
            request,
            tr("“{figure}”钉住了，在全部指标和学校总览的最前面。").format(figure=figure.title),
        )
    return redirect("indicators:indicator", key)


@require_POST
@office_required(*SCHOOL_WIDE)
def indicator_rows(request: MemberRequest, key: str) -> HttpResponse:
    """All the rows, or those of one part, for whoever may open all of them."""
    member, school = request.member, school_of(request)
    as_of = as_of_asked(request.POST, member)
    figure = looked_at(figure_for(member, key), member, as_of, request.POST).figure
    rows = answers_of_each([school], figure, as_of=as_of)[school.pk].rows
    if rows_out_of_sight(figure, member, as_of, rows):
        raise Http404
    book = export_evidence(figure=figure, school=school, as_of=as_of, actor=member.account)
    answer = HttpResponse(book, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{figure.key}-{as_of}.xlsx"'
    return answer


@require_GET
@member_required
def chart(request: MemberRequest, name: str) -> HttpResponse:
    school = school_of(request)
    as_of = as_of_asked(request.GET, request.member)
    answers = answers_for(school, as_of=as_of)
    return _drawn(request, chart_named(name, school, as_of=as_of, answers=answers))


@require_GET
@member_required
def figure_chart(request: MemberRequest, key: str) -> HttpResponse:
    """The small chart of one figure, or of one part of it."""
    member = request.member
    as_of = as_of_asked(request.GET, member)
    figure = looked_at(figure_for(member, key), member, as_of, request.GET).figure
    return _drawn(request, chart_of(figure, school_of(request), as_of))


def _drawn(request: MemberRequest, drawn: Chart | None) -> HttpResponse:
    if drawn is None:
        raise Http404
    return chart_answer(request, drawn, kept_for=KEPT_FOR)

"""The officer's pages: the county, a school, a figure across schools. Numbers, and no child."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from qingshan.county.asked import ASKED, BY_KEY, asked_named
from qingshan.county.book import export_figures
from qingshan.county.charts import trend_chart
from qingshan.county.closing import living_among, month_ends
from qingshan.county.kinds import KINDS, kind_words
from qingshan.county.late import LAST_GRADE, late_in
from qingshan.county.queries import (
    TREND_MONTHS,
    cells_of,
    lines_of,
    month_asked,
    months_offered,
    offered_in,
    share_of_all,
    sum_in,
    totals,
    trend_of,
    with_kind,
)
from qingshan.county.tables import FigureTable, SchoolTable
from qingshan.county.visibility import county_of, officer_required, school_seen_by, schools_seen_by
from qingshan.kit.answers import chart_answer
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest
from qingshan.voice.complaints.queries import complaints_waiting_for

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.county.asked import Asked
    from qingshan.school.models import School

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_A_GLANCE = (
    "students.total",
    "students.left_behind",
    "staff.total",
    "care.visits",
    "cases.open",
    "incidents.accidents",
)


@require_GET
@officer_required
def overview(request: MemberRequest) -> HttpResponse:
    """How many schools and children, what is open, and what is late where."""
    member, schools = request.member, schools_seen_by(request.member)
    listed = list(schools)
    living = living_among(listed)
    late = late_in(listed, member.today, living=living)
    end = months_offered(schools, member.today)[0]
    summed = totals(cells_of(schools, end))
    waiting, overdue = complaints_waiting_for(member)
    context = {
        "county": county_of(request),
        "number": len(listed),
        "end": end,
        "glance": [(BY_KEY[key], *summed[key]) for key in AT_A_GLANCE if key in summed],
        "late_schools": sum(1 for ones in late.values() if ones),
        "waiting": waiting,
        "overdue": overdue,
    }
    table = SchoolTable(schools, request.GET, end=end, late=late)
    return table_page(request, "county/overview.html", table, context)


@require_GET
@officer_required
def school(request: MemberRequest, code: str) -> HttpResponse:
    """One school: its numbers now, a month and a year before; a trend; what is late."""
    found = school_seen_by(request.member, code)
    own = schools_seen_by(request.member).filter(pk=found.pk)
    offered = months_offered(own, request.member.today)
    end = month_asked(request.GET.get("month", ""), offered)
    living = living_among([found])
    grades = with_kind(own).values("first", "last").get()
    asked = asked_named(request.GET.get("figure", "")) or BY_KEY["care.visits"]
    context = {
        "school": found,
        "kind": kind_words(grades["first"], grades["last"]),
        "sends": not living,
        "late": late_in([found], request.member.today, living=living)[found.pk],
        "offered": offered,
        "end": end,
        "lines": lines_of(found, end),
        "all_asked": offered_in(own, end),
        "asked": asked,
        "chart": trend_chart(asked, trend_of(own, asked, end), found.name),
        "chart_at": _chart_at(asked, end, school=found.code),
    }
    return render(request, "county/school.html", context)


@require_GET
@officer_required
def figures(request: MemberRequest) -> HttpResponse:
    """One figure at every school, its sum in bounds, and how it went."""
    schools = schools_seen_by(request.member)
    offered = months_offered(schools, request.member.today)
    end = month_asked(request.GET.get("month", ""), offered)
    asked = asked_named(request.GET.get("figure", "")) or ASKED[0]
    months = month_ends(end, TREND_MONTHS + 1)
    table = FigureTable(schools, request.GET, asked=asked, ends=(end, months[-2], months[0]))
    kind = next(choice.value for choice in table.choices if choice.filter.name == "kind")
    of_kind = _of_kind(schools, kind)
    now = sum_in(of_kind, asked.key, end)
    steps = trend_of(of_kind, asked, end)
    whose = tr("全县{kinds}").format(kinds=KINDS[kind][0] if kind else "")
    context: dict[str, Any] = {
        "county": county_of(request),
        "asked": asked,
        "all_asked": offered_in(schools, end),
        "offered": offered,
        "end": end,
        "kind": kind,
        "now": now,
        "share": share_of_all(of_kind, asked, end),
        "missing": max(0, _that_should_tell(of_kind, asked).count() - now.told) if now else 0,
        "chart": trend_chart(asked, steps, whose),
        "chart_at": _chart_at(asked, end, kind=kind),
    }
    return table_page(request, "county/figures.html", table, context)


@require_GET
@officer_required
def chart(request: MemberRequest, key: str) -> HttpResponse:
    """The trend as a picture, for a school, a kind of schools or the county."""
    asked = asked_named(key)
    if asked is None:
        raise Http404
    schools, code = schools_seen_by(request.member), request.GET.get("school", "")
    kind = request.GET.get("kind", "")
    if code:
        found = school_seen_by(request.member, code)
        schools, whose = schools.filter(pk=found.pk), found.name
    else:
        schools = _of_kind(schools, kind)
        whose = tr("全县{kinds}").format(kinds=KINDS[kind][0] if kind in KINDS else "")
    end = month_asked(request.GET.get("month", ""), months_offered(schools, request.member.today))
    drawn = trend_chart(asked, trend_of(schools, asked, end), whose)
    if drawn is None:
        raise Http404
    return chart_answer(request, drawn)


@require_POST
@officer_required
def figures_book(request: MemberRequest) -> HttpResponse:
    """All figures of all schools in a month as a workbook, as they are said on the pages."""
    schools = schools_seen_by(request.member)
    end = month_asked(request.POST.get("month", ""), months_offered(schools, request.member.today))
    book = export_figures(
        county=county_of(request), schools=schools, end=end, actor=request.member.account
    )
    answer = HttpResponse(book, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="county-{end:%Y-%m}.xlsx"'
    return answer


def _of_kind(schools: QuerySet[School], kind: str) -> QuerySet[Any]:
    return with_kind(schools).filter(KINDS[kind][1]) if kind in KINDS else schools


def _that_should_tell(schools: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    """Of what is told by year, an examination of the ninth grade, only those that have one."""
    return with_kind(schools).filter(last__gte=LAST_GRADE) if asked.year else schools


def _chart_at(asked: Asked, end: date, **more: str) -> str:
    words = {"month": f"{end:%Y-%m}", **{name: text for name, text in more.items() if text}}
    return f"{reverse('county:chart', args=[asked.key])}?{urlencode(words)}"

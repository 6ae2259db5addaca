"""Examinations over time: progression for all, trends for those who help or teach a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from qingshan.kit.answers import chart_answer
from qingshan.outcomes.examinations.queries import (
    progression_chart,
    sentence_of,
    sittings_of,
    subjects_of,
    trend_chart,
    years_of,
)
from qingshan.outcomes.examinations.visibility import classes_with_trends, subjects_seen
from qingshan.outcomes.marks.queries import classes_marked_by
from qingshan.outcomes.visibility import examinations_visible_to
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from qingshan.kit.charts import Chart
    from qingshan.school.models import SchoolClass


@require_GET
@member_required
def examination_list(request: MemberRequest) -> HttpResponse:
    years = years_of(examinations_visible_to(request.member))
    context = {
        "years": years,
        "chart": progression_chart(years),
        "classes": list(classes_with_trends(request.member)),
    }
    return render(request, "outcomes/examination_list.html", context)


@require_GET
@member_required
def progression(request: MemberRequest) -> HttpResponse:
    return _picture(request, progression_chart(years_of(examinations_visible_to(request.member))))


@never_cache
@require_GET
@member_required
def trend(request: MemberRequest, pk: int) -> HttpResponse:
    """A class in one subject over its examinations: no child stands in it."""
    school_class = _class(request, pk)
    subjects = subjects_seen(request.member, school_class, subjects_of(school_class))
    subject = _subject(request, subjects)
    sittings = sittings_of(school_class, subject) if subject else []
    context = {
        "school_class": school_class,
        "subjects": subjects,
        "subject": subject,
        "marks": classes_marked_by(request.member).filter(pk=pk).exists(),
        "sittings": sittings[::-1],
        "sentence": sentence_of(school_class, subject, sittings) if sittings else "",
        "chart": trend_chart(school_class, subject, sittings),
    }
    return render(request, "outcomes/trend.html", context)


@require_GET
@member_required
def trend_picture(request: MemberRequest, pk: int) -> HttpResponse:
    school_class = _class(request, pk)
    seen = subjects_seen(request.member, school_class, subjects_of(school_class))
    subject = _subject(request, seen)
    sittings = sittings_of(school_class, subject) if subject else []
    return _picture(request, trend_chart(school_class, subject, sittings))


def _class(request: MemberRequest, pk: int) -> SchoolClass:
    return get_object_or_404(classes_with_trends(request.member), pk=pk)


def _subject(request: MemberRequest, subjects: list[str]) -> str:
    asked = request.GET.get("subject", "")
    return asked if asked in subjects else next(iter(subjects), "")


def _picture(request: MemberRequest, chart: Chart | None) -> HttpResponse:
    if chart is None:
        raise Http404
    return chart_answer(request, chart)

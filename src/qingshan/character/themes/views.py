"""The year's grid and calendar, plans with the four parties, sessions with who took part."""

from __future__ import annotations

import contextlib
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.character.drops.planning import classes_told
from qingshan.character.festivals.visibility import festivals_visible_to
from qingshan.character.models import Theme
from qingshan.character.themes import services
from qingshan.character.themes.forms import PlanForm
from qingshan.character.themes.occasions import occasion
from qingshan.character.themes.queries import (
    calendar_of,
    grid_of,
    parties_of,
    plan_seen_by,
    plans_of,
)
from qingshan.character.themes.tables import ThemePlanTable, ThemeSessionTable
from qingshan.character.themes.visibility import (
    PLANNERS,
    can_change_plan,
    classes_held_for,
    theme_sessions_open_to,
    theme_sessions_visible_to,
)
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of
from qingshan.school.queries import years_of

if TYPE_CHECKING:
    from qingshan.character.models import ThemePlan
    from qingshan.school.queries import YearSpan

NOT_STAFF = tr("这个账号不在教职工里，记不了。请管理员把账号连到您的名字。")


@require_GET
@member_required
def grid(request: MemberRequest) -> HttpResponse:
    """Grade × theme with its gaps, and the year's days below it."""
    year, years = _year(request)
    if year is None:
        return render(request, "character/themes/grid.html", {"year": None})
    plans = plans_of(request.member, year)
    rows = grid_of(school_of(request), plans, request.member.today)
    cells = [cell for row in rows for cell in row.cells]
    context = {
        "year": year,
        "years": years,
        "rows": rows,
        "themes": Theme.choices,
        "without": sum(cell.plans == 0 for cell in cells),
        "cells": len(cells),
        "gap": sum(cell.gap for cell in cells),
        "months": calendar_of(plans, year),
        "today": request.member.today,
        "may_plan": request.member.holds(*PLANNERS),
    }
    return render(request, "character/themes/grid.html", context)


@require_GET
@member_required
def parties(request: MemberRequest) -> HttpResponse:
    """四位一体: what each plan leaves open, and who took part in what was held."""
    year, years = _year(request)
    if year is None:
        return render(request, "character/themes/parties.html", {"year": None})
    plans = plans_of(request.member, year)
    sessions = theme_sessions_visible_to(request.member).filter(plan__year=year.year)
    table = ThemePlanTable(plans, request.GET, grades=_grades(request), kept=_kept(year, years))
    context = {
        "year": year,
        "years": years,
        "parties": parties_of(plans, sessions),
        "plans": plans.count(),
        "sessions": sessions.count(),
        "festivals": festivals_visible_to(request.member).filter(year=year.year),
    }
    return table_page(request, "character/themes/parties.html", table, context)


@require_GET
@member_required
def plan_list(request: MemberRequest) -> HttpResponse:
    year, years = _year(request)
    if year is None:
        raise Http404
    table = ThemePlanTable(
        plans_of(request.member, year),
        request.GET,
        grades=_grades(request),
        kept=_kept(year, years),
    )
    context = {"year": year, "may_plan": request.member.holds(*PLANNERS)}
    return table_page(request, "character/themes/plans.html", table, context)


@require_http_methods(["GET", "POST"])
@office_required(*PLANNERS)
def plan_new(request: MemberRequest) -> HttpResponse:
    year, _ = _year(request)
    if year is None:
        return render(request, "character/themes/grid.html", {"year": None})
    form = PlanForm(
        request.POST or None,
        school=school_of(request),
        year=year,
        grades=_grades(request),
        begun=_begun(request),
    )
    if form.is_valid():
        made = services.plan_theme(
            actor=request.member, school=school_of(request), year=year.year, **form.cleaned_data
        )
        messages.success(
            request, tr("写好了，{made} 个年级各有一份，可以分别再改。").format(made=len(made))
        )
        return redirect("character:theme_plan", made[0].pk)
    return _form_page(request, form, None)


@require_http_methods(["GET", "POST"])
@member_required
def plan_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = plan_seen_by(request.member, pk)
    if not can_change_plan(request.member, found):
        raise Http404
    year = next(span for span in years_of(school_of(request)) if span.pk == found.year_id)
    form = PlanForm(
        request.POST or None, school=school_of(request), year=year, grades=[], plan=found
    )
    if form.is_valid():
        services.change_plan(actor=request.member, plan=found, **form.cleaned_data)
        messages.success(request, tr("改好了。"))
        return redirect("character:theme_plan", found.pk)
    return _form_page(request, form, found)


@require_GET
@member_required
def plan(request: MemberRequest, pk: int) -> HttpResponse:
    """A plan with its four parts, and each class of the grade: held, or still to do."""
    found = plan_seen_by(request.member, pk)
    held = {
        session.school_class_id: session
        for session in theme_sessions_visible_to(request.member)
        .filter(plan=found)
        .select_related("record__staff")
    }
    open_ = set(theme_sessions_open_to(request.member).values_list("pk", flat=True))
    own = set(classes_held_for(request.member).values_list("pk", flat=True))
    classes = [
        (one, held.get(one.pk), one.pk in own)
        for one in classes_told(school_of(request))
        if one.grade_number == found.grade_number
    ]
    context = {
        "plan": found,
        "occasion": occasion(found.occasion),
        "classes": classes,
        "opened": open_,
        "may_change": can_change_plan(request.member, found),
    }
    return render(request, "character/themes/plan.html", context)


@require_GET
@member_required
def session_list(request: MemberRequest) -> HttpResponse:
    year, years = _year(request)
    rows = theme_sessions_visible_to(request.member)
    if year is not None:
        rows = rows.filter(plan__year=year.year)
    table = ThemeSessionTable(
        rows,
        request.GET,
        classes=classes_told(school_of(request)),
        kept=_kept(year, years) if year else {},
    )
    return table_page(request, "character/themes/sessions.html", table)


def _form_page(request: MemberRequest, form: PlanForm, found: ThemePlan | None) -> HttpResponse:
    context = {"form": form, "plan": found}
    status = 422 if form.errors else 200
    return render(request, "character/themes/plan_form.html", context, status=status)


def _year(request: MemberRequest) -> tuple[YearSpan | None, list[YearSpan]]:
    """The year asked for, else the one begun last, else the first to come."""
    years = years_of(school_of(request))
    asked = request.GET.get("year", "")
    chosen = next((year for year in years if str(year.pk) == asked), None)
    begun = next((year for year in years if year.first <= request.member.today), None)
    return chosen or begun or (years[-1] if years else None), years


def _kept(year: YearSpan, years: list[YearSpan]) -> dict[str, str]:
    return {"year": str(year.pk)} if len(years) > 1 else {}


def _grades(request: MemberRequest) -> list[tuple[int, str]]:
    told = classes_told(school_of(request))
    return list(dict.fromkeys((one.grade_number, one.grade) for one in told))


def _begun(request: MemberRequest) -> dict[str, Any]:
    """What an address of the grid or the calendar already says."""
    said: dict[str, Any] = {}
    grade, theme = request.GET.get("grade", ""), request.GET.get("theme", "")
    if grade.isascii() and grade.isdigit():
        said["grades"] = [int(grade)]
    if theme in Theme.values:
        said["theme"] = theme
    found = occasion(request.GET.get("occasion", ""))
    if found is not None:
        said |= {"occasion": found.key, "title": found.title, "theme": found.themes[0]}
    with contextlib.suppress(ValueError):
        said["date"] = date.fromisoformat(request.GET.get("date", ""))
    return said

"""Pages of visits: the villages, the homes not yet reached, who goes where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.care.visits import services
from qingshan.care.visits.forms import PlanVisitForm
from qingshan.care.visits.queries import (
    by_village,
    homes_of,
    my_plans,
    plans_to_make,
    visits_within,
)
from qingshan.care.visits.tables import HomeTable
from qingshan.care.visits.visibility import may_send_others, visit_plans_visible_to
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.roster import on_roster
from qingshan.people.visibility import staff_of, students_visible_to
from qingshan.school.doors import MemberRequest, member_required, school_of
from qingshan.school.queries import term_words, terms_begun

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from qingshan.people.models import Student

SHOWN = 30  # plans of colleagues on the first page


@never_cache
@require_GET
@member_required
def visit_list(request: MemberRequest) -> HttpResponse:
    term = next(iter(terms_begun(school_of(request), request.member.today)), None)
    if term is None:
        return render(request, "care/visit_no_term.html")
    children = _children(request)
    visits = visits_within(school_of(request), term.starts_on, term.ends_on)
    villages = by_village(children, visits)
    mine = list(my_plans(request.member))
    others = plans_to_make(request.member).exclude(pk__in=[plan.pk for plan in mine])
    context = {
        "term_title": term_words(term),
        "villages": villages,
        "homes": sum(each.homes for each in villages),
        "reached": sum(each.reached for each in villages),
        "open": sum(each.open for each in villages),
        "mine": mine,
        "others": others[:SHOWN],
        "today": request.member.today,
    }
    return render(request, "care/visit_list.html", context)


@never_cache
@require_GET
@member_required
def visit_homes(request: MemberRequest) -> HttpResponse:
    """The homes of a term that no visit reached, or those that one did."""
    term = next(iter(terms_begun(school_of(request), request.member.today)), None)
    if term is None:
        return render(request, "care/visit_no_term.html")
    reached = request.GET.get("reached") == "yes"
    visits = visits_within(school_of(request), term.starts_on, term.ends_on)
    homes = homes_of(_children(request), visits, reached=reached)
    kept = {"reached": "yes"} if reached else {}
    table = HomeTable(homes, request.GET, kept=kept, reached=reached)
    context = {"term_title": term_words(term), "reached": reached}
    return table_page(request, "care/visit_homes.html", table, context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def visit_plan(request: MemberRequest, pk: int) -> HttpResponse:
    """Plans a visit to a child's home."""
    children = students_visible_to(request.member).select_related("school_class")
    child = get_object_or_404(children, pk=pk)
    if staff_of(request.member) is None and not may_send_others(request.member):
        raise Http404
    form = PlanVisitForm(request.POST or None, member=request.member)
    if form.is_valid() and form.goer is None:
        form.add_error(None, tr("这个账号没有登记为教职工，请选一位老师。"))
    if form.is_valid() and form.goer:
        services.plan_visits(
            actor=request.member,
            students=[child],
            staff=form.goer,
            on=form.cleaned_data["date"],
            words=form.cleaned_data["words"],
        )
        messages.success(
            request,
            tr("安排好了：{goer}去{child}家。没有信号也能记。").format(
                goer=form.goer.name, child=child.name
            ),
        )
        return redirect("care:visit_list")
    context = {"form": form, "child": child}
    return render(request, "care/visit_plan.html", context, status=422 if form.errors else 200)


@require_POST
@member_required
def visit_drop(request: MemberRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(visit_plans_visible_to(request.member), pk=pk)
    try:
        services.drop_plan(actor=request.member, plan=plan)
    except services.NotTheirsToSend as theirs:
        raise Http404 from theirs
    messages.success(request, tr("这次安排不去了。"))
    return redirect("care:visit_list")


def _children(request: MemberRequest) -> QuerySet[Student]:
    """Those whose homes are to be seen: one goes to no home from which the child has moved."""
    return students_visible_to(request.member).filter(on_roster(request.member.today))

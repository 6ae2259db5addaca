"""Plans of development: the list, one plan, its steps, and the person's own word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.growth.form_pages import form_page, posted
from qingshan.growth.models import DevelopmentPlan, Direction, PlanState, PlanStep
from qingshan.growth.plans import services
from qingshan.growth.plans.forms import DoneForm, ProposeForm, StepForm
from qingshan.growth.plans.tables import PlanTable
from qingshan.growth.plans.visibility import PROPOSERS, is_own, plans_visible_to, walks_along
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.records.models import Record
from qingshan.records.visibility import records_visible_to
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpResponse

SEALED = tuple(
    f"{one}__{name}" for one in ("staff", "companion") for name in ("id_number", "phone")
)
NOT_NOW = tr("这份计划刚刚有了变化，请看看现在的情况。")
NOT_FOR_THIS_ONE = {
    Direction.TO_BACKBONE.value: tr("“党员 → 骨干”是给党员的，请换一个方向。"),
    Direction.TO_MEMBER.value: tr("“骨干 → 党员”是给有称号、还不是党员的老师的，请换一个方向。"),
}


@never_cache
@require_GET
@member_required
def plan_list(request: MemberRequest) -> HttpResponse:
    table = PlanTable(plans_visible_to(request.member), request.GET)
    context = {"may_propose": request.member.holds(*PROPOSERS), "own": staff_of(request.member)}
    return table_page(request, "growth/plan_list.html", table, context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def plan_new(request: MemberRequest) -> HttpResponse:
    member, own = request.member, staff_of(request.member)
    if own is None and not member.holds(*PROPOSERS):
        raise Http404
    form = ProposeForm(posted(request), member=member, own=own)
    if form.is_valid():
        told = form.cleaned_data
        try:
            made = services.propose(actor=member, **told)
        except services.NotForThisOne:
            form.add_error("direction", NOT_FOR_THIS_ONE[told["direction"]])
        except services.HasAPlan:
            form.add_error("direction", tr("这个方向已经有一份在走，接着那一份走。"))
        else:
            mine = made.state == PlanState.AGREED
            messages.success(
                request, tr("开始了，写下第一步。") if mine else tr("写好了，等本人同意。")
            )
            return redirect("growth:plan", made.pk)
    back = (reverse("growth:plan_list"), tr("培养计划"))
    return form_page(request, form, title=tr("写一份培养计划"), words=tr("写好了"), back=back)


@never_cache
@require_GET
@member_required
def plan(request: MemberRequest, pk: int) -> HttpResponse:
    found, member = _plan(request, pk), request.member
    steps = list(PlanStep.objects.filter(plan=found).select_related("record"))
    shown = [step.record_id for step in steps if step.record_id]
    seen = set(records_visible_to(member).filter(pk__in=shown).values_list("pk", flat=True))
    open_ones = [step for step in steps if step.done_on is None]
    context: dict[str, Any] = {
        "plan": found,
        "steps": [(step, step.record_id in seen) for step in steps],
        "is_own": is_own(member, found),
        "walks": walks_along(member, found) and found.state == PlanState.AGREED,
        "all_done": bool(steps) and not open_ones,
        "today": member.today,
    }
    return render(request, "growth/plan.html", context)


@require_POST
@member_required
def plan_say(request: MemberRequest, pk: int) -> HttpResponse:
    """The person's own word: yes, no more, or there."""
    found = _plan(request, pk)
    deeds = {
        "agree": (services.agree, tr("好，一起走。写下第一步吧。")),
        "end": (services.end, tr("好，就到这里，不用说为什么。")),
        "finish": (services.finish, tr("走到了，祝贺。")),
    }
    if request.POST.get("word") not in deeds or not is_own(request.member, found):
        raise Http404
    deed, said = deeds[request.POST["word"]]
    try:
        deed(actor=request.member, plan=found)
    except (services.NotNow, services.NotYours):
        messages.info(request, NOT_NOW)
    else:
        messages.success(request, said)
    return redirect("growth:plan", pk)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def plan_step_new(request: MemberRequest, pk: int) -> HttpResponse:
    found = _walked(request, pk)
    form = StepForm(posted(request), today=request.member.today)
    return _deed(
        request,
        found,
        form,
        lambda told: services.add_step(actor=request.member, plan=found, **told),
        title=tr("加一步"),
        words=tr("加上"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def plan_step_done(request: MemberRequest, pk: int, step: int) -> HttpResponse:
    found = _walked(request, pk)
    held = get_object_or_404(PlanStep.objects.select_related("plan"), pk=step, plan=found)
    theirs = Record.objects.filter(
        staff=found.staff, student__isnull=True, date__gte=found.proposed_on
    )
    form = DoneForm(
        posted(request), today=request.member.today, records=theirs.order_by("-date", "-pk")
    )
    return _deed(
        request,
        found,
        form,
        lambda told: services.step_done(actor=request.member, step=held, **told),
        title=tr("这一步做到了"),
        words=tr("做到了"),
        lead=str(held.words),
    )


def _plan(request: MemberRequest, pk: int) -> DevelopmentPlan:
    seen = plans_visible_to(request.member).select_related("staff", "companion", "proposed_by")
    return get_object_or_404(seen.defer(*SEALED), pk=pk)


def _walked(request: MemberRequest, pk: int) -> DevelopmentPlan:
    found = _plan(request, pk)
    if not walks_along(request.member, found):
        raise Http404
    return found


def _deed(
    request: MemberRequest,
    found: DevelopmentPlan,
    form: forms.Form,
    deed: Callable[[dict[str, Any]], object],
    **page: str,
) -> HttpResponse:
    here = reverse("growth:plan", args=[found.pk])
    if form.is_valid():
        try:
            deed(form.cleaned_data)
        except (services.NotNow, services.NotYours):
            messages.info(request, NOT_NOW)
        else:
            messages.success(request, tr("记下了。"))
        return redirect(here)
    return form_page(
        request, form, back=(here, tr("{staff}的计划").format(staff=found.staff.name)), **page
    )

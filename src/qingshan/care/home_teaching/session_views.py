"""Goals of home teaching, and the sessions in which they are worked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from qingshan.care.filling_in import once, posted, sheet
from qingshan.care.home_teaching import services
from qingshan.care.home_teaching.forms import GoalForm, ProgressForm, SessionForm
from qingshan.care.home_teaching.queries import plan_seen_by, sessions_of
from qingshan.care.home_teaching.views import OVER, back_to, deed
from qingshan.care.models import HomeGoal, HomeProgress
from qingshan.kit.words import dated, tr
from qingshan.people.visibility import staff_of
from qingshan.records.services import AlreadyRecorded
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from qingshan.care.models import HomePlan


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def home_goal_new(request: MemberRequest, pk: int) -> HttpResponse:
    """Whoever sees the plan may set a goal: its teachers know the child best."""
    plan = plan_seen_by(request.member, pk)
    return deed(
        request,
        plan,
        GoalForm(posted(request)),
        lambda told: services.set_goal(actor=request.member, plan=plan, **told),
        title=tr("定一个目标"),
        words=tr("定下"),
        said=tr("目标定下了，送教时就按它写进展。"),
    )


@require_POST
@member_required
def home_goal_reach(request: MemberRequest, pk: int, goal: int) -> HttpResponse:
    plan = plan_seen_by(request.member, pk)
    held = get_object_or_404(HomeGoal, pk=goal, plan=plan)
    services.reach_goal(actor=request.member, goal=held, reached=request.POST.get("reached") == "1")
    return redirect("care:home_plan", pk)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def home_session_new(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    plan = plan_seen_by(member, pk)
    if staff_of(member) is None:
        raise Http404
    goals = _goals(plan)
    form = SessionForm(posted(request), goals=goals, today=member.today)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("date", "title", "content", "minutes")}
        try:
            services.record_session(
                actor=member, plan=plan, progress=form.progress, once=once(request), **told
            )
        except services.PlanIsOver:
            messages.info(request, OVER)
        except AlreadyRecorded:
            messages.success(request, tr("这一次已经记过了，没有再记。"))
        else:
            messages.success(request, tr("记下了：送教上门。它也计入指标和每月的数，不用再填。"))
        return redirect("care:home_plan", pk)
    return sheet(request, form, title=tr("记一次送教"), words=tr("记下"), back=back_to(plan))


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def home_session_progress(request: MemberRequest, pk: int, record: int) -> HttpResponse:
    """Progress of a session that stands already: of whoever taught it."""
    member = request.member
    plan, staff = plan_seen_by(member, pk), staff_of(member)
    session = get_object_or_404(sessions_of(plan), pk=record)
    if staff is None or session.staff_id != staff.pk:
        raise Http404
    told = HomeProgress.objects.filter(record=session)
    form = ProgressForm(
        posted(request), goals=_goals(plan), held={one.goal_id: one for one in told}
    )
    return deed(
        request,
        plan,
        form,
        lambda _: services.write_progress(
            actor=member, plan=plan, record=session, progress=form.progress
        ),
        title=tr("{date}那次的进展").format(date=dated(session.date, "n月j日")),
        words=tr("存下"),
        said=tr("进展写下了。"),
    )


def _goals(plan: HomePlan) -> list[HomeGoal]:
    return list(HomeGoal.objects.filter(plan=plan, reached_on__isnull=True))

"""Plans of home teaching: who is due, one child's plan, and what is changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.care.cases.forms import WordsForm
from qingshan.care.filling_in import posted, sheet
from qingshan.care.home_teaching import services
from qingshan.care.home_teaching.forms import BeginForm, PlanForm, TeacherForm
from qingshan.care.home_teaching.papers import HOME_PLAN
from qingshan.care.home_teaching.queries import (
    due_this_week,
    goals_of,
    month_of,
    open_plans,
    plan_seen_by,
    sessions_of,
    story_of,
    teachers_of,
)
from qingshan.care.home_teaching.tables import PlanTable
from qingshan.care.home_teaching.visibility import may_steer, plans_visible_to
from qingshan.care.models import HomeTeacher
from qingshan.documents.making import document_answer, of_a_row
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.choices import is_key
from qingshan.people.visibility import children_helped_by, staff_of
from qingshan.school.doors import MemberRequest, member_required, school_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms

    from qingshan.care.models import HomePlan

OVER = tr("这份送教计划已经结束了。")


@never_cache
@require_GET
@member_required
def home_plan_list(request: MemberRequest) -> HttpResponse:
    member = request.member
    plans = open_plans(member)
    table = PlanTable(plans, request.GET, today=member.today)
    context = {
        "every": plans.count(),
        "due": due_this_week(member).count(),
        "may_begin": children_helped_by(member).exists(),
    }
    return table_page(request, "care/home_plan_list.html", table, context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def home_plan_new(request: MemberRequest) -> HttpResponse:
    member = request.member
    if not children_helped_by(member).exists():
        raise Http404
    named = request.GET.get("student", "")
    student = int(named) if is_key(named) else None
    form = BeginForm(posted(request), member=member, school=school_of(request), student=student)
    if form.is_valid():
        try:
            plan = services.begin_plan(actor=member, **form.cleaned_data)
        except services.HasAPlan as held:
            messages.info(request, tr("这个孩子已经有一份送教计划，接着那一份做。"))
            return redirect("care:home_plan", held.plan.pk)
        messages.success(request, tr("计划建好了，下一步把目标写上。"))
        return redirect("care:home_plan", plan.pk)
    back = (reverse("care:home_plan_list"), tr("送教上门"))
    return sheet(request, form, title=tr("开始送教上门"), words=tr("开始"), back=back)


@never_cache
@require_GET
@member_required
def home_plan(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    plan = plan_seen_by(member, pk)
    staff = staff_of(member)
    context = {
        "plan": plan,
        "teachers": teachers_of(plan),
        "goals": goals_of(plan),
        "sessions": story_of(member, plan, staff.pk if staff else None),
        "times": sessions_of(plan).count(),
        "may_steer": may_steer(member, plan) and plan.is_open,
        "may_write": staff is not None and plan.is_open,
        "now": month_of(member, plan),
    }
    return render(request, "care/home_plan.html", context)


@never_cache
@require_GET
@member_required
def home_plan_paper(request: MemberRequest, pk: int) -> HttpResponse:
    """The plan in Word, to be signed by the family, the teacher and the school."""
    plan = plan_seen_by(request.member, pk)
    asked = of_a_row(request.member, plan)
    return document_answer(request, HOME_PLAN, asked, back="care:home_plan_list")


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def home_plan_edit(request: MemberRequest, pk: int) -> HttpResponse:
    plan = _steered(request, pk)
    form = PlanForm(posted(request), plan=plan)
    return deed(
        request,
        plan,
        form,
        lambda told: services.change_plan(actor=request.member, plan=plan, **told),
        title=tr("改送教计划"),
        words=tr("存下"),
        said=tr("计划改好了。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def home_plan_end(request: MemberRequest, pk: int) -> HttpResponse:
    plan = _steered(request, pk)
    form = WordsForm(posted(request), label=tr("为什么结束"), missing=tr("请写为什么结束。"))
    return deed(
        request,
        plan,
        form,
        lambda told: services.end_plan(actor=request.member, plan=plan, because=told["words"]),
        title=tr("结束送教"),
        words=tr("结束"),
        said=tr("结束了，送教的记录都还在。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def home_teacher_add(request: MemberRequest, pk: int) -> HttpResponse:
    plan = _steered(request, pk)
    form = TeacherForm(posted(request), school=school_of(request))
    return deed(
        request,
        plan,
        form,
        lambda told: services.add_teacher(actor=request.member, plan=plan, staff=told["staff"]),
        title=tr("加送教老师"),
        words=tr("加进来"),
        said=tr("加进来了，这位老师现在看得到这份计划。"),
    )


@require_POST
@member_required
def home_teacher_leave(request: MemberRequest, pk: int, teacher: int) -> HttpResponse:
    plan = _steered(request, pk)
    whom = get_object_or_404(HomeTeacher.objects.select_related("staff"), pk=teacher, plan=plan)
    services.remove_teacher(actor=request.member, teacher=whom)
    messages.success(request, tr("{staff}不再去送教了。").format(staff=whom.staff.name))
    return after(request, plan)


def deed(
    request: MemberRequest,
    plan: HomePlan,
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    *,
    said: str,
    title: str,
    words: str,
) -> HttpResponse:
    """Does what a sound form asks; the form with its sentences where it is none."""
    if form.is_valid():
        try:
            do(form.cleaned_data)
        except services.PlanIsOver:
            messages.info(request, OVER)
        else:
            messages.success(request, said)
        return after(request, plan)
    return sheet(request, form, title=title, words=words, back=back_to(plan))


def back_to(plan: HomePlan) -> tuple[str, str]:
    return reverse("care:home_plan", args=[plan.pk]), tr("{student}的送教").format(
        student=plan.student.name
    )


def after(request: MemberRequest, plan: HomePlan) -> HttpResponse:
    """To the plan, where it is still for this person to see."""
    if plans_visible_to(request.member).filter(pk=plan.pk).exists():
        return redirect("care:home_plan", plan.pk)
    return redirect("care:home_plan_list")


def _steered(request: MemberRequest, pk: int) -> HomePlan:
    plan = plan_seen_by(request.member, pk)
    if not may_steer(request.member, plan):
        raise Http404
    return plan

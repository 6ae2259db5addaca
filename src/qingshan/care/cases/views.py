"""Cases: the list, one child's case, and its deeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.care.cases import services
from qingshan.care.cases.doing import NOT_NOW, do
from qingshan.care.cases.forms import ClosingForm, OpenForm, PlanForm, StaffForm, WordsForm
from qingshan.care.cases.milestones import milestones_of
from qingshan.care.cases.queries import (
    case_seen_by,
    readings_of,
    records_that_show,
    stages_of,
    story_of,
    team_of,
)
from qingshan.care.cases.tables import CaseTable
from qingshan.care.cases.visibility import (
    SECOND_PERSONS,
    cases_known_to,
    may_confirm,
    may_reopen,
)
from qingshan.care.filling_in import posted, sheet
from qingshan.care.models import Case, CaseMember, Ground, State
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.choices import is_key
from qingshan.people.visibility import (
    HELPERS_OF_ALL,
    children_helped_by,
    staff_of,
)
from qingshan.records.naming import children_nameable_by
from qingshan.school.doors import MemberRequest, member_required, school_of

if TYPE_CHECKING:
    pass

READINGS_SHOWN = 20


@never_cache
@require_GET
@member_required
def case_list(request: MemberRequest) -> HttpResponse:
    member = request.member
    table = CaseTable(cases_known_to(member), request.GET, today=member.today)
    context = {
        "may_open": children_helped_by(member).exists(),
        "may_count": member.holds(*SECOND_PERSONS),
    }
    return table_page(request, "care/case_list.html", table, context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def case_new(request: MemberRequest) -> HttpResponse:
    """Only a person opens a case: one who helps the child."""
    member = request.member
    if not children_helped_by(member).exists():
        raise Http404
    named = request.GET.get("student", "")
    student = int(named) if is_key(named) else None
    form = OpenForm(posted(request), member=member, school=school_of(request), student=student)
    if form.is_valid():
        try:
            case = services.open_case(actor=member, **form.cleaned_data)
        except services.HasACase as held:
            messages.info(request, tr("这个孩子已经有一份个案，接着那一份做。"))
            return redirect("care:case", held.case.pk)
        messages.success(
            request, tr("立了案，由{responsible}负责。").format(responsible=case.responsible.name)
        )
        known = cases_known_to(member).filter(pk=case.pk).exists()
        return redirect("care:case", case.pk) if known else redirect("care:case_list")
    back = (reverse("care:case_list"), tr("个案"))
    return sheet(request, form, title=tr("立案"), words=tr("立案"), back=back)


@never_cache
@require_GET
@member_required
def case(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    found, whole = case_seen_by(member, pk)
    context: dict[str, Any] = {
        "case": found,
        "whole": whole,
        "may_confirm": may_confirm(member, found),
        "may_reopen": may_reopen(member, found),
        "ground": Ground(found.ground).label if found.ground else "",
        "is_open": found.state == State.OPEN,
        "is_closing": found.state == State.CLOSING,
        "is_overdue": bool(found.next_step_on and found.next_step_on < member.today),
        "stages": stages_of(found),
    }
    if whole:
        services.note_reading(actor=member, case=found)
        context |= {
            "milestones": milestones_of(found, member.today),
            "story": story_of(member, found),
            "team": team_of(found),
            "may_steer": _steers(member, found),
            "may_record": children_nameable_by(member).filter(pk=found.student_id).exists(),
            "asked_it": found.asked_by_id == member.account.pk,
        }
        if found.responsible.account_id == member.account.pk:
            context["readings"] = readings_of(found)[:READINGS_SHOWN]
    return render(request, "care/case.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def case_plan(request: MemberRequest, pk: int) -> HttpResponse:
    found = _whole(request, pk)
    today = request.member.today
    form = PlanForm(posted(request), today=today, stages=stages_of(found), case=found)
    return do(
        request,
        found,
        form,
        lambda told: services.change_plan(actor=request.member, case=found, **told),
        title=tr("改计划"),
        words=tr("存下"),
        said=tr("计划改好了。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def case_hand_over(request: MemberRequest, pk: int) -> HttpResponse:
    found = _steered(request, pk)
    form = StaffForm(posted(request), school=school_of(request), label=tr("交给谁"))
    return do(
        request,
        found,
        form,
        lambda told: services.hand_over(
            actor=request.member, case=found, responsible=told["staff"], words=told["words"]
        ),
        title=tr("换责任人"),
        words=tr("交给这位老师"),
        said=tr("交接好了，原来的责任人还在成员里。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def case_join(request: MemberRequest, pk: int) -> HttpResponse:
    found = _steered(request, pk)
    form = StaffForm(posted(request), school=school_of(request), label=tr("请谁一起帮"))
    return do(
        request,
        found,
        form,
        lambda told: services.join_team(actor=request.member, case=found, staff=told["staff"]),
        title=tr("加成员"),
        words=tr("加进来"),
        said=tr("加进来了，这位老师现在看得到这份个案。"),
    )


@require_POST
@member_required
def case_leave(request: MemberRequest, pk: int, member: int) -> HttpResponse:
    found = _steered(request, pk)
    whom = get_object_or_404(CaseMember.objects.select_related("staff"), pk=member, case=found)
    try:
        services.leave_team(actor=request.member, case=found, staff=whom.staff)
    except services.NotInThisState:
        messages.info(request, NOT_NOW)
    else:
        messages.success(request, tr("{staff}不在成员里了。").format(staff=whom.staff.name))
    return redirect("care:case", pk)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def case_close(request: MemberRequest, pk: int) -> HttpResponse:
    """Asks a second person to close it, on a ground and by a record that shows it."""
    found = _whole(request, pk)
    form = ClosingForm(posted(request), records=records_that_show(found))
    return do(
        request,
        found,
        form,
        lambda told: services.ask_to_close(actor=request.member, case=found, **told),
        title=tr("申请销号"),
        words=tr("请第二个人核实"),
        said=tr("送去核实了，要另一位负责人看过才算销号。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def case_confirm(request: MemberRequest, pk: int) -> HttpResponse:
    found, _ = case_seen_by(request.member, pk)
    if found.state == State.CLOSING and not may_confirm(request.member, found):
        raise Http404
    form = WordsForm(posted(request), label=tr("核实的情况"))
    return do(
        request,
        found,
        form,
        lambda told: services.confirm_closing(actor=request.member, case=found, **told),
        title=tr("核实销号"),
        words=tr("情况属实，销号"),
        said=tr("销号了。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def case_send_back(request: MemberRequest, pk: int) -> HttpResponse:
    found, _ = case_seen_by(request.member, pk)
    allowed = may_confirm(request.member, found) or found.asked_by == request.member.account
    if found.state == State.CLOSING and not allowed:
        raise Http404
    form = WordsForm(posted(request), label=tr("还差什么"), missing=tr("请写还差什么。"))
    return do(
        request,
        found,
        form,
        lambda told: services.send_back(actor=request.member, case=found, **told),
        title=tr("退回"),
        words=tr("退回接着办"),
        said=tr("退回了，接着办。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def case_reopen(request: MemberRequest, pk: int) -> HttpResponse:
    found, _ = case_seen_by(request.member, pk)
    if not request.member.holds(*HELPERS_OF_ALL):
        raise Http404
    form = WordsForm(
        posted(request), label=tr("为什么重新立案"), missing=tr("请写为什么重新立案。")
    )
    return do(
        request,
        found,
        form,
        lambda told: services.reopen(actor=request.member, case=found, **told),
        title=tr("重新立案"),
        words=tr("重新立案"),
        said=tr("重新立案了。"),
    )


def _whole(request: MemberRequest, pk: int) -> Case:
    """A case whose words are for this person."""
    found, whole = case_seen_by(request.member, pk)
    if not whole:
        raise Http404
    return found


def _steered(request: MemberRequest, pk: int) -> Case:
    found = _whole(request, pk)
    if not _steers(request.member, found):
        raise Http404
    return found


def _steers(member: Any, found: Case) -> bool:
    """Who may change the team: who answers for the case, and who answers for all children."""
    return member.holds(*HELPERS_OF_ALL) or found.responsible == staff_of(member)

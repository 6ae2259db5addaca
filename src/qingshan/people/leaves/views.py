"""Leave: who is away from which day to which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.choices import is_key
from qingshan.people.leaves import services
from qingshan.people.leaves.forms import LeaveForm
from qingshan.people.leaves.queries import leave_seen_by
from qingshan.people.leaves.tables import KeptLeaveTable, LeaveTable
from qingshan.people.leaves.words import stretch
from qingshan.people.visibility import KEEPERS, LEAVE_LOOKERS, leaves_visible_to
from qingshan.school.doors import MemberRequest, office_required, school_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from qingshan.people.models import Leave


@require_GET
@office_required(*LEAVE_LOOKERS)
def leave_list(request: MemberRequest) -> HttpResponse:
    may_keep = request.member.holds(*KEEPERS)
    table = KeptLeaveTable if may_keep else LeaveTable
    leaves = leaves_visible_to(request.member)
    context = {"may_keep": may_keep}
    return table_page(request, "people/leave_list.html", table(leaves, request.GET), context)


@require_http_methods(["GET", "POST"])
@office_required(*KEEPERS)
def leave_new(request: MemberRequest) -> HttpResponse:
    named = request.GET.get("staff", "")
    form = LeaveForm(
        request.POST or None,
        school=school_of(request),
        today=request.member.today,
        staff=int(named) if is_key(named) else None,
    )
    made = _kept(form, lambda: services.grant_leave(actor=request.member, **form.cleaned_data))
    if made is not None:
        messages.success(request, tr("记下了：{told}。").format(told=_told(made)))
        return redirect("people:leave_list")
    return _form_page(request, form, None)


@require_http_methods(["GET", "POST"])
@office_required(*KEEPERS)
def leave_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = leave_seen_by(request.member, pk)
    form = LeaveForm(
        request.POST or None, school=school_of(request), today=request.member.today, leave=found
    )
    held = _kept(
        form,
        lambda: services.change_leave(actor=request.member, leave=found, **form.cleaned_data),
    )
    if held is not None:
        messages.success(request, tr("改好了：{told}。").format(told=_told(held)))
        return redirect("people:leave_list")
    return _form_page(request, form, found)


@require_POST
@office_required(*KEEPERS)
def leave_take_back(request: MemberRequest, pk: int) -> HttpResponse:
    found = leave_seen_by(request.member, pk)
    services.take_back_leave(actor=request.member, leave=found)
    messages.success(request, tr("删掉了：{told}。").format(told=_told(found)))
    return redirect("people:leave_list")


def _kept(form: LeaveForm, deed: Callable[[], Leave]) -> Leave | None:
    """What `deed` made of a form that holds; None where it does not, or no longer."""
    if not form.is_valid():
        return None
    try:
        return deed()
    except services.LeaveOverlaps as overlap:
        form.tell_overlap(overlap.other)
        return None


def _told(leave: Leave) -> str:
    return tr("{staff}{stretch}请假").format(
        staff=leave.staff.name, stretch=stretch(leave.starts_on, leave.ends_on)
    )


def _form_page(request: MemberRequest, form: LeaveForm, leave: Leave | None) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, "leave": leave}
    return render(request, "people/leave_form.html", context, status=status)

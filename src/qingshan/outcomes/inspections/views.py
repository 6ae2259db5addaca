"""Visits from above, the school's own rounds, and what both found until it is seen again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.outcomes.inspections import services
from qingshan.outcomes.inspections.forms import (
    AgainForm,
    FindingForm,
    HandForm,
    InspectionForm,
    MendForm,
)
from qingshan.outcomes.inspections.queries import (
    finding_seen_by,
    inspection_seen_by,
    most_urgent_first,
    round_seen_by,
    step_seen_by,
    steps_of,
)
from qingshan.outcomes.inspections.tables import FindingTable, InspectionTable, RoundTable
from qingshan.outcomes.inspections.visibility import (
    ROUNDS,
    findings_visible_to,
    may_find,
    may_hand,
    may_mend,
    may_see_again,
    rounds_visible_to,
    source_of,
)
from qingshan.outcomes.models import Finding, Inspection
from qingshan.outcomes.visibility import inspections_visible_to
from qingshan.records.files import file_answer
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http.response import HttpResponseBase

    from qingshan.records.models import Record

NOT_NOW = tr("这一处刚刚有人改过状态，请看看现在的情况。")


@never_cache
@require_GET
@member_required
def finding_list(request: MemberRequest) -> HttpResponse:
    member = request.member
    table = FindingTable(findings_visible_to(member), request.GET, today=member.today)
    return table_page(request, "outcomes/finding_list.html", table, {"rounds": ROUNDS.items()})


@never_cache
@require_GET
@member_required
def inspection_list(request: MemberRequest) -> HttpResponse:
    table = InspectionTable(inspections_visible_to(request.member), request.GET)
    context = {"may_record": request.member.sees_whole_school}
    return table_page(request, "outcomes/inspection_list.html", table, context)


@never_cache
@require_GET
@member_required
def round_list(request: MemberRequest) -> HttpResponse:
    table = RoundTable(rounds_visible_to(request.member), request.GET)
    return table_page(request, "outcomes/round_list.html", table, {"rounds": ROUNDS.items()})


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*SCHOOL_WIDE)
def inspection_new(request: MemberRequest) -> HttpResponse:
    form = InspectionForm(_posted(request), today=request.member.today)
    if form.is_valid():
        made = services.record_inspection(
            actor=request.member, school=school_of(request), **form.cleaned_data
        )
        messages.success(request, tr("记下了。有要整改的，一条一条写在下面。"))
        return redirect("outcomes:inspection", made.pk)
    back = (reverse("outcomes:inspection_list"), tr("上级检查"))
    return _form_page(request, form, back, title=tr("记一次上级检查"), words=tr("记下"))


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*SCHOOL_WIDE)
def inspection_edit(request: MemberRequest, pk: int) -> HttpResponse:
    held = inspection_seen_by(request.member, pk)
    told = {name: getattr(held, name) for name in services.OF_A_VISIT}
    form = InspectionForm(_posted(request), today=request.member.today, initial=told)
    if form.is_valid():
        services.change_inspection(actor=request.member, inspection=held, **form.cleaned_data)
        messages.success(request, tr("改好了。"))
        return redirect("outcomes:inspection", pk)
    return _form_page(request, form, _way_to(held), title=tr("改一改"), words=tr("存下"))


@never_cache
@require_GET
@member_required
def inspection(request: MemberRequest, pk: int) -> HttpResponse:
    return _source_page(request, inspection_seen_by(request.member, pk))


@never_cache
@require_GET
@member_required
def round_made(request: MemberRequest, pk: int) -> HttpResponse:
    return _source_page(request, round_seen_by(request.member, pk))


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def inspection_finding(request: MemberRequest, pk: int) -> HttpResponse:
    return _finding_new(request, inspection_seen_by(request.member, pk))


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def round_finding(request: MemberRequest, pk: int) -> HttpResponse:
    return _finding_new(request, round_seen_by(request.member, pk))


@never_cache
@require_GET
@member_required
def finding(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    held = finding_seen_by(member, pk)
    context = {
        "finding": held,
        "back": _way_to(source_of(held)),
        "steps": steps_of(held),
        "is_late": held.state == Finding.State.OPEN and held.due_on < member.today,
        "may_hand": may_hand(member, held),
        "may_mend": may_mend(member, held),
        "may_see_again": may_see_again(member, held),
        "waits": held.state == Finding.State.MENDED,
    }
    return render(request, "outcomes/finding.html", context)


@never_cache
@require_GET
@member_required
def finding_photo(request: MemberRequest, pk: int) -> HttpResponseBase:
    step = step_seen_by(request.member, pk)
    return file_answer(step.file, name=f"{step.finding_id}", media_type=step.media_type)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def finding_hand(request: MemberRequest, pk: int) -> HttpResponse:
    held = _if(may_hand, request, pk)
    form = HandForm(
        _posted(request),
        school=school_of(request),
        today=request.member.today,
        initial={"responsible": held.responsible_id, "due_on": held.due_on},
    )
    deed = services.hand_finding
    return _deed(
        request, held, form, deed, title=tr("换人或改期限"), words=tr("存下"), said=tr("改好了。")
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def finding_mend(request: MemberRequest, pk: int) -> HttpResponse:
    held = _if(may_mend, request, pk)
    form = MendForm(_posted(request), request.FILES or None)
    said = tr("记下了，等另一个人来复查。")
    deed = services.mend_finding
    return _deed(request, held, form, deed, title=tr("整改好了"), words=tr("请人复查"), said=said)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def finding_again(request: MemberRequest, pk: int) -> HttpResponse:
    held = _if(may_see_again, request, pk)
    form = AgainForm(_posted(request), request.FILES or None)
    deed = services.see_finding_again
    return _deed(
        request, held, form, deed, title=tr("复查"), words=tr("记下"), said=tr("复查记下了。")
    )


def _posted(request: MemberRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _if(allowed: Callable[[Any, Finding], bool], request: MemberRequest, pk: int) -> Finding:
    """The finding; `Http404` where the deed is not this person's now."""
    held = finding_seen_by(request.member, pk)
    if not allowed(request.member, held):
        raise Http404
    return held


def _way_to(source: Inspection | Record) -> tuple[str, str]:
    if isinstance(source, Inspection):
        return reverse("outcomes:inspection", args=[source.pk]), source.content
    return reverse("outcomes:round", args=[source.pk]), f"{source.date} {source.kind_label}"


def _source_page(request: MemberRequest, source: Inspection | Record) -> HttpResponse:
    member = request.member
    of_a_visit = isinstance(source, Inspection)
    found = Finding.objects.filter(**{"inspection" if of_a_visit else "record": source})
    urgent = most_urgent_first(found, member.today).select_related("responsible")
    context = {
        "source": source,
        "of_a_visit": of_a_visit,
        "findings": list(urgent.order_by("rank", "due_on", "pk")),
        "may_find": may_find(member, source),
        "may_change": of_a_visit and member.sees_whole_school,
        "today": member.today,
    }
    return render(request, "outcomes/found.html", context)


def _finding_new(request: MemberRequest, source: Inspection | Record) -> HttpResponse:
    if not may_find(request.member, source):
        raise Http404
    form = FindingForm(
        _posted(request),
        request.FILES or None,
        school=school_of(request),
        today=request.member.today,
    )
    back = _way_to(source)
    if form.is_valid():
        made = services.name_finding(actor=request.member, source=source, **form.cleaned_data)
        messages.success(
            request,
            tr("记下了，{responsible}在 {due_on} 前改好。").format(
                responsible=made.responsible.name, due_on=made.due_on
            ),
        )
        return redirect(back[0])
    return _form_page(request, form, back, title=tr("写一处要整改的"), words=tr("记下"))


def _deed(
    request: MemberRequest,
    held: Finding,
    form: forms.Form,
    deed: Callable[..., object],
    *,
    said: str,
    **page: str,
) -> HttpResponse:
    if form.is_valid():
        try:
            deed(actor=request.member, finding=held, **form.cleaned_data)
        except services.NotNow:
            messages.info(request, NOT_NOW)
        else:
            messages.success(request, said)
        return redirect("outcomes:finding", held.pk)
    back = (reverse("outcomes:finding", args=[held.pk]), str(held))
    return _form_page(request, form, back, **page)


def _form_page(
    request: MemberRequest, form: forms.Form, back: tuple[str, str], **page: str
) -> HttpResponse:
    context = {"form": form, "back": back, **page}
    status = 422 if form.errors else 200
    return render(request, "outcomes/form.html", context, status=status)

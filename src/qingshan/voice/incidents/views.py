"""What went wrong, for the school-wide offices: the list, one with its handling, a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest, office_required, school_of
from qingshan.voice.complaints.visibility import complaints_handled_by
from qingshan.voice.incidents import services
from qingshan.voice.incidents.forms import HandlingForm, IncidentForm
from qingshan.voice.incidents.tables import IncidentTable
from qingshan.voice.models import Complaint, Incident, IncidentStep
from qingshan.voice.visibility import incidents_visible_to

if TYPE_CHECKING:
    from typing import Any


@never_cache
@require_GET
@office_required(*SCHOOL_WIDE)
def incident_list(request: MemberRequest) -> HttpResponse:
    member = request.member
    table = IncidentTable(incidents_visible_to(member), request.GET, today=member.today)
    return table_page(request, "voice/incident_list.html", table)


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*SCHOOL_WIDE)
def incident_new(request: MemberRequest) -> HttpResponse:
    form = IncidentForm(_posted(request), today=request.member.today)
    if form.is_valid():
        made = services.record_incident(
            actor=request.member, school=school_of(request), **form.cleaned_data
        )
        messages.success(request, tr("记下了。怎么处理的，接着往下写。"))
        return redirect("voice:incident", made.pk)
    context = {"form": form, "title": tr("记一起事件"), "words": tr("记下")}
    status = 422 if form.errors else 200
    return render(request, "voice/incident_form.html", context, status=status)


@never_cache
@require_GET
@office_required(*SCHOOL_WIDE)
def incident(request: MemberRequest, pk: int) -> HttpResponse:
    held, complaint = _held(request, pk)
    mine = complaints_handled_by(request.member).filter(incident=held).values("pk")
    context = {
        "incident": held,
        "steps": IncidentStep.objects.filter(incident=held).annotate(doer=F("by__name")),
        "of_a_family": complaint is not None,
        "complaint": mine.first(),
    }
    return render(request, "voice/incident.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*SCHOOL_WIDE)
def incident_handle(request: MemberRequest, pk: int) -> HttpResponse:
    """A family's complaint is answered on its own page, so not here."""
    held, complaint = _held(request, pk)
    if complaint is not None:
        raise Http404
    form = HandlingForm(_posted(request))
    if form.is_valid():
        services.handle_incident(actor=request.member, incident=held, **form.cleaned_data)
        messages.success(request, tr("记下了。"))
        return redirect("voice:incident", pk)
    context = {"form": form, "incident": held, "title": tr("怎么处理的"), "words": tr("记下")}
    status = 422 if form.errors else 200
    return render(request, "voice/incident_form.html", context, status=status)


def _posted(request: MemberRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _held(request: MemberRequest, pk: int) -> tuple[Incident, Complaint | None]:
    held = get_object_or_404(incidents_visible_to(request.member), pk=pk)
    return held, Complaint.objects.filter(incident=held).first()

"""Findings of checks and reviews, and their mending."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.school.doors import MemberRequest, member_required
from qingshan.teaching.cycle import services
from qingshan.teaching.cycle.forms import FindingForm, LookAgainForm, MendForm
from qingshan.teaching.cycle.tables import FindingTable
from qingshan.teaching.cycle.visibility import findings_visible_to, looks_of, may_find, menders_for

if TYPE_CHECKING:
    from qingshan.teaching.models import Finding


@never_cache
@require_GET
@member_required
def finding_list(request: MemberRequest) -> HttpResponse:
    member = request.member
    table = FindingTable(findings_visible_to(member), request.GET, member.today)
    return table_page(request, "teaching/finding_list.html", table, {"may_find": may_find(member)})


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def finding_new(request: MemberRequest) -> HttpResponse:
    member = request.member
    staff = staff_of(member)
    if staff is None or not may_find(member):
        raise Http404
    form = FindingForm(
        request.POST or None,
        looks=looks_of(member),
        menders=menders_for(member),
        today=member.today,
        record=request.GET.get("record", ""),
    )
    if form.is_valid():
        made = services.write_finding(actor=member, found_by=staff, **form.cleaned_data)
        messages.success(
            request,
            tr("记下了，{mender}看得到；改好以后您再看一次。").format(mender=made.mender.name),
        )
        return redirect("teaching:finding", made.pk)
    context = {"form": form, "has_looked": looks_of(member).exists()}
    status = 422 if form.errors else 200
    return render(request, "teaching/finding_new.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def finding(request: MemberRequest, pk: int) -> HttpResponse:
    """One finding: mended by the one, looked at again by the other."""
    rows = findings_visible_to(request.member).select_related("mender", "found_by", "record")
    found = get_object_or_404(rows, pk=pk)
    form = _form_of(request, found)
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and form.is_valid():
        _done(request, found, form)
        return redirect("teaching:finding", found.pk)
    context = {"found": found, "form": form, "mends": isinstance(form, MendForm)}
    status = 422 if form is not None and form.errors else 200
    return render(request, "teaching/finding.html", context, status=status)


def _form_of(request: MemberRequest, found: Finding) -> MendForm | LookAgainForm | None:
    """What the person can do about it now."""
    staff = staff_of(request.member)
    data: Any = request.POST or None
    if staff is None or found.is_mended:
        return None
    if found.done_on is None:
        return MendForm(data) if staff.pk == found.mender_id else None
    looks = staff.pk == found.found_by_id
    return LookAgainForm(data, today=request.member.today) if looks else None


def _done(request: MemberRequest, found: Finding, form: MendForm | LookAgainForm) -> None:
    told = form.cleaned_data
    if isinstance(form, MendForm):
        services.mend_finding(actor=request.member, finding=found, words=told["words"])
        messages.success(
            request, tr("记下了，等{found_by}再看一次。").format(found_by=found.found_by.name)
        )
        return
    services.look_again(actor=request.member, finding=found, **told)
    messages.success(
        request, tr("改好了，这一条就了了。") if told["is_mended"] else tr("记下了，再改改。")
    )

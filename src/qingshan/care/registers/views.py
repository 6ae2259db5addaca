"""Pages of compared registers: put them in, the lists, one row, the pairs to decide."""

from __future__ import annotations

import tempfile
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from qingshan.care.cases.ledger_views import ReasonForm
from qingshan.care.models import RegisterDoubt, RegisterRow, RegisterRun
from qingshan.care.registers import services
from qingshan.care.registers.book import write_lists
from qingshan.care.registers.forms import RegistersForm
from qingshan.care.registers.queries import lists_of, next_doubt, side_by_side
from qingshan.care.registers.tables import RowTable
from qingshan.care.registers.visibility import COMPARERS, runs_visible_to
from qingshan.exchange.progress import progress_of
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest, office_required

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

RECENT = 12


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*COMPARERS)
def register_list(request: MemberRequest) -> HttpResponse:
    """Where registers are put in, and the comparisons so far."""
    posted = request.method == "POST"
    form = RegistersForm(request.POST, request.FILES) if posted else RegistersForm()
    if posted and form.is_valid():
        run = services.begin_comparing(
            actor=request.member,
            files=form.registers(),
            born_from=form.cleaned_data["born_from"],
            born_to=form.cleaned_data["born_to"],
        )
        return redirect("care:register_run", run.pk)
    runs = runs_visible_to(request.member).select_related("account")[:RECENT]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "care/register_list.html", {"form": form, "runs": runs}, status=status)


@never_cache
@require_GET
@office_required(*COMPARERS)
def register_run(request: MemberRequest, pk: int) -> HttpResponse:
    """How far a run is and what it found. Asks for itself while it is at work."""
    run = _run(request, pk)
    running = run.state == RegisterRun.State.RUNNING
    progress = progress_of(run.folder, begun=run.begun_at.timestamp()) if running else None
    context = {
        "run": run,
        "running": running,
        "progress": progress,
        "cut_off": progress is not None and not progress.alive,
        "form": ReasonForm(),
    }
    if request.htmx.target == "run":
        if not running:
            return HttpResponseClientRefresh()
        return render(request, "care/_register_run.html", context)
    if run.state == RegisterRun.State.DONE:
        context |= lists_of(run)
    return render(request, "care/register_run.html", context)


@never_cache
@require_GET
@office_required(*COMPARERS)
def register_rows(request: MemberRequest, pk: int, listed: str) -> HttpResponse:
    run = _run(request, pk)
    if listed not in RegisterRow.Listed.values:
        raise Http404
    table = RowTable(run.rows.filter(listed=listed), request.GET)
    context = {"run": run, "title": RegisterRow.Listed(listed).label}
    return table_page(request, "care/register_rows.html", table, context)


@never_cache
@require_GET
@office_required(*COMPARERS)
def register_row(request: MemberRequest, pk: int) -> HttpResponse:
    """All that a register holds of one child; each reading is noted."""
    rows = RegisterRow.objects.filter(run__in=runs_visible_to(request.member))
    row = get_object_or_404(rows.select_related("run", "student"), pk=pk)
    services.read_row(actor=request.member, row=row)
    return render(request, "care/register_row.html", {"row": row, "cells": row.columns().items()})


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*COMPARERS)
def register_review(request: MemberRequest, pk: int) -> HttpResponse:
    """One doubtful pair after the other."""
    run = _run(request, pk)
    if request.method == "POST":
        return _decided(request, run)
    after = request.GET.get("after", "")
    doubt, left = next_doubt(run, int(after) if after.isdecimal() and len(after) < 10 else 0)
    context: dict[str, Any] = {"run": run, "doubt": doubt, "left": left}
    if doubt is not None:
        context |= {
            "lines": side_by_side(doubt),
            "titles": [tr(each) for each in doubt.between.split("—")],
        }
    return render(request, "care/register_review.html", context)


@never_cache
@require_POST
@office_required(*COMPARERS)
def register_export(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The lists as a workbook, for a reason that stands in the audit log."""
    run = _run(request, pk)
    form = ReasonForm(request.POST)
    if run.state != RegisterRun.State.DONE:
        raise Http404
    if not form.is_valid():
        context = {"run": run, "form": form, **lists_of(run)}
        return render(request, "care/register_run.html", context, status=422)
    services.export_rows(actor=request.member, run=run, reason=form.cleaned_data["reason"])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    made = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    write_lists(run, by=request.member.account.name, made=made, out=file)
    file.seek(0)
    name = f"四查三比对 {timezone.localtime(run.created_at):%Y-%m-%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


@require_POST
@office_required(*COMPARERS)
def register_forget(request: MemberRequest, pk: int) -> HttpResponse:
    run = _run(request, pk)
    if run.state == RegisterRun.State.RUNNING:
        progress = progress_of(run.folder, begun=run.begun_at.timestamp())
        if progress.alive:
            messages.info(request, tr("还在比，等比完再删。"))
            return redirect("care:register_run", run.pk)
    services.forget_run(actor=request.member, run=run)
    messages.success(request, tr("这次比对的名单都删掉了；您做过的判断留着，下次还用得上。"))
    return redirect("care:register_list")


def _decided(request: MemberRequest, run: RegisterRun) -> HttpResponse:
    named = request.POST.get("doubt", "")
    doubt = get_object_or_404(
        RegisterDoubt.objects.filter(run=run), pk=int(named) if named.isdecimal() else 0
    )
    verdict = request.POST.get("verdict", "")
    if verdict in (RegisterDoubt.Verdict.SAME, RegisterDoubt.Verdict.DIFFERENT):
        is_same = verdict == RegisterDoubt.Verdict.SAME
        services.decide(actor=request.member, doubt=doubt, is_same=is_same)
        messages.success(
            request,
            tr("记下了：{verdict}。下次比对也照这样。").format(
                verdict=RegisterDoubt.Verdict(verdict).label
            ),
        )
    here = redirect("care:register_review", run.pk)
    here["Location"] += f"?after={doubt.place}"
    return here


def _run(request: MemberRequest, pk: int) -> RegisterRun:
    found: RegisterRun = get_object_or_404(
        runs_visible_to(request.member).select_related("account", "school"), pk=pk
    )
    return found

"""Pages of workbooks: bring one in, see what is wrong, load it; take the school's out."""

from __future__ import annotations

import tempfile
from functools import wraps
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from qingshan.exchange.blank import write_blank
from qingshan.exchange.forms import XLSX, WorkbookForm
from qingshan.exchange.models import LoadRun
from qingshan.exchange.progress import progress_of
from qingshan.exchange.registry import all_sheets
from qingshan.exchange.services import begin_loading, dump_school, marked_workbook, take_workbook
from qingshan.exchange.tables import problem_table
from qingshan.exchange.visibility import can_load, runs_visible_to
from qingshan.kit.tables import table_page
from qingshan.school.doors import MemberRequest, school_of, sign_in_first

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

P = ParamSpec("P")
RECENT = 8
STATES_TOLD = {LoadRun.State.REFUSED, LoadRun.State.READY, LoadRun.State.LOADED}


def loader_required(
    view: Callable[Concatenate[MemberRequest, P], HttpResponseBase],
) -> Callable[Concatenate[MemberRequest, P], HttpResponseBase]:
    """For a school's administrator and principal, and for whoever moves the first school in."""

    @wraps(view)
    def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        if not can_load(request.member):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_http_methods(["GET", "POST"])
@loader_required
def load_list(request: MemberRequest) -> HttpResponse:
    """Where a workbook is put in, and those put in lately."""
    posted = request.method == "POST"
    form = WorkbookForm(request.POST, request.FILES) if posted else WorkbookForm()
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        run = take_workbook(
            actor=request.member.account,
            school=request.member.school,
            name=file.name,
            chunks=file.chunks(),
        )
        return redirect("exchange:load_run", run.pk)
    runs = runs_visible_to(request.member).select_related("account")[:RECENT]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "exchange/load_list.html", {"form": form, "runs": runs}, status=status)


@require_GET
@loader_required
def load_run(request: MemberRequest, pk: int) -> HttpResponse:
    """How far a run is, what was found, what came of it. Asks for itself while it is at work."""
    run = _run(request, pk)
    progress = progress_of(run.file, begun=run.begun_at.timestamp()) if run.is_under_way else None
    context = {
        "run": run,
        "progress": progress,
        "cut_off": progress is not None and not progress.alive,
        "unlisted": _unlisted(run),
        "counts": [(title, *counts) for title, counts in run.counts.items() if any(counts)],
    }
    if request.htmx.target == "run":
        if not run.is_under_way:  # the problems stand below the part that asks for itself
            return HttpResponseClientRefresh()
        return render(request, "exchange/_run.html", context)
    if run.state in STATES_TOLD and (run.errors or run.problems.exists()):
        table = problem_table(run, request.GET)
        return table_page(request, "exchange/load_run.html", table, context)
    return render(request, "exchange/load_run.html", context)


@require_POST
@loader_required
def load_begin(request: MemberRequest, pk: int) -> HttpResponse:
    """Loads what was checked. Pressed twice, it begins once."""
    run = _run(request, pk)
    begin_loading(run=run, actor=request.member.account)
    return redirect("exchange:load_run", run.pk)


@require_GET
@loader_required
def marked_download(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The workbook as it was put in, with its faulty cells coloured."""
    run = _run(request, pk)
    if run.state != LoadRun.State.REFUSED or not run.file or run.sentence:
        raise Http404
    name = f"{Path(run.name).stem}（标出问题）.xlsx"
    return _download(marked_workbook(run).open("rb"), name)


@require_GET
@loader_required
def template_download(request: MemberRequest) -> HttpResponseBase:
    """An empty workbook."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it
    write_blank(file)
    file.seek(0)
    return _download(file, "学校数据工作簿（空白）.xlsx")


@require_POST
@loader_required
def dump_download(request: MemberRequest) -> HttpResponseBase:
    """The whole school as a workbook; leaves an audit row."""
    school = school_of(request)
    file = tempfile.TemporaryFile()  # noqa: SIM115
    dump_school(actor=request.member.account, school=school, out=file)
    file.seek(0)
    return _download(file, f"{school.name} 学校数据工作簿 {request.member.today}.xlsx")


def _run(request: MemberRequest, pk: int) -> LoadRun:
    found: LoadRun = get_object_or_404(
        runs_visible_to(request.member).select_related("account", "school"), pk=pk
    )
    return found


def _unlisted(run: LoadRun) -> list[tuple[int, str]]:
    """Of each roll of the school how many the file did not hold, and where they are looked at."""
    if run.state != LoadRun.State.LOADED or run.school_id is None:
        return []
    rolls = [sheet.roll for title, sheet in all_sheets().items() if title in run.counts]
    told = [(roll.number(run.school_id), roll.page) for roll in rolls if roll is not None]
    return [(number, page) for number, page in told if number]


def _download(file: IO[bytes], name: str) -> FileResponse:
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)

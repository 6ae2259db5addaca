"""A timetable from elsewhere: put in, looked through line by line, adopted whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest, office_required, school_of
from qingshan.school.models import Term
from qingshan.timetable.importing import services
from qingshan.timetable.importing.forms import TimetableFileForm
from qingshan.timetable.importing.found import Unreadable
from qingshan.timetable.visibility import TIMETABLERS, files_visible_to

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.models import School
    from qingshan.timetable.models import TimetableFile

TOLD = 200
"""Troubles shown at once; the rest is counted."""


@require_http_methods(["GET", "POST"])
@office_required(*TIMETABLERS)
def import_new(request: MemberRequest) -> HttpResponse:
    school = school_of(request)
    start = _term_days(school, request.member.today)
    form = TimetableFileForm(request.POST or None, request.FILES or None, initial=start)
    if form.is_valid():
        told = form.cleaned_data
        try:
            file = services.put_in(
                actor=request.member,
                school=school,
                name=(told["file"].name or tr("课表"))[-150:],
                content=told["file"].read(),
                days=(told["starts_on"], told["ends_on"]),
                makes_subjects=told["makes_subjects"],
            )
        except Unreadable as unreadable:
            form.add_error("file", unreadable.sentence)
        else:
            return redirect("timetable:import_run", file.pk)
    context = {"form": form, "files": files_visible_to(request.member)[:12]}
    status = 422 if form.errors else 200
    return render(request, "timetable/import_new.html", context, status=status)


@require_GET
@office_required(*TIMETABLERS)
def import_run(request: MemberRequest, pk: int) -> HttpResponse:
    """What the file would do, and every line that is wrong."""
    return _run_page(request, _file(request, pk))


@require_POST
@office_required(*TIMETABLERS)
def import_adopt(request: MemberRequest, pk: int) -> HttpResponse:
    file = _file(request, pk)
    if file.adopted_at or not file.content:
        return redirect("timetable:import_run", file.pk)
    try:
        found = services.adopt(actor=request.member, file=file)
    except services.NotAsItShouldBe:
        return _run_page(request, file, status=422)
    messages.success(
        request,
        tr(
            "课表换好了，从 {month}月{day}日起用：新排 {new} 节，停用 {gone} 节，照旧 {kept} 节。"
        ).format(
            month=file.starts_on.month,
            day=file.starts_on.day,
            new=len(found.new),
            gone=len(found.gone),
            kept=found.kept,
        ),
    )
    return redirect("timetable:home")


def _run_page(request: MemberRequest, file: TimetableFile, status: int = 200) -> HttpResponse:
    if file.adopted_at or not file.content:
        return render(request, "timetable/import_run.html", {"file": file})
    looked = services.looked_through(file)
    context = {
        "file": file,
        "looked": looked,
        "wrong": looked.wrong[:TOLD],
        "more": max(0, len(looked.wrong) - TOLD),
        "found": services.difference(file, looked),
    }
    return render(request, "timetable/import_run.html", context, status=status)


def _file(request: MemberRequest, pk: int) -> TimetableFile:
    return get_object_or_404(files_visible_to(request.member).select_related("school"), pk=pk)


def _term_days(school: School, today: date) -> dict[str, date]:
    term = Term.objects.filter(school=school, ends_on__gte=today).order_by("starts_on").first()
    if term is None:
        return {}
    return {"starts_on": max(today, term.starts_on), "ends_on": term.ends_on}

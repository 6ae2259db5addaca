"""Gatherings: the list, calling one, its page, calling it off, writing it up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.gatherings import codes, services
from qingshan.gatherings.forms import CallOffForm, GatheringForm, WriteUpForm
from qingshan.gatherings.kinds import ETHICS_TALK, all_gathering_kinds
from qingshan.gatherings.models import Attendance, GatheringFile
from qingshan.gatherings.panels import on_the_page_of_a_gathering
from qingshan.gatherings.queries import (
    coming_for,
    file_seen_by,
    gathering_led_by,
    gathering_seen_by,
    standing_at,
)
from qingshan.gatherings.tables import GatheringTable, gathering_filters
from qingshan.gatherings.visibility import called_to, gatherings_visible_to, may_call, may_lead
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from django import forms
    from django.http.response import HttpResponseBase

    from qingshan.gatherings.kinds import GatheringKind
    from qingshan.gatherings.models import Gathering

CAME_ALREADY = tr("已经有人签到了，日期不能改，也不能取消。")


@never_cache
@require_GET
@member_required
def gathering_list(request: MemberRequest) -> HttpResponse:
    """What one is called to, to be signed into where it stands, and all there were."""
    member = request.member
    rows = gatherings_visible_to(member)
    table = GatheringTable(rows, request.GET, filters=gathering_filters())
    context = {
        "coming": coming_for(member),
        "kinds": all_gathering_kinds().values() if may_call(member) else (),
        "here": request.get_full_path(),
    }
    return table_page(request, "gatherings/gathering_list.html", table, context)


@never_cache
@require_GET
@member_required
def ethics_talk_list(request: MemberRequest) -> HttpResponse:
    member = request.member
    rows = gatherings_visible_to(member).filter(kind=ETHICS_TALK.key)
    table = GatheringTable(rows, request.GET, filters=gathering_filters(kind=False))
    context = {"may_call": may_call(member)}
    return table_page(request, "gatherings/ethics_talk_list.html", table, context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def gathering_new(request: MemberRequest, kind: str) -> HttpResponse:
    known = all_gathering_kinds().get(kind)
    if known is None or not may_call(request.member):
        raise Http404
    return _plan(request, known, None)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def gathering_edit(request: MemberRequest, pk: int) -> HttpResponse:
    held = gathering_led_by(request.member, pk)
    known = all_gathering_kinds().get(held.kind)
    if known is None or not may_call(request.member):
        raise Http404
    return _plan(request, known, held)


@never_cache
@require_GET
@member_required
def gathering(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    held = gathering_seen_by(member, pk)
    leads = may_lead(member, held)
    context = {
        "gathering": held,
        "mine": standing_at(member, held),
        "leads": leads,
        "may_edit": leads and may_call(member),
        "speakers": held.speakers.select_related("staff"),
        "groups": held.groups.all() if held.audience == held.Audience.GROUPS else (),
        "came": Attendance.objects.filter(gathering=held).count(),
        "called": called_to(held).count(),
        "is_open": held.is_open(codes.now()),
        "has_begun": held.date <= member.today,
        "files": held.files.all(),
        "panels": on_the_page_of_a_gathering.panels(member, held),
        "here": request.get_full_path(),
    }
    return render(request, "gatherings/gathering.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def gathering_call_off(request: MemberRequest, pk: int) -> HttpResponse:
    held = gathering_led_by(request.member, pk)
    form = CallOffForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.call_off(actor=request.member, gathering=held, why=form.cleaned_data["why"])
        except services.SomebodyCame:
            messages.info(request, CAME_ALREADY)
        else:
            messages.success(request, tr("取消了。请记得告诉大家。"))
        return redirect("gatherings:gathering", pk)
    page = {"title": tr("取消这次活动"), "words": tr("取消")}
    return _form_page(request, form, gathering=held, **page)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def write_up(request: MemberRequest, pk: int) -> HttpResponse:
    """What is kept of it, with photographs; each speaker's talk becomes their record."""
    held = gathering_led_by(request.member, pk)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = WriteUpForm(data, files, initial={"summary": held.summary})
    if form.is_valid():
        told = form.cleaned_data
        try:
            records = services.write_up(
                actor=request.member,
                gathering=held,
                summary=told["summary"],
                files=told["photos"],
            )
        except services.TooManyFiles:
            form.add_error(
                "photos",
                tr("一次活动最多放 {at_most} 个文件，先拿掉几个。").format(
                    at_most=GatheringFile.AT_MOST
                ),
            )
        except services.NotOpen:
            messages.info(request, tr("这次活动还没有开，或者取消了，先不用写纪要。"))
            return redirect("gatherings:gathering", pk)
        else:
            messages.success(request, _written(records))
            return redirect("gatherings:gathering", pk)
    page = {"title": tr("写纪要"), "words": tr("存下")}
    return _form_page(request, form, gathering=held, **page)


@require_GET
@member_required
def file(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The file itself: pictures are shown, everything else is only handed over."""
    held = file_seen_by(request.member, pk)
    try:
        opened = held.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = FileResponse(
        opened,
        as_attachment=not held.media_type.startswith("image/"),
        filename=held.name,
        content_type=held.media_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=300"
    return answer


@require_POST
@member_required
def file_remove(request: MemberRequest, pk: int) -> HttpResponse:
    held: GatheringFile = file_seen_by(request.member, pk)
    gathering_led_by(request.member, held.gathering_id)
    services.remove_file(actor=request.member, file=held)
    messages.success(request, tr("文件已经拿掉。"))
    return redirect("gatherings:gathering", held.gathering_id)


def _plan(request: MemberRequest, kind: GatheringKind, held: Gathering | None) -> HttpResponse:
    """The plan of a gathering with what its wing asks besides, kept together or not at all."""
    member = request.member
    data = request.POST if request.method == "POST" else None
    form = GatheringForm(data, member=member, gathering=held)
    extra = kind.extra.form(member, data, held, request.GET) if kind.extra else None
    sound = all([form.is_valid(), extra is None or extra.is_valid()])
    if data is not None and sound:
        try:
            with transaction.atomic():
                kept = _kept(request, kind, held, form)
                if kind.extra and extra:
                    kind.extra.keep(member, kept, extra)
        except services.SomebodyCame:
            form.add_error("date", CAME_ALREADY)
        else:
            messages.success(request, _called(kept))
            return redirect("gatherings:gathering", kept.pk)
    context = {"form": form, "extra": extra, "kind": kind, "gathering": held}
    wrong = form.errors or (extra and extra.errors)
    return render(request, "gatherings/gathering_plan.html", context, status=422 if wrong else 200)


def _kept(
    request: MemberRequest, kind: GatheringKind, held: Gathering | None, form: GatheringForm
) -> Gathering:
    told = form.cleaned_data
    if held is None:
        return services.call_gathering(actor=request.member, kind=kind.key, **told)
    return services.change_gathering(actor=request.member, gathering=held, **told)


def _called(gathering: Gathering) -> str:
    people = called_to(gathering).count()
    return tr("安排好了，请了 {people} 位老师；他们在“今天”和“活动”里看得到。").format(
        people=people
    )


def _written(records: list[Any]) -> str:
    if not records:
        return tr("纪要存下了。")
    names = tr("、").join(record.staff.name for record in records)
    return tr("纪要存下了。给{names}各记了一条“{kind_label}”，不用再另外填。").format(
        names=names, kind_label=records[0].kind_label
    )


def _form_page(request: MemberRequest, form: forms.Form, **page: Any) -> HttpResponse:
    context = {"form": form, **page}
    status = 422 if form.errors else 200
    return render(request, "gatherings/gathering_form.html", context, status=status)

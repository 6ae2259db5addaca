"""Complaints, for those who handle them: at the school, or in the county."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.records.files import file_answer
from qingshan.school.doors import MemberRequest
from qingshan.voice.complaints import services
from qingshan.voice.complaints.forms import AwayForm, WordsForm
from qingshan.voice.complaints.queries import (
    complaint_handled_by,
    is_late,
    recording_heard_by,
    steps_of,
)
from qingshan.voice.complaints.tables import ComplaintTable
from qingshan.voice.complaints.visibility import (
    SETTLED_WITHIN,
    TAKEN_WITHIN,
    complaints_handled_by,
)
from qingshan.voice.doors import handler_required
from qingshan.voice.models import ComplaintStep

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

Kind = ComplaintStep.Kind


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do with a complaint: its form's words, and what is said after it."""

    do: Callable[..., Any]
    title: str
    button: str
    label: str
    missing: str
    said: str
    hint: str = ""


READ_BY_FAMILY = tr("家长凭查询码看得到这段话，请写得平实、好懂。")
DEEDS = {
    "take": Deed(
        services.take_complaint,
        tr("接下办理"),
        tr("接下"),
        tr("跟家长说一句"),
        "",
        tr("接下了，家长看得到有人在办。"),
        READ_BY_FAMILY,
    ),
    "answer": Deed(
        services.answer_complaint,
        tr("答复家长"),
        tr("答复"),
        tr("答复"),
        tr("请写给家长的答复。"),
        tr("家长看得到这段答复了。"),
        READ_BY_FAMILY,
    ),
    "note": Deed(
        services.note_on_complaint,
        tr("记一笔，家长看不到"),
        tr("记下"),
        tr("了解到什么、做了什么"),
        tr("请写几句。"),
        tr("记下了。"),
    ),
    "up": Deed(
        services.send_up,
        tr("上报县教育局"),
        tr("上报"),
        tr("为什么上报"),
        tr("请写为什么上报。"),
        tr("上报了，县教育局看得到这件事。"),
        READ_BY_FAMILY,
    ),
    "settle": Deed(
        services.settle_complaint,
        tr("办结"),
        tr("办结"),
        tr("怎么办的，给家长的答复"),
        tr("请写怎么办的。"),
        tr("办结了。家长要是觉得没解决，可以凭查询码再说。"),
        READ_BY_FAMILY,
    ),
}


@never_cache
@require_GET
@handler_required
def complaint_list(request: MemberRequest) -> HttpResponse:
    member = request.member
    of_county = member.county is not None
    handled = complaints_handled_by(member)
    table = ComplaintTable(handled, request.GET, today=member.today, of_county=of_county)
    context = {
        "of_county": of_county,
        "taken_within": TAKEN_WITHIN.days,
        "settled_within": SETTLED_WITHIN.days,
    }
    return table_page(request, "voice/complaint_list.html", table, context)


@never_cache
@require_GET
@handler_required
def complaint(request: MemberRequest, pk: int) -> HttpResponse:
    held = complaint_handled_by(request.member, pk)
    steps = list(steps_of(held))
    taken = any(step.by_id for step in steps)
    settled = held.incident.settled_on
    context = {
        "complaint": held,
        "steps": [step for step in steps if step.kind != Kind.ABOUT],
        "away": [step.staff for step in steps if step.kind == Kind.ABOUT],
        "taken": taken,
        "settled": settled,
        "is_late": not settled and is_late(held.received_on, request.member.today, taken=taken),
        "settle_by": held.received_on + SETTLED_WITHIN,
        "of_county": request.member.county is not None,
    }
    return render(request, "voice/complaint.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@handler_required
def complaint_deed(request: MemberRequest, pk: int, deed: str) -> HttpResponse:
    held = complaint_handled_by(request.member, pk)
    what = DEEDS.get(deed)
    if what is None:
        raise Http404
    form = WordsForm(_posted(request), label=what.label, missing=what.missing, hint=what.hint)
    if form.is_valid():
        return _do(request, pk, what.do, what.said, complaint=held, **form.cleaned_data)
    return _form_page(request, held, form, title=what.title, words=what.button)


@never_cache
@require_http_methods(["GET", "POST"])
@handler_required
def complaint_away(request: MemberRequest, pk: int) -> HttpResponse:
    """Somebody whom it is about stands aside."""
    held = complaint_handled_by(request.member, pk)
    form = AwayForm(_posted(request), school=held.school)
    if form.is_valid():
        said = tr("记下了，这位老师看不到、也不办这件事。")
        return _do(request, pk, services.keep_away, said, complaint=held, **form.cleaned_data)
    return _form_page(request, held, form, title=tr("请谁回避"), words=tr("请他回避"))


@never_cache
@require_GET
@handler_required
def complaint_recording(request: MemberRequest, pk: int) -> HttpResponseBase:
    step = recording_heard_by(request.member, pk)
    return file_answer(
        step.file, name=tr("录音{place}").format(place=step.place), media_type=step.media_type
    )


def _posted(request: MemberRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _do(
    request: MemberRequest, pk: int, deed: Callable[..., Any], said: str, **told: Any
) -> HttpResponse:
    try:
        deed(actor=request.member, **told)
    except services.NotTheirs:
        raise Http404 from None
    messages.success(request, said)
    mine = complaints_handled_by(request.member).filter(pk=pk).exists()
    return redirect("voice:complaint", pk) if mine else redirect("voice:complaint_list")


def _form_page(request: MemberRequest, held: Any, form: Any, **page: str) -> HttpResponse:
    context = {"form": form, "complaint": held, **page}
    status = 422 if form.errors else 200
    return render(request, "voice/complaint_form.html", context, status=status)

"""Suggestions: the list for everybody, proposing one, and what is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.records.files import file_answer
from qingshan.records.kinds import all_kinds
from qingshan.records.services import AlreadyRecorded, record_deed
from qingshan.school.doors import MemberRequest, member_required, school_of
from qingshan.voice.models import Suggestion
from qingshan.voice.suggestions import services
from qingshan.voice.suggestions.forms import (
    AdoptForm,
    DeclineForm,
    ProposalForm,
    TakeForm,
    TellForm,
)
from qingshan.voice.suggestions.queries import (
    PROPOSED,
    alike_to,
    step_seen_by,
    steps_of,
    suggestion_seen_by,
)
from qingshan.voice.suggestions.tables import SuggestionTable
from qingshan.voice.suggestions.visibility import (
    KIND,
    may_answer,
    may_take_up,
    suggestions_visible_to,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http.response import HttpResponseBase

    from qingshan.records.models import Record

NOT_NOW = tr("这条建议刚刚有人改过状态，请看看现在的情况。")
LONGEST_ASKED = 200
State = Suggestion.State


@never_cache
@require_GET
@member_required
def suggestion_list(request: MemberRequest) -> HttpResponse:
    member = request.member
    table = SuggestionTable(suggestions_visible_to(member), request.GET, member=member)
    context = {"may_propose": staff_of(member) is not None}
    return table_page(request, "voice/suggestion_list.html", table, context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def suggestion_new(request: MemberRequest) -> HttpResponse:
    """Proposed: a record of one's own, which counts wherever records of its kind count."""
    member = request.member
    if staff_of(member) is None:
        return render(request, "records/not_on_the_staff.html")
    form = ProposalForm(_posted(request))
    if form.is_valid():
        try:
            made = record_deed(
                actor=member,
                kind=all_kinds()[KIND],
                date=member.today,
                once=_once(request),
                **form.cleaned_data,
            )
        except AlreadyRecorded as before:
            made = before.record
        messages.success(request, tr("记下了，负责的人会看到；有人接、有答复，首页会告诉你。"))
        return redirect("voice:suggestion", made.pk)
    status = 422 if form.errors else 200
    return render(request, "voice/suggestion_new.html", {"form": form}, status=status)


@never_cache
@require_GET
@member_required
def suggestion_alike(request: MemberRequest) -> HttpResponse:
    """While one types: what was proposed before and says nearly the same."""
    title = request.GET.get("title", "")[:LONGEST_ASKED]
    found = alike_to(request.member, title, "") if title.strip() else []
    return render(request, "voice/_alike.html", {"alike": found})


@never_cache
@require_GET
@member_required
def suggestion(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    record, taken = suggestion_seen_by(member, pk)
    context: dict[str, Any] = {
        "record": record,
        "suggestion": taken,
        "state": taken.state if taken else PROPOSED,
        "may_take_up": taken is None and may_take_up(member),
        "may_answer": taken is not None and may_answer(member, taken),
        "alike": alike_to(member, record.title, record.content, but=record.pk),
        "is_mine": record.staff == staff_of(member),
    }
    if taken is not None:
        context["steps"] = steps_of(taken)
        context["is_late"] = taken.state == State.TAKEN and taken.answer_by < member.today
        services.note_seen(actor=member, suggestion=taken)
    return render(request, "voice/suggestion.html", context)


@never_cache
@require_GET
@member_required
def suggestion_photo(request: MemberRequest, pk: int) -> HttpResponseBase:
    step = step_seen_by(request.member, pk)
    return file_answer(step.file, name=str(step.pk), media_type=step.media_type)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def suggestion_take(request: MemberRequest, pk: int) -> HttpResponse:
    record, taken = suggestion_seen_by(request.member, pk)
    if taken is not None or not may_take_up(request.member):
        raise Http404
    own = staff_of(request.member)
    form = TakeForm(
        _posted(request),
        school=school_of(request),
        today=request.member.today,
        initial={"responsible": own.pk} if own else None,
    )
    return _deed(
        request,
        record,
        form,
        lambda told: services.take_up(actor=request.member, record=record, **told),
        title=tr("接下这条建议"),
        words=tr("接下"),
        said=tr("接下了，提建议的老师会知道。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def suggestion_hand(request: MemberRequest, pk: int) -> HttpResponse:
    record, taken = _answered(request, pk)
    form = TakeForm(
        _posted(request),
        school=school_of(request),
        today=request.member.today,
        initial={"responsible": taken.responsible_id},
    )
    return _deed(
        request,
        record,
        form,
        lambda told: services.hand_over(actor=request.member, suggestion=taken, **told),
        title=tr("换人或改日期"),
        words=tr("存下"),
        said=tr("改好了。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def suggestion_tell(request: MemberRequest, pk: int) -> HttpResponse:
    record, taken = _answered(request, pk)
    form = TellForm(_posted(request), request.FILES or None, label=tr("办到哪一步了"))
    return _deed(
        request,
        record,
        form,
        lambda told: services.tell(actor=request.member, suggestion=taken, **told),
        title=tr("说说进展"),
        words=tr("记下"),
        said=tr("记下了，提建议的老师会知道。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def suggestion_adopt(request: MemberRequest, pk: int) -> HttpResponse:
    record, taken = _answered(request, pk, State.TAKEN)
    form = AdoptForm(_posted(request), today=request.member.today)
    return _deed(
        request,
        record,
        form,
        lambda told: services.adopt(actor=request.member, suggestion=taken, **told),
        title=tr("采纳"),
        words=tr("采纳"),
        said=tr("采纳了。做成以后回来记一笔，放张照片。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def suggestion_decline(request: MemberRequest, pk: int) -> HttpResponse:
    record, taken = _answered(request, pk)
    form = DeclineForm(_posted(request))
    return _deed(
        request,
        record,
        form,
        lambda told: services.decline(actor=request.member, suggestion=taken, **told),
        title=tr("不采纳"),
        words=tr("就这样答复"),
        said=tr("答复了。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def suggestion_finish(request: MemberRequest, pk: int) -> HttpResponse:
    record, taken = _answered(request, pk, State.ADOPTED)
    form = TellForm(_posted(request), request.FILES or None, label=tr("做成了什么样"))
    return _deed(
        request,
        record,
        form,
        lambda told: services.finish(actor=request.member, suggestion=taken, **told),
        title=tr("做成了"),
        words=tr("做成了"),
        said=tr("真好，大家都看得到了。"),
    )


def _posted(request: MemberRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _once(request: MemberRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None


def _answered(request: MemberRequest, pk: int, *states: State) -> tuple[Record, Suggestion]:
    """A suggestion that this person answers, in one of the states where any is named."""
    record, taken = suggestion_seen_by(request.member, pk)
    if taken is None or not may_answer(request.member, taken):
        raise Http404
    if states and taken.state not in states:
        raise Http404
    return record, taken


def _deed(
    request: MemberRequest,
    record: Record,
    form: forms.Form,
    deed: Callable[[dict[str, Any]], object],
    *,
    said: str,
    **page: str,
) -> HttpResponse:
    if form.is_valid():
        try:
            deed(form.cleaned_data)
        except (services.NotNow, services.TakenUp):
            messages.info(request, NOT_NOW)
        else:
            messages.success(request, said)
        return redirect("voice:suggestion", record.pk)
    context = {"form": form, "record": record, **page}
    status = 422 if form.errors else 200
    return render(request, "voice/suggestion_form.html", context, status=status)

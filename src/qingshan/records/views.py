"""Pages of the log: the list, writing something down, changing it, taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.choices import is_key
from qingshan.people.visibility import staff_of
from qingshan.records.counted import counted_for
from qingshan.records.forms import RecordForm
from qingshan.records.holding import RecordIsHeld
from qingshan.records.kinds import Kind, all_kinds
from qingshan.records.queries import (
    last_of_kind,
    named_in,
    own_record,
    usual_kinds,
)
from qingshan.records.services import (
    AlreadyRecorded,
    change_record,
    record_deed,
    withdraw_record,
)
from qingshan.records.tables import RecordTable, record_filters, within
from qingshan.records.visibility import records_visible_to
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from qingshan.records.models import Record
    from qingshan.records.queries import Last


@require_GET
@member_required
def record_list(request: MemberRequest) -> HttpResponse:
    rows, kept = within(records_visible_to(request.member), request.GET)
    table = RecordTable(rows, request.GET, kept=kept, filters=record_filters())
    context = {"kept": kept, "about": named_in(request.member, kept)}
    return table_page(request, "records/record_list.html", table, context)


@require_GET
@member_required
def record_new(request: MemberRequest) -> HttpResponse:
    """Every kind as a tile to tap."""
    if staff_of(request.member) is None:
        return render(request, "records/not_on_the_staff.html")
    groups: dict[str, list[Kind]] = {}
    for kind in all_kinds().values():
        groups.setdefault(kind.group, []).append(kind)
    usual = usual_kinds(request.member)
    return render(request, "records/record_new.html", {"groups": groups, "usual": usual})


@require_http_methods(["GET", "POST"])
@member_required
def record_new_of_kind(request: MemberRequest, key: str) -> HttpResponse:
    """The entry sheet; saved, it goes back to where it was opened from, or to the record."""
    kind = _kind(key)
    member = request.member
    if staff_of(member) is None:
        return render(request, "records/not_on_the_staff.html")
    if request.method == "POST":
        form = RecordForm(request.POST, request.FILES, kind=kind, member=member)
        if form.is_valid():
            try:
                record = record_deed(
                    actor=member, kind=kind, once=_once(request), **form.cleaned_data
                )
            except AlreadyRecorded as before:
                return _recorded_before(request, form, kind, before)
            messages.success(request, _said(request, record))
            return redirect(_way_back(request, record))
        sheet: dict[str, Any] = {"form": form, "kind": kind, "draft": _draft(request, kind)}
        sheet |= {"planned": _once(request)}
        return render(request, "records/record_form.html", sheet, status=422)
    last = last_of_kind(member, kind)
    like = last is not None and request.GET.get("like") == "last"
    form = RecordForm(initial=_start(request, last, like=like), kind=kind, member=member)
    sheet = {
        "form": form,
        "kind": kind,
        "draft": _draft(request, kind),
        "like": like,
        "again": _again(request) if last and not like else "",
        "planned": as_uuid(request.GET.get("once", "")),
    }
    return render(request, "records/record_form.html", sheet)


@require_http_methods(["GET", "POST"])
@member_required
def record_edit(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    held = own_record(member, pk)
    kind = _kind(held.kind)
    start = {name: getattr(held, name) for name in ("date", "title", "content", "words", "minutes")}
    start |= {"student": held.student_id, "school_class": held.school_class_id}
    start["parts"] = held.parts.split()
    form = RecordForm(request.POST or None, initial=start, kind=kind, member=member, photos=False)
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_record(actor=member, record=held, **form.cleaned_data)
        except RecordIsHeld as rests:
            messages.info(request, tr("这条记录是{by}，孩子和日期不能改。").format(by=rests.by))
            return redirect("records:record", pk)
        messages.success(
            request,
            tr("改好了。{counted_words}").format(counted_words=_counted_words(request, changed)),
        )
        return redirect("records:record", pk)
    shown = {"form": form, "kind": kind, "record": held}
    return render(request, "records/record_form.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@member_required
def record_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    held = own_record(request.member, pk)
    if request.method == "POST":
        try:
            withdraw_record(actor=request.member, record=held)
        except RecordIsHeld as rests:
            messages.info(request, tr("这条记录是{by}，不能撤回。").format(by=rests.by))
            return redirect("records:record", pk)
        messages.success(request, tr("这条记录已经撤回，不再计入任何数字。"))
        return redirect("records:record_list")
    return render(request, "records/record_withdraw.html", {"record": held})


def _once(request: MemberRequest) -> UUID | None:
    """Which filling-in of a sheet this is; None where the sheet names none."""
    return as_uuid(request.POST.get("once", ""))


def as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _recorded_before(
    request: MemberRequest, form: RecordForm, kind: Kind, before: AlreadyRecorded
) -> HttpResponse:
    """The same again is as good as saved; something else is kept on the sheet, and asked about."""
    if before.same:
        messages.success(
            request,
            tr("已经记下了，没有再记一次。{counted_words}").format(
                counted_words=_counted_words(request, before.record)
            ),
        )
        return redirect(_way_back(request, before.record))
    sheet = {
        "form": form,
        "kind": kind,
        "draft": _draft(request, kind),
        "already": before.record,
    }
    return render(request, "records/record_form.html", sheet, status=409)


def _start(request: MemberRequest, last: Last | None, *, like: bool) -> dict[str, Any]:
    """What a new sheet is filled in with; a child that the address names goes first."""
    start: dict[str, Any] = {"date": request.member.today}
    if last is not None:
        start |= last.whom | (last.what if like else {})
    child = request.GET.get("student", "")
    if is_key(child):
        start["student"] = int(child)
    return start


def _draft(request: MemberRequest, kind: Kind) -> str:
    """Under which name the browser keeps what is half-written: one person's, of one sheet."""
    child = request.GET.get("student", "")
    words = [str(request.member.account.pk), kind.key, child if is_key(child) else ""]
    return ":".join(filter(None, words))


def _again(request: MemberRequest) -> str:
    """The address of this sheet filled in as the last one was."""
    asked = request.GET.copy()
    asked["like"] = "last"
    return "?" + asked.urlencode()


def _said(request: MemberRequest, record: Record) -> str:
    about = record.student or record.school_class
    told = tr("记下了：{kind_label}").format(kind_label=record.kind_label)
    told = (
        tr("{told}，{about}。").format(told=told, about=about)
        if about
        else tr("{told}。").format(told=told)
    )
    return told + _counted_words(request, record)


def _counted_words(request: MemberRequest, record: Record) -> str:
    titles = [one.title for one in counted_for(request.member, record)]
    return tr("记为：{titles}。").format(titles=tr("、").join(titles)) if titles else ""


def _way_back(request: MemberRequest, record: Record) -> str:
    """Where the sheet was opened from, if that is a page of this site; else the record."""
    back = request.POST.get("next", "")
    if back and url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return back
    return reverse("records:record", args=[record.pk])


def _kind(key: str) -> Kind:
    kind = all_kinds().get(key)
    if kind is None:
        raise Http404
    return kind

"""The series: archive, one piece, and its way from draft to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.documents.making import document_answer, of_a_row
from qingshan.ideals.models import Piece
from qingshan.ideals.series import services
from qingshan.ideals.series.blocks import blocks_of
from qingshan.ideals.series.export import PIECE, as_html
from qingshan.ideals.series.forms import BeginForm, WordsForm
from qingshan.ideals.series.queries import (
    archive_of,
    picture_seen_by,
    piece_seen_by,
    role_of,
    steps_of,
    waiting_for,
)
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

NOT_NOW = tr("这一篇刚刚有人动过，请看看现在的情况。")
ISSUES_SHOWN = 200
DEEDS: dict[str, tuple[Callable[..., Piece], str]] = {
    "ask": (services.ask_consent, tr("送给本人看了，同意了才送去审。")),
    "take-back": (services.take_back, tr("收回来了，接着改；改完再请本人看。")),
    "consent": (services.consent, tr("谢谢你。接着由另一个人审，审过就发；你随时可以收回同意。")),
    "withdraw": (
        services.withdraw_consent,
        tr("收回了，这里不再给别人看。已经转到公众号上的，请告诉执笔的人去删掉。"),
    ),
    "publish": (services.publish, tr("发了。")),
}
WHY: dict[str, tuple[Callable[..., Piece], str, str, str]] = {
    "decline": (services.decline, tr("请改一改"), tr("哪里要改"), tr("请写一句哪里要改。")),
    "send-back": (services.send_back, tr("退回去改"), tr("还差什么"), tr("请写还差什么。")),
}


@never_cache
@require_GET
@member_required
def series(request: MemberRequest) -> HttpResponse:
    member = request.member
    context = {
        "waiting": waiting_for(member),
        "issues": archive_of(member)[:ISSUES_SHOWN],
        "may_write": staff_of(member) is not None,
    }
    return render(request, "ideals/series.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def piece_new(request: MemberRequest) -> HttpResponse:
    staff = staff_of(request.member)
    if staff is None:
        raise Http404
    form = BeginForm(request.POST if request.method == "POST" else None, member=request.member)
    if form.is_valid():
        piece = services.begin_piece(actor=request.member, writer=staff, **form.cleaned_data)
        return redirect("ideals:piece_edit", piece.pk)
    page = {"title": tr("写一篇"), "words": tr("开始写")}
    return _form_page(request, form, **page)


@never_cache
@require_GET
@member_required
def piece(request: MemberRequest, pk: int) -> HttpResponse:
    held = piece_seen_by(request.member, pk)
    context = {
        "piece": held,
        "blocks": blocks_of(held.blocks),
        "role": role_of(request.member, held),
        "steps": steps_of(held),
        "is_published": held.state == Piece.State.PUBLISHED,
    }
    return render(request, "ideals/piece.html", context)


@require_POST
@member_required
def piece_deed(request: MemberRequest, pk: int, deed: str) -> HttpResponse:
    """One of `DEEDS`, which need no words."""
    held = piece_seen_by(request.member, pk)
    if deed not in DEEDS:
        raise Http404
    do, said = DEEDS[deed]
    try:
        done = do(actor=request.member, piece=held)
    except services.NotTheirs as no:
        raise Http404 from no
    except services.NotInThisState:
        messages.info(request, NOT_NOW)
    except services.NothingToRead:
        messages.info(request, tr("还没有写正文。至少写一段话，再请本人看。"))
        return redirect("ideals:piece_edit", pk)
    else:
        messages.success(request, said if deed != "publish" else _published(done))
    return redirect("ideals:piece", pk)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def piece_why(request: MemberRequest, pk: int, deed: str) -> HttpResponse:
    """One of `WHY`: not yet, and why."""
    held = piece_seen_by(request.member, pk)
    role = role_of(request.member, held)
    if deed not in WHY or not (role.consents if deed == "decline" else role.reviews):
        raise Http404
    do, title, label, missing = WHY[deed]
    data = request.POST if request.method == "POST" else None
    form = WordsForm(data, label=label, missing=missing)
    if form.is_valid():
        try:
            do(actor=request.member, piece=held, **form.cleaned_data)
        except services.NotInThisState:
            messages.info(request, NOT_NOW)
        else:
            messages.success(request, tr("告诉写的人了，改好了再来。"))
        return redirect("ideals:series")
    return _form_page(request, form, piece=held, title=title, words=title)


@require_GET
@member_required
def piece_html(request: MemberRequest, pk: int) -> HttpResponse:
    held = _published_piece(request, pk)
    return _file(as_html(held).encode(), held, "text/html; charset=utf-8", ".html")


@require_GET
@member_required
def piece_word(request: MemberRequest, pk: int) -> HttpResponse:
    held = _published_piece(request, pk)
    return document_answer(request, PIECE, of_a_row(request.member, held), back="ideals:series")


@require_GET
@member_required
def picture(request: MemberRequest, pk: int) -> HttpResponseBase:
    held = picture_seen_by(request.member, pk)
    try:
        opened = held.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = FileResponse(opened, content_type=held.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"  # consent may be taken back at any time
    return answer


def _published_piece(request: MemberRequest, pk: int) -> Piece:
    held = piece_seen_by(request.member, pk)
    if held.state != Piece.State.PUBLISHED:
        raise Http404
    return held


def _published(done: Piece) -> str:
    return tr("发了，这是第 {number} 期。风采报道的记录一起记好了，不用再填。").format(
        number=done.number
    )


def _file(content: bytes, held: Piece, media_type: str, suffix: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    name = f"series-{held.number}{suffix}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _form_page(request: MemberRequest, form: Any, **page: Any) -> HttpResponse:
    context = {"form": form, **page}
    return render(request, "ideals/piece_form.html", context, status=422 if form.errors else 200)

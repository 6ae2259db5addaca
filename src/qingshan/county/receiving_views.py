"""The officer's pages for schools with a machine of their own: their keys, their packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from qingshan.access.audit import note
from qingshan.county.forms import KeyForm, PackagesForm, ReasonForm
from qingshan.county.package.encoding import fingerprint_of
from qingshan.county.package.keys import spoken
from qingshan.county.package.loading import Refused, end_key, load_package, register_key
from qingshan.county.tables import ArrivalTable
from qingshan.county.visibility import (
    county_of,
    keys_seen_by,
    officer_required,
    returns_seen_by,
)
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


@require_http_methods(["GET", "POST"])
@officer_required
def arrivals(request: MemberRequest) -> HttpResponse:
    """Where packages are put in, and those taken so far."""
    posted = request.method == "POST"
    form = PackagesForm(request.POST, request.FILES) if posted else PackagesForm()
    if posted and form.is_valid():
        for file in form.cleaned_data["packages"]:
            _take(request, file)
        return redirect("county:arrivals")
    table = ArrivalTable(returns_seen_by(request.member), request.GET)
    answer = table_page(request, "county/arrivals.html", table, {"form": form})
    if posted:
        answer.status_code = 422
    return answer


@require_http_methods(["GET", "POST"])
@officer_required
def key_list(request: MemberRequest) -> HttpResponse:
    """The schools that send packages, each with its key; a new one is registered here."""
    posted = request.method == "POST"
    form = KeyForm(request.POST if posted else None)
    if posted and form.is_valid():
        try:
            key = register_key(
                text=form.cleaned_data["text"],
                name=form.cleaned_data["name"],
                county=county_of(request),
                actor=request.member.account,
            )
        except Refused as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(
                request, tr("登记好了，{school}的数据包可以收了。").format(school=key.school.name)
            )
            return redirect("county:key_list")
    keys = list(keys_seen_by(request.member).select_related("school").order_by("school__name"))
    told = [(key, spoken(fingerprint_of(bytes.fromhex(key.public)))) for key in keys]
    context = {
        "form": form,
        "in_force": [(key, words) for key, words in told if key.ended_at is None],
        "ended": [(key, words) for key, words in told if key.ended_at is not None],
    }
    return render(request, "county/key_list.html", context, status=422 if posted else 200)


@require_http_methods(["GET", "POST"])
@officer_required
def key_end(request: MemberRequest, pk: int) -> HttpResponse:
    """Ends a key, for a reason."""
    key = get_object_or_404(
        keys_seen_by(request.member).select_related("school"), pk=pk, ended_at=None
    )
    posted = request.method == "POST"
    form = ReasonForm(request.POST if posted else None)
    if posted and form.is_valid():
        end_key(key=key, reason=form.cleaned_data["reason"], actor=request.member.account)
        messages.success(
            request,
            tr("{school}的公钥停用了，用它签的数据包不再收。").format(school=key.school.name),
        )
        return redirect("county:key_list")
    context = {"form": form, "key": key}
    return render(request, "county/key_end.html", context, status=422 if posted else 200)


def _take(request: MemberRequest, file: UploadedFile[bytes]) -> None:
    """Loads one file and says what became of it; a refused one is noted as well."""
    county, account = county_of(request), request.member.account
    try:
        loaded = load_package(file.read(), county=county, actor=account)
    except Refused as refused:
        note(
            actor=account,
            deed="refuse_package",
            subject=county,
            school_id=None,
            file=str(file.name)[-100:],
            why=str(refused),
        )
        messages.error(request, tr("{file}：{refused}").format(file=file.name, refused=refused))
        return
    end = loaded.told.as_of
    name = tr("{school}{year}年{month}月的数字").format(
        school=loaded.told.school.name, year=end.year, month=end.month
    )
    words = tr("收下了。") if loaded.is_new else tr("以前收过，没有再收一次。")
    messages.success(request, f"{name}{words}")

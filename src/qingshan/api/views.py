"""Pages about programs: one's own tokens, and what a program can ask."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.api import services
from qingshan.api.forms import TokenForm
from qingshan.api.reference import chapters_of
from qingshan.api.v1 import interface
from qingshan.api.visibility import can_hold_token, tokens_visible_to
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from qingshan.kit.http import HttpRequest


@never_cache
@require_GET
@member_required
def token_list(request: MemberRequest) -> HttpResponse:
    return _list_page(request)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
@reauthentication_required  # type: ignore[untyped-decorator] # comes without types
def token_new(request: MemberRequest) -> HttpResponse:
    """The token is told once, on the page that follows."""
    member = request.member
    if not can_hold_token(member):
        return redirect("api:token_list")
    form = TokenForm(request.POST or None)
    if form.is_valid():
        try:
            text = services.make_token(
                actor=member,
                name=form.cleaned_data["name"],
                scope=form.cleaned_data["scope"],
                expires_on=form.expires_on(member.today),
            )
        except services.TooManyTokens:
            form.add_error(None, f"最多 {services.AT_MOST} 个令牌，请先收回一个不用的。")
        else:
            return _list_page(request, fresh=text)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "api/token_form.html", {"form": form}, status=status)


@require_POST
@member_required
def token_revoke(request: MemberRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(tokens_visible_to(request.member), pk=pk)
    services.revoke_token(actor=request.member, token=token)
    messages.success(request, f"“{token.name}”收回了，用它的程序再也读不到什么。")
    return redirect("api:token_list")


@require_GET
@member_required
def reference(request: MemberRequest) -> HttpResponse:
    """What a program can ask, from the same declaration as the OpenAPI file."""
    told = interface.get_openapi_schema()
    context = {"info": told["info"], "chapters": chapters_of(told), "limit": services.A_MINUTE}
    return render(request, "api/reference.html", context)


def _list_page(request: HttpRequest, *, fresh: str = "") -> HttpResponse:
    member = request.member
    context = {
        "tokens": tokens_visible_to(member),
        "may_hold": can_hold_token(member),
        "fresh": fresh,
        "today": member.today,
    }
    return render(request, "api/token_list.html", context)

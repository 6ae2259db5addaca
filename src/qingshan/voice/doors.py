"""Doors of the voices: for those who handle complaints, and for families without a name."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.http import Http404
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from qingshan.school.doors import MemberRequest, sign_in_first
from qingshan.voice.complaints.visibility import is_a_handler

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

P = ParamSpec("P")


def handler_required(
    view: Callable[Concatenate[MemberRequest, P], HttpResponseBase],
) -> Callable[Concatenate[MemberRequest, P], HttpResponseBase]:
    """For those who handle complaints, at the school or in the county."""

    @wraps(view)
    def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        if not is_a_handler(request.member):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def nameless(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For anybody, and nobody is noted: no cookie, no address, no account in the audit log.

    Such a form acts for nobody's account, so it needs no token against forgery, whose cookie would
    be the only one these pages set.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.is_nameless = True  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return csrf_exempt(never_cache(guarded))

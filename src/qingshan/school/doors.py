"""The doors of pages: who may come in. To everyone else the page does not exist."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404
from django_htmx.http import HttpResponseClientRedirect

from qingshan.access.scope import narrow_to_school, whole_house
from qingshan.kit.http import HttpRequest
from qingshan.school.models import School

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from qingshan.access.roles import Role
    from qingshan.school.membership import Member


class MemberRequest(HttpRequest):
    """A request of someone who serves a school."""

    member: Member


R = TypeVar("R", bound=HttpRequest)
P = ParamSpec("P")


def member_required(
    view: Callable[Concatenate[R, P], HttpResponseBase],
) -> Callable[Concatenate[R, P], HttpResponseBase]:
    """For anyone who serves a school. A stranger is asked to sign in; the county finds nothing."""

    @wraps(view)
    def guarded(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        if request.member.school is None:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def office_required(
    *roles: Role,
) -> Callable[
    [Callable[Concatenate[R, P], HttpResponseBase]], Callable[Concatenate[R, P], HttpResponseBase]
]:
    """For those who hold one of the offices `roles` today at the school they are in."""

    def door(
        view: Callable[Concatenate[R, P], HttpResponseBase],
    ) -> Callable[Concatenate[R, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.member.holds(*roles):
                raise Http404
            return view(request, *args, **kwargs)

        return member_required(guarded)

    return door


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back; a fragment sends the whole page there."""
    if request.htmx:
        came_from = request.htmx.current_url_abs_path or "/"
        return HttpResponseClientRedirect(redirect_to_login(came_from).url)
    return redirect_to_login(request.get_full_path())


def school_of(request: HttpRequest) -> School:
    """The school of someone behind a door; there always is one there."""
    school: School | None = request.member.school
    if school is None:
        raise Http404
    return school


def public_school(code: str) -> School:
    """The school whose code stands in the address of a page for anybody; the page is at it."""
    with whole_house():
        school = get_object_or_404(School, code=code)
    narrow_to_school(school.pk)
    return school

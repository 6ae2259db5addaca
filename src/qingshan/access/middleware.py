"""Who did it, for the audit log; and one's own password before anything else."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditlog.models import LogEntry
    from django.http import HttpRequest, HttpResponse

_asking: ContextVar[HttpRequest | None] = ContextVar("asking", default=None)


class AuditTrailMiddleware:
    """Lets each audit row name who is asking.

    django-auditlog's own middleware loads the user and connects a signal for every request; this
    one keeps the request at hand, and looks at it only when a row is written.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _asking.set(request)
        try:
            return self.get_response(request)
        finally:
            _asking.reset(token)


def name_the_actor(sender: object, instance: LogEntry, **_: Any) -> None:
    """Receiver of `pre_save` on an audit row."""
    request = _asking.get()
    if request is None or getattr(request, "is_nameless", False):
        return  # a page for families: nobody is noted, not even who is signed in on this device
    instance.remote_addr = instance.remote_addr or _address_of(request)
    user = getattr(request, "user", None)
    if instance.actor is None and user is not None and user.is_authenticated:
        instance.actor = user


def _address_of(request: HttpRequest) -> str | None:
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:  # a socket without addresses, or a proxy that does not tell
        return None


class OwnPasswordMiddleware:
    """Whoever signed in with a password somebody else made sets their own before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password:
            own, out = reverse("access:own_password"), reverse("account_logout")
            if request.path not in {own, out}:
                return redirect(own)
        return self.get_response(request)

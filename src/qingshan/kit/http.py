"""The request as our middleware leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import http

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class HttpRequest(http.HttpRequest):
    """A request with `htmx` from django-htmx and `member`, which the school app defines.

    A view behind a door of `qingshan.school.doors` may say `MemberRequest` instead, where
    `member` has its type.
    """

    htmx: HtmxDetails
    member: Any

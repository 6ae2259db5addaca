from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from qingshan.desk import navigation
from qingshan.desk.tour.leading import is_offered, stop_of

if TYPE_CHECKING:
    from qingshan.access.roles import Role

register = template.Library()


@register.simple_tag(takes_context=True)
def rail(context: template.Context) -> SafeString:
    """The links of the left rail for whoever asks."""
    return navigation.rail(*_who_and_where(context))


@register.simple_tag(takes_context=True)
def thumbs(context: template.Context) -> SafeString:
    """The links of a phone's bottom bar."""
    return navigation.thumbs(*_who_and_where(context))


@register.inclusion_tag("desk/_tour.html", takes_context=True)
def tour(context: template.Context) -> dict[str, Any]:
    """In the demonstration school: the station that somebody has been led to, or the offer."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return {}
    stop = stop_of(request)
    offered = stop is None and is_offered(request)
    return {
        "stop": stop,
        "offered": offered,
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }


def _who_and_where(context: template.Context) -> tuple[frozenset[Role], str, str]:
    request = context["request"]
    match = request.resolver_match
    return request.member.offices, match.view_name if match else "", get_language() or ""

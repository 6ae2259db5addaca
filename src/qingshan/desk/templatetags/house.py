from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from qingshan.desk import navigation

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


def _who_and_where(context: template.Context) -> tuple[frozenset[Role], str, str]:
    request = context["request"]
    match = request.resolver_match
    return request.member.offices, match.view_name if match else "", get_language() or ""

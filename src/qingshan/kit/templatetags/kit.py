from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from qingshan.kit.icons import icon as draw

register = template.Library()


@register.simple_tag
def icon(name: str, size: int | str = 22) -> SafeString:
    """`{% icon "sun" %}`: an icon of lucide by its name there."""
    return draw(name, int(size))

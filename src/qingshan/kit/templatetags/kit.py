from __future__ import annotations

from uuid import uuid4

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from qingshan.kit.icons import icon as draw
from qingshan.kit.words import is_source

register = template.Library()


@register.simple_tag
def icon(name: str, size: int | str = 22) -> SafeString:
    """`{% icon "sun" %}`: an icon of lucide by its name there."""
    return draw(name, int(size))


@register.simple_tag
def once(name: object = None) -> SafeString:
    """A hidden field whose value names this one filling-in: sent twice, it is done once.

    `name` where the filling-in has one already, such as that of a plan which it carries out.
    """
    return format_html('<input type="hidden" name="once" value="{}">', name or uuid4())


@register.simple_tag
def other_language() -> tuple[str, str]:
    """The language that a page can be turned to: its code, and its name in itself."""
    return next(
        told for told in settings.LANGUAGES if (told[0] == settings.LANGUAGE_CODE) != is_source()
    )

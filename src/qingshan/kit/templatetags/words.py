"""`{% words %}…{% endwords %}`: laid around sentences by `kit.marking`, never written by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import template
from django.template.base import TextNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from qingshan.kit.words import ENDINGS, in_place, is_source
from qingshan.kit.words import dated as told

if TYPE_CHECKING:
    from django.template.base import NodeList, Parser, Token
    from django.template.context import Context

register = template.Library()

_PLACES = re.compile(rf"(\{{\w+(?::(?:{'|'.join(ENDINGS)}))?\}}|</?\w+>)")


class PieceNode(template.Node):
    """What stands at a place of a sentence: a variable, or the tag of an inline element."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        return self.nodelist.render(context)


class WordsNode(template.Node):
    """A sentence: as it stands in Chinese, put together anew in another language."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.pieces: dict[str, PieceNode] = {}
        said = ""
        for node in nodelist:
            if isinstance(node, PieceNode):
                place = f"<{node.name}>" if _is_tag(node) else f"{{{node.name}}}"
                self.pieces[place] = node
                said += place
            elif isinstance(node, TextNode):
                said += re.sub(r"\s+", " ", node.s)
        self.said = said.strip()

    def render(self, context: Context) -> SafeString:
        if is_source():
            return self.nodelist.render(context)
        translated = gettext(self.said)
        if translated == self.said:
            return self.nodelist.render(context)
        parts = _PLACES.split(translated)
        return SafeString("".join(self._part(part, context) for part in parts))

    def _part(self, part: str, context: Context) -> str:
        name, _, ending = part.strip("{}").partition(":")
        piece = self.pieces.get(part if not ending else f"{{{name}}}")
        if piece is None:
            return part
        shown = piece.render(context)
        return in_place(shown, ending) if ending else shown


def _is_tag(node: PieceNode) -> bool:
    first = node.nodelist[0]
    return isinstance(first, TextNode) and first.s.startswith("<")


@register.tag("piece")
def piece(parser: Parser, token: Token) -> PieceNode:
    nodelist = parser.parse(("endpiece",))
    parser.delete_first_token()
    return PieceNode(token.split_contents()[1], nodelist)


@register.tag("words")
def words(parser: Parser, token: Token) -> WordsNode:
    nodelist = parser.parse(("endwords",))
    parser.delete_first_token()
    return WordsNode(nodelist)


register.filter("dated", told, expects_localtime=True, is_safe=False)


@register.simple_tag
def language_of_the_page() -> str:
    """What `<html lang>` says."""
    return "zh-CN" if is_source() else str(get_language())

"""The filled document as a web page: what Word prints, with each number a link to its rows.

The page is made from the same filled template as the file, so the two never say different things.
While it is filled, a number is written between private marks, and becomes a link here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from qingshan.documents.filling import filled_for_page
from qingshan.documents.store import template_of
from qingshan.documents.words import CHART, MARKED, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qingshan.documents.declaring import Asked, Document

TAGS = {"Heading 1": "h2", "Heading 2": "h3", "Title": "h2"}
STACKED_FROM = 14  # characters in a cell: such a table is stacked on a phone
CLASSES = {"Caption": "sub", "Title": "document-title", "Subtitle": "document-subtitle"}


def blocks_of(
    document: Document, asked: Asked, *, chart_at: Callable[[str], str]
) -> list[SafeString]:
    """The parts of the document, one after the other, as HTML; `chart_at` is where one is drawn.

    Raises `TemplateRefused` where the school's own template cannot be used.
    """
    template = template_of(document, asked.school)
    filled = filled_for_page(document, template, document.fill(asked))
    return list(Page(chart_at).blocks(filled))


class Page:
    """Turns a filled document into HTML."""

    def __init__(self, chart_at: Callable[[str], str]) -> None:
        self.chart_at = chart_at

    def blocks(self, document: Any) -> Iterator[SafeString]:
        from docx.table import Table

        for part in document.iter_inner_content():
            if isinstance(part, Table):
                yield self._table(part)
            elif part.text.strip():
                yield self._paragraph(part)

    def _paragraph(self, paragraph: Any) -> SafeString:
        style = paragraph.style.name
        inner = self._linked(paragraph.text)
        if CHART in paragraph.text:
            return format_html('<figure class="chart">{}</figure>', inner)
        tag = mark_safe(TAGS.get(style, "p"))  # noqa: S308  (a tag of ours)
        return format_html('<{} class="{}">{}</{}>', tag, CLASSES.get(style, ""), inner, tag)

    def _table(self, table: Any) -> SafeString:
        head, *rows = (list(row.cells) for row in table.rows)
        heads = format_html_join(
            "", '<th scope="col">{}</th>', ((self._linked(cell.text),) for cell in head)
        )
        lines = format_html_join("", "<tr>{}</tr>", ((self._line(cells),) for cells in rows))
        stacks = any(len(cell.text) > STACKED_FROM for cells in rows[:1] for cell in cells)
        return format_html(
            '<div class="table-wrap"><table class="{}">'
            "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
            "stacks" if stacks else "",
            heads,
            lines,
        )

    def _line(self, cells: list[Any]) -> SafeString:
        first, *others = (self._linked(cell.text) for cell in cells)
        return format_html('<th scope="row">{}</th>', first) + format_html_join(
            "", "<td>{}</td>", ((other,) for other in others)
        )

    def _linked(self, text: str) -> SafeString:
        """The text escaped, its marks turned into links and pictures."""
        done, at = [], 0
        for found in MARKED.finditer(text):
            done.append(escape(text[at : found.start()]))
            address, shown, chart = found.groups()
            done.append(self._picture(chart) if chart else _link(address, shown))
            at = found.end()
        return SafeString("".join([*done, escape(text[at:])]))

    def _picture(self, chart: str) -> SafeString:
        name, _, sentence = chart.partition(TEXT)
        return format_html('<img src="{}" alt="{}">', self.chart_at(name), sentence)


def _link(address: str, shown: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', address, shown)

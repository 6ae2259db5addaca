"""The filled document as a web page: what Word prints, with each figure a link to its rows.

The page is made from the same filled template as the file, so the two never say different things.
While it is filled, a figure is written between two private marks, and becomes a link here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from qingshan.reports.case import filled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from qingshan.kit.charts import Chart
    from qingshan.kit.counting import Answer
    from qingshan.school.models import School

FIGURE, TEXT, CHART, END = "\ue000", "\ue001", "\ue002", "\ue003"
MARKED = re.compile(f"{FIGURE}([^{TEXT}]*){TEXT}([^{END}]*){END}|{CHART}([^{END}]*){END}")
TAGS = {"Heading 1": "h2", "Heading 2": "h3", "Title": "h2", "Caption": "figcaption"}
STACKED_FROM = 14  # characters in a cell: such a table is stacked on a phone
HEADING_CLASSES = {"Title": "document-title", "Subtitle": "document-subtitle"}


@dataclass
class PagePen:
    """Writes marks that `blocks_of` turns into links and pictures."""

    as_of: date

    def figure(self, answer: Answer) -> str:
        return f"{FIGURE}{answer.figure.key}{TEXT}{answer.text}{END}"

    def chart(self, name: str, chart: Chart) -> str:
        return f"{CHART}{name}{TEXT}{chart.sentence}{END}"

    def way(self, answer: Answer) -> Any:
        from docxtpl import RichText

        return RichText(f"{FIGURE}{answer.figure.key}{TEXT}{answer.figure.key}{END}")


def case_blocks(school: School, *, as_of: date) -> list[SafeString]:
    """The parts of the document, one after the other, as HTML.

    Raises `TemplateRefused` where the school's own template cannot be used.
    """
    template = filled(school, as_of=as_of, pen=lambda _: PagePen(as_of))
    return list(_blocks(template.docx, urlencode({"as_of": as_of.isoformat()})))


def _blocks(document: Any, query: str) -> Iterator[SafeString]:
    from docx.table import Table

    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield _table(part, query)
        elif part.text.strip():
            yield _paragraph(part, query)


def _paragraph(paragraph: Any, query: str) -> SafeString:
    style = paragraph.style.name
    inner = _linked(paragraph.text, query)
    if CHART in paragraph.text:
        return format_html('<figure class="chart">{}</figure>', inner)
    tag = TAGS.get(style, "p")
    tag = "p" if tag == "figcaption" else tag
    named = {"Caption": "sub", **HEADING_CLASSES}.get(style, "")
    return format_html('<{} class="{}">{}</{}>', mark_safe(tag), named, inner, mark_safe(tag))  # noqa: S308  (a tag of ours)


def _table(table: Any, query: str) -> SafeString:
    head, *rows = (list(row.cells) for row in table.rows)
    heads = format_html_join("", '<th scope="col">{}</th>', ((cell.text,) for cell in head))
    lines = format_html_join("", "<tr>{}</tr>", ((_line(cells, query),) for cells in rows))
    stacks = any(len(cell.text) > STACKED_FROM for cells in rows[:1] for cell in cells)
    return format_html(
        '<div class="table-wrap"><table class="{}">'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        "stacks" if stacks else "",
        heads,
        lines,
    )


def _line(cells: list[Any], query: str) -> SafeString:
    first, *others = (_linked(cell.text, query) for cell in cells)
    return format_html('<th scope="row">{}</th>', first) + format_html_join(
        "", "<td>{}</td>", ((other,) for other in others)
    )


def _linked(text: str, query: str) -> SafeString:
    """The text escaped, its marks turned into links and pictures."""
    made, at = [], 0
    for found in MARKED.finditer(text):
        made.append(escape(text[at : found.start()]))
        key, shown, chart = found.groups()
        made.append(_picture(chart, query) if chart else _link(key, shown, query))
        at = found.end()
    return SafeString("".join([*made, escape(text[at:])]))


def _link(key: str, shown: str, query: str) -> SafeString:
    address = reverse("indicators:indicator", args=[key])
    return format_html('<a href="{}?{}">{}</a>', address, query, shown)


def _picture(chart: str, query: str) -> SafeString:
    name, _, sentence = chart.partition(TEXT)
    address = reverse("indicators:chart", args=[name])
    return format_html('<img src="{}?{}" alt="{}">', address, query, sentence)

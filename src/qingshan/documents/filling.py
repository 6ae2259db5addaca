"""A Word template filled: numbers become links to their rows, charts and photographs pictures."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateSyntaxError

from qingshan.documents.checking import check_template
from qingshan.documents.language import NotAllowed, TemplateLanguage, UnknownPlaceholder
from qingshan.documents.words import CHART, END, MARKED, NUMBER, TEXT, tree_of, without_marks
from qingshan.kit.charts import Chart, png

if TYPE_CHECKING:
    from qingshan.documents.declaring import Document, Fill

CHART_WIDTH = 480  # pixels of the drawing; printed at 130 mm
PRINTED_AT = 130
RICH = re.compile(r"\{\{((?:<[^>]*>)*)r\s")
PROPERTIES = ("author", "comments", "keywords", "subject", "title")


class SchoolTemplate(DocxTemplate):  # type: ignore[misc]  # the library has no types
    """A template as schools write it: `{{r word }}`, once asked for links, is `{{ word }}`."""

    def patch_xml(self, src_xml: str) -> str:
        patched: str = super().patch_xml(RICH.sub(r"{{\1 ", src_xml))
        return patched


def filled_for_word(document: Document, data: bytes, fill: Fill, *, site: str) -> bytes:
    """The filled document as .docx; `site` is the address that links begin with, if any.

    Raises `TemplateRefused` where the template cannot be used.
    """
    template = _opened(document, data)

    def draw(name: str, shown: Chart | bytes) -> Any:
        from docx.shared import Mm

        if isinstance(shown, Chart):
            shown = png(replace(shown, width=CHART_WIDTH, height=CHART_WIDTH * 2 // 5))
        return InlineImage(template, BytesIO(shown), width=Mm(PRINTED_AT))

    _render(document, data, template, tree_of(fill, draw))
    _link_numbers(template.docx, site)
    written = BytesIO()
    template.save(written)
    return written.getvalue()


def filled_for_page(document: Document, data: bytes, fill: Fill) -> Any:
    """The filled document with marks for numbers and pictures. Raises `TemplateRefused`."""
    template = _opened(document, data)

    def draw(name: str, shown: Chart | bytes) -> str:
        told = shown.sentence if isinstance(shown, Chart) else ""
        return f"{CHART}{name}{TEXT}{told}{END}"

    _render(document, data, template, tree_of(fill, draw))
    return template.docx


def _opened(document: Document, data: bytes) -> SchoolTemplate:
    template = SchoolTemplate(BytesIO(data))
    try:
        template.init_docx()
    except Exception:  # whatever a file that was damaged on the disk makes the readers raise
        check_template(document, data)  # says it in a sentence
        raise
    return template


def _render(
    document: Document, data: bytes, template: SchoolTemplate, words: dict[str, Any]
) -> None:
    try:
        language = TemplateLanguage(document.words(), autoescape=True)
        template.render(words, jinja_env=language, autoescape=True)
    except (UnknownPlaceholder, NotAllowed, TemplateSyntaxError):
        check_template(document, data)  # says in a sentence what is wrong, and where
        raise
    properties = template.docx.core_properties
    for name in PROPERTIES:
        setattr(properties, name, without_marks(getattr(properties, name) or ""))


def _link_numbers(document: Any, site: str) -> None:
    """Marks become links; without a site, and in heads and feet, only their text stays."""
    from docx.oxml.ns import qn

    roots = [document.element.body]
    for section in document.sections:
        roots += [section.header._element, section.footer._element]
    for at, root in enumerate(roots):
        for text in list(root.iter(qn("w:t"))):
            if text.text is None or NUMBER not in text.text:
                continue
            if site and at == 0 and text.getparent().tag == qn("w:r"):
                _split(document, text, site)
            else:
                text.text = without_marks(text.text)


def _split(document: Any, text: Any, site: str) -> None:
    """A run with marks in it becomes runs, those of numbers inside links."""
    from docx.oxml.ns import qn

    run = text.getparent()
    before = [one for one in run if one.tag != qn("w:rPr")]
    at = before.index(text)
    pieces: list[Any] = [_run_of(run, before[:at])] if at else []
    found_at = 0
    for found in MARKED.finditer(text.text):
        pieces.append(_said(run, text.text[found_at : found.start()]))
        pieces.append(_link(document, _said(run, found[2]), f"{site}{found[1]}"))
        found_at = found.end()
    pieces.append(_said(run, text.text[found_at:]))
    if before[at + 1 :]:
        pieces.append(_run_of(run, before[at + 1 :]))
    for piece in filter(lambda one: one is not None, pieces):
        run.addprevious(piece)
    run.getparent().remove(run)


def _run_of(run: Any, children: list[Any]) -> Any:
    """A run that looks like `run` and holds `children`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement("w:r")
    look = run.find(qn("w:rPr"))
    if look is not None:
        made.append(copy.deepcopy(look))
    made.extend(children)
    return made


def _said(run: Any, words: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if not words:
        return None
    text = OxmlElement("w:t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    return _run_of(run, [text])


def _link(document: Any, run: Any, address: str) -> Any:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    relation = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), relation)
    if run is not None:
        link.append(run)
    return link

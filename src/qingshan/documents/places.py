"""Where something stands in a Word file: page, paragraph, table and cell.

A file of Word holds no pages. Word leaves a mark where a page began when it last laid the file out;
where there are none, only breaks set by hand are known, and the page is "or later".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGINNING = 14  # characters of a paragraph that are quoted


@dataclass(frozen=True)
class Place:
    """A paragraph: `around` says where it stands, `text` what it says."""

    text: str
    around: str

    @property
    def words(self) -> str:
        """第 3 页第 12 段（“近年来，受益于……”）里，"""
        return tr("{around}（“{text}……”）里，").format(
            around=self.around, text=self.text.strip()[:BEGINNING]
        )


def place_of(template: Any, text: str) -> str:
    """Where the first paragraph that holds `text` stands; "" where none does."""
    return next((place.words for place in places(template) if text in place.text), "")


def places(template: Any) -> Iterator[Place]:
    """All paragraphs in the order of the file, those of tables, heads and feet included."""
    document = template.docx
    yield from _body(document.element.body)
    for section in document.sections:
        for name, part in ((tr("页眉"), section.header), (tr("页脚"), section.footer)):
            for paragraph in part._element.iter(_w("p")):
                yield Place(_text(paragraph), name)


def _body(body: Any) -> Iterator[Place]:
    pages = _Pages(body)
    number = tables = 0
    for block in body:
        if block.tag == _w("tbl"):
            tables += 1
            yield from _table(block, tables, pages)
            continue
        for paragraph in block.iter(_w("p")):
            number += 1
            page = pages.of(paragraph)
            yield Place(
                _text(paragraph), tr("{page}第 {number} 段").format(page=page, number=number)
            )


def _table(table: Any, number: int, pages: _Pages) -> Iterator[Place]:
    for row_number, row in enumerate(table.iter(_w("tr")), start=1):
        for cell_number, cell in enumerate(row.iter(_w("tc")), start=1):
            for paragraph in cell.iter(_w("p")):
                where = tr("第 {number} 个表格第 {row_number} 行第 {cell_number} 格").format(
                    number=number, row_number=row_number, cell_number=cell_number
                )
                yield Place(_text(paragraph), f"{pages.of(paragraph)}{where}")


class _Pages:
    """Counts pages while paragraphs go by in their order."""

    def __init__(self, body: Any) -> None:
        self.laid_out = next(body.iter(_w("lastRenderedPageBreak")), None) is not None
        self.page = 1

    def of(self, paragraph: Any) -> str:
        """The page on which a paragraph begins, in words."""
        begins = self.page
        for mark in self._marks(paragraph):
            at_start = not _text_before(paragraph, mark)
            self.page += 1
            begins += at_start
        return (
            tr("第 {begins} 页").format(begins=begins) if self.laid_out else self._at_least(begins)
        )

    def _marks(self, paragraph: Any) -> list[Any]:
        if self.laid_out:
            return list(paragraph.iter(_w("lastRenderedPageBreak")))
        breaks = [one for one in paragraph.iter(_w("br")) if one.get(_w("type")) == "page"]
        return [*paragraph.iter(_w("pageBreakBefore")), *breaks]

    def _at_least(self, page: int) -> str:
        return tr("第 {page} 页或更后面").format(page=page) if page > 1 else ""


def _text(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(_w("t")))


def _text_before(paragraph: Any, mark: Any) -> bool:
    for element in paragraph.iter():
        if element is mark:
            return False
        if element.tag == _w("t") and element.text:
            return True
    return False


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))

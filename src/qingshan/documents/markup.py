"""A shipped template written as text, made into a Word file.

The text has a mark at the start of a line: `!` the title, `!!` what stands under it, `#` and `##`
headings, `^` the words under a chart, `>` a quotation, `|` a table's head and then its lines (one
that begins with `for one in list` stands for each of a list), `|=` the widths of its columns in
millimetres, `~` places to sign, `>>` a line at the right, `<<` one that is not indented,
`{%p` a condition around paragraphs, `---` a new page, `===` a new page before the next line.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from qingshan.documents import paper as dress

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from qingshan.documents.paper import Paper

MARKS = {
    "!! ": "Subtitle",
    "! ": "Title",
    "# ": "Heading 1",
    "## ": "Heading 2",
    "^ ": "Caption",
    "> ": "Quote",
}


@lru_cache(maxsize=32)
def word_template(text: Path, paper: Paper = dress.OFFICIAL) -> bytes:
    """The template that a school starts from, as .docx."""
    import docx

    document = docx.Document()
    dress.dress(document, paper)
    _Writer(document, paper).write(text.read_text(encoding="utf-8").splitlines())
    written = BytesIO()
    document.save(written)
    return written.getvalue()


class _Writer:
    """Goes through the lines and remembers the table that is being written."""

    def __init__(self, document: Document, paper: Paper) -> None:
        self.document, self.paper = document, paper
        self.table: Any = None
        self.wide: list[int] = []
        self.new_page = False

    def write(self, lines: list[str]) -> None:
        for line in filter(None, lines):
            if line.startswith("|="):
                self.wide = [int(width) for width in line.removeprefix("|=").split()]
            elif line.startswith("|"):
                self._row(_cells(line))
            else:
                self.table = None
                self._line(line)

    def _row(self, cells: list[str]) -> None:
        if self.table is None:
            self.table = self._table(cells)
        elif cells[0].startswith("for "):
            loop, *contents = cells
            for texts in ([f"{{%tr {loop} %}}"], contents, ["{%tr endfor %}"]):
                self._add(texts)
        else:
            self._add(cells)

    def _table(self, headings: list[str]) -> Any:
        table = self.document.add_table(rows=1, cols=len(headings), style="Table Grid")
        dress.loosen(table)
        if len(self.wide) != len(headings):
            self.wide = [self.paper.width // len(headings)] * len(headings)
        dress.widths(table, self.wide)
        for cell, text in zip(table.rows[0].cells, headings, strict=True):
            dress.fill(cell, text, heading=True)
        dress.repeat_on_each_page(table.rows[0])
        return table

    def _add(self, texts: list[str]) -> None:
        row = self.table.add_row()
        dress.widths(self.table, self.wide)
        for cell, text in zip(row.cells, texts, strict=False):
            dress.fill(cell, text)

    def _line(self, line: str) -> None:
        if line == "---":
            dress.new_page(self.document.add_paragraph())
        elif line == "===":
            self.new_page = True
        elif line.startswith("~ "):
            dress.places_to_sign(
                self.document, _cells(line.removeprefix("~ ")), high=self.paper.signing
            )
        else:
            made = self._paragraph(line)
            if self.new_page and not line.startswith("{%"):
                made.paragraph_format.page_break_before = True
                self.new_page = False

    def _paragraph(self, line: str) -> Any:
        for mark, style in MARKS.items():
            if line.startswith(mark):
                return self.document.add_paragraph(line.removeprefix(mark), style)
        if line.startswith(">> "):
            return dress.at_the_right(
                self.document.add_paragraph(line.removeprefix(">> "), "Normal")
            )
        if line.startswith("<<"):
            return dress.not_indented(
                self.document.add_paragraph(line.removeprefix("<<").strip(), "Normal")
            )
        if line.startswith(("{{ chart.", "{{ one.picture")):
            return dress.keep_with_next(self.document.add_paragraph(line, "Caption"))
        return self.document.add_paragraph(line, "Normal")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]

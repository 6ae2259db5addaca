"""The shipped template of the case document: `templates/reports/case.md` as a Word file.

The text has a mark at the start of a line: `!` the title, `!!` what stands under it, `#` and `##`
headings, `^` the words under a chart, `|` a table's head and then its line for each row, `{%p` a
condition around paragraphs, `---` a new page. The dress follows the national standard for official
documents (GB/T 9704): 方正小标宋, 黑体, 楷体, 仿宋, 28 points from line to line.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qingshan.reports import dress

if TYPE_CHECKING:
    from docx.document import Document

TEXT = Path(__file__).parent / "templates" / "reports" / "case.md"
MARKS = {"!! ": "Subtitle", "! ": "Title", "# ": "Heading 1", "## ": "Heading 2", "^ ": "Caption"}


@lru_cache(maxsize=1)
def shipped_template() -> bytes:
    """The template that a school starts from, as .docx."""
    import docx

    document = docx.Document()
    dress.dress(document)
    _write(document, TEXT.read_text(encoding="utf-8").splitlines())
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _write(document: Document, lines: list[str]) -> None:
    table: Any = None
    for line in filter(None, lines):
        if not line.startswith("|"):
            table = None
            _paragraph(document, line)
        elif table is None:
            table = _table(document, _cells(line))
        else:
            _loop(table, _cells(line))


def _paragraph(document: Document, line: str) -> None:
    if line == "---":
        dress.new_page(document.add_paragraph())
        return
    for mark, style in MARKS.items():
        if line.startswith(mark):
            document.add_paragraph(line.removeprefix(mark), style)
            return
    if line.startswith("{{ chart."):
        dress.keep_with_next(document.add_paragraph(line, "Caption"))
    else:
        document.add_paragraph(line, "Normal")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _table(document: Document, headings: list[str]) -> Any:
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    dress.loosen(table)
    dress.widths(table, len(headings))
    for cell, text in zip(table.rows[0].cells, headings, strict=True):
        dress.fill(cell, text, heading=True)
    dress.repeat_on_each_page(table.rows[0])
    return table


def _loop(table: Any, cells: list[str]) -> None:
    """A row for each of a list, between the two rows that say so."""
    loop, *contents = cells
    for texts in ([f"{{%tr {loop} %}}"], contents, ["{%tr endfor %}"]):
        row = table.add_row()
        dress.widths(table, len(contents))
        for cell, text in zip(row.cells, texts, strict=False):
            dress.fill(cell, text)

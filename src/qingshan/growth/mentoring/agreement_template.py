"""The agreement's form as a Word file: `templates/growth/agreement.md` on one page A4.

A mark begins a line: `!` the title, `!!` what stands under it, `#` a heading, `{%p` a loop around
paragraphs, `|` the places for signatures.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qingshan.kit.typesetting import Look, indent_first_line, set_style

if TYPE_CHECKING:
    from docx.document import Document

TEXT = Path(__file__).parents[1] / "templates" / "growth" / "agreement.md"
MARKS = {"!! ": "Subtitle", "! ": "Title", "# ": "Heading 1"}
STYLES = {
    "Normal": Look("仿宋", 14, indented=True),
    "Title": Look("方正小标宋简体", 22, centred=True),
    "Subtitle": Look("楷体", 14, centred=True),
    "Heading 1": Look("黑体", 14, indented=True),
}
SPACE_AFTER = {"Title": 4, "Subtitle": 10}  # points
TEXT_POINTS = 14
LINE = 24  # points from line to line
SIGNING = 42  # millimetres of height to sign and stamp in
DAY = "年　　月　　日"


@lru_cache(maxsize=1)
def agreement_template() -> bytes:
    """The form, as .docx, for docxtpl to fill."""
    import docx
    from docx.shared import Pt

    document = docx.Document()
    _lay_paper(document)
    for name, look in STYLES.items():
        set_style(document.styles[name], look, line=LINE)
    for name, points in SPACE_AFTER.items():
        document.styles[name].paragraph_format.space_after = Pt(points)
    for line in filter(None, TEXT.read_text(encoding="utf-8").splitlines()):
        _write(document, line)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _lay_paper(document: Document) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(28), Mm(22)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _write(document: Document, line: str) -> None:
    if line.startswith("|"):
        _places_to_sign(document, [cell.strip() for cell in line.strip("|").split("|")])
        return
    for mark, style in MARKS.items():
        if line.startswith(mark):
            document.add_paragraph(line.removeprefix(mark), style)
            return
    document.add_paragraph(line, "Normal")


def _places_to_sign(document: Document, names: list[str]) -> None:
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm, Pt

    document.add_paragraph().paragraph_format.line_spacing = Pt(12)
    table = document.add_table(rows=1, cols=len(names), style="Table Grid")
    row = table.rows[0]
    row.height_rule, row.height = WD_ROW_HEIGHT_RULE.EXACTLY, Mm(SIGNING)
    for cell, name in zip(row.cells, names, strict=True):
        _fill(cell, [f"{name}：", "", "", DAY])


def _fill(cell: Any, lines: list[str]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.add_run(line)
        indent_first_line(paragraph._p.get_or_add_pPr(), 0, TEXT_POINTS)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if line == DAY else WD_ALIGN_PARAGRAPH.LEFT

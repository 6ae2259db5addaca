"""How the shipped documents look: paper, faces, spacing, page numbers.

The dress follows the national standard for official documents (GB/T 9704): 方正小标宋, 黑体, 楷体,
仿宋, 28 points from line to line; forms that are signed are set a size smaller.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qingshan.kit.typesetting import Look, indent_first_line, set_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet: `size` and `margins` (top, bottom, left, right) in millimetres, text in points."""

    text: int
    line: int
    size: tuple[int, int] = (210, 297)
    margins: tuple[int, int, int, int] = (37, 35, 28, 26)
    numbered: bool = True
    signing: int = 38  # millimetres of height to sign and stamp in
    framed: bool = False

    @property
    def width(self) -> int:
        """Millimetres between the margins."""
        return self.size[0] - self.margins[2] - self.margins[3]


OFFICIAL = Paper(16, 28)
FORM = Paper(14, 24, margins=(28, 22, 28, 26), numbered=False)
SLIP = Paper(14, 24, size=(210, 148), margins=(14, 10, 22, 22), numbered=False, signing=24)
DIPLOMA = Paper(26, 52, size=(297, 210), margins=(45, 25, 45, 45), numbered=False, framed=True)


def _styles(paper: Paper) -> dict[str, Look]:
    return {
        "Normal": Look("仿宋", paper.text, indented=True),
        "Title": Look("方正小标宋简体", 48 if paper is DIPLOMA else 22, centred=True),
        "Subtitle": Look("楷体", paper.text, centred=True),
        "Heading 1": Look("黑体", paper.text, indented=True),
        "Heading 2": Look("楷体", paper.text, bold=True, indented=True),
        "Caption": Look("仿宋", 12, centred=True),
        "Quote": Look("楷体", paper.text, indented=True),
    }


INSTEAD = {
    "方正小标宋简体": "华文中宋",
    "仿宋": "仿宋_GB2312",
    "楷体": "楷体_GB2312",
    "黑体": "SimHei",
}
"""The face to take where a computer has not got the first."""

TABLE_POINTS = 10.5
SPACE_AFTER = {"Title": 4, "Subtitle": 10}  # points, on a form


def dress(document: Document, paper: Paper) -> None:
    """Gives an empty document its paper, styles and page number."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(paper.size[0]), Mm(paper.size[1])
    if paper.size[0] > paper.size[1]:
        section.orientation = WD_ORIENT.LANDSCAPE
    top, bottom, left, right = (Mm(margin) for margin in paper.margins)
    section.top_margin, section.bottom_margin = top, bottom
    section.left_margin, section.right_margin = left, right
    for name, look in _styles(paper).items():
        set_style(document.styles[name], look, line=paper.line)
    if paper is not OFFICIAL:
        for name, points in SPACE_AFTER.items():
            document.styles[name].paragraph_format.space_after = Pt(points)
    _caption(document.styles["Caption"])
    _name_faces(document)
    if paper.framed:
        _frame(section)
        document.styles["Title"].paragraph_format.line_spacing = Pt(72)
        document.styles["Title"].paragraph_format.space_after = Pt(16)
    if paper.numbered:
        _page_number(section.footer.paragraphs[0])


def _frame(section: Any) -> None:
    """A double line around the page, in the red of certificates."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    frame = OxmlElement("w:pgBorders")
    frame.set(qn("w:offsetFrom"), "page")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "double"), ("sz", "18"), ("space", "24"), ("color", "B02418")):
            line.set(qn(f"w:{name}"), value)
        frame.append(line)
    section._sectPr.find(qn("w:pgMar")).addnext(frame)


def fill(cell: Any, text: str, *, heading: bool = False) -> None:
    """Writes a table's cell, tighter than the running text."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.font.size = Pt(TABLE_POINTS)
    run.bold = heading
    layout = paragraph.paragraph_format
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    layout.alignment = WD_ALIGN_PARAGRAPH.LEFT
    indent_first_line(paragraph._p.get_or_add_pPr(), 0, OFFICIAL.text)


def widths(table: Any, wide: Sequence[int]) -> None:
    """Sets the columns' widths in millimetres."""
    from docx.shared import Mm

    table.autofit = False
    for column, width in zip(table.columns, wide, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, wide, strict=False):
            cell.width = Mm(width)


def places_to_sign(document: Document, names: Sequence[str], *, high: int) -> None:
    """A box for each who signs, with room for a stamp and a day."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm, Pt

    document.add_paragraph().paragraph_format.line_spacing = Pt(12)
    table = document.add_table(rows=1, cols=len(names), style="Table Grid")
    row = table.rows[0]
    row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(high)
    for cell, name in zip(row.cells, names, strict=True):
        _fill_lines(cell, [f"{name}：", "", DAY])


DAY = "年　　月　　日"


def _fill_lines(cell: Any, lines: list[str]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.add_run(line)
        indent_first_line(paragraph._p.get_or_add_pPr(), 0, FORM.text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if line == DAY else WD_ALIGN_PARAGRAPH.LEFT


def loosen(table: Any) -> None:
    """Leaves a little air above and below the text of each cell."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "60")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def keep_with_next(paragraph: Any) -> Any:
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def at_the_right(paragraph: Any) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def not_indented(paragraph: Any) -> Any:
    indent_first_line(paragraph._p.get_or_add_pPr(), 0, OFFICIAL.text)
    return paragraph


def new_page(paragraph: Any) -> None:
    from docx.enum.text import WD_BREAK

    paragraph.add_run().add_break(WD_BREAK.PAGE)


def repeat_on_each_page(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _caption(style: Any) -> None:
    """As high as the picture's own line, with air around."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(6)
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE  # an exact one cuts a picture off


def _page_number(paragraph: Any) -> None:
    """— 1 — in the middle of the foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    indent_first_line(paragraph._p.get_or_add_pPr(), 0, OFFICIAL.text)
    paragraph.add_run("— ")
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
    paragraph.add_run(" —")


def _name_faces(document: Document) -> None:
    """Names in the table of fonts which face to take instead of one that is missing."""
    named = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{instead}"/><w:charset w:val="86"/></w:font>'
        for face, instead in INSTEAD.items()
    )
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            part = relation.target_part
            part._blob = part.blob.replace(b"</w:fonts>", named.encode() + b"</w:fonts>")

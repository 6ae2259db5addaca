"""How the shipped document looks: paper, faces, spacing, page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qingshan.kit.typesetting import Look, indent_first_line, set_style

if TYPE_CHECKING:
    from docx.document import Document

STYLES = {
    "Normal": Look("仿宋", 16, indented=True),
    "Title": Look("方正小标宋简体", 22, centred=True),
    "Subtitle": Look("楷体", 16, centred=True),
    "Heading 1": Look("黑体", 16, indented=True),
    "Heading 2": Look("楷体", 16, bold=True, indented=True),
    "Caption": Look("仿宋", 12, centred=True),
}
INSTEAD = {
    "方正小标宋简体": "华文中宋",
    "仿宋": "仿宋_GB2312",
    "楷体": "楷体_GB2312",
    "黑体": "SimHei",
}
"""The face to take where a computer has not got the first."""

TEXT_POINTS = 16
LINE = 28  # points from line to line
COLUMNS = {4: (40, 24, 52, 40)}  # millimetres, by how many columns there are
TABLE_POINTS = 10.5


def dress(document: Document) -> None:
    """Gives an empty document its paper, styles and page number."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    for name, look in STYLES.items():
        set_style(document.styles[name], look, line=LINE)
    _caption(document.styles["Caption"])
    _name_faces(document)
    _page_number(section.footer.paragraphs[0])


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
    indent_first_line(paragraph._p.get_or_add_pPr(), 0, TEXT_POINTS)


def widths(table: Any, columns: int) -> None:
    from docx.shared import Mm

    table.autofit = False
    wide = COLUMNS[columns]
    for column, width in zip(table.columns, wide, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, wide, strict=False):
            cell.width = Mm(width)


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


def keep_with_next(paragraph: Any) -> None:
    paragraph.paragraph_format.keep_with_next = True


def new_page(paragraph: Any) -> None:
    from docx.enum.text import WD_BREAK

    paragraph.add_run().add_break(WD_BREAK.PAGE)


def repeat_on_each_page(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _caption(style: Any) -> None:
    """As high as the picture's own line, with air around."""
    from docx.shared import Pt

    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(6)
    layout.line_spacing_rule = layout.line_spacing = None


def _page_number(paragraph: Any) -> None:
    """— 1 — in the middle of the foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    indent_first_line(paragraph._p.get_or_add_pPr(), 0, TEXT_POINTS)
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

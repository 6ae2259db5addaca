"""Word styles as Chinese official papers set them: faces, fixed line spacing, indented paragraphs.

python-docx is imported when a document is made: a server that makes none starts without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LATIN = "Times New Roman"
TITLE_LINE = 36  # points from line to line


@dataclass(frozen=True, slots=True)
class Look:
    """How a style looks: `face` of Chinese, size in points, the first line in by two characters."""

    face: str
    points: int
    bold: bool = False
    centred: bool = False
    indented: bool = False


def set_style(style: Any, look: Look, *, line: int) -> None:
    """Gives a paragraph style its look, `line` points from line to line (a title has its own)."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    font = style.font
    font.name, font.size, font.bold, font.italic = LATIN, Pt(look.points), look.bold, False
    font.color.rgb = RGBColor(0, 0, 0)
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    faces.set(qn("w:eastAsia"), look.face)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(TITLE_LINE if style.name == "Title" else line)
    layout.alignment = WD_ALIGN_PARAGRAPH.CENTER if look.centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    indent_first_line(properties, 200 if look.indented else 0, look.points)


def indent_first_line(properties: Any, hundredths: int, points: int) -> None:
    """By hundredths of a character of so many points, as Chinese typesetting counts."""
    from docx.oxml.ns import qn

    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(hundredths))
    indent.set(qn("w:firstLine"), str(hundredths * points // 5))

"""An Excel template checked and filled: words in cells, and a row for each of a list.

A row is repeated when a cell of it begins with `{% for one in list %}`; there is nothing else to
learn: no conditions and no loops across rows. Formulas stay as they are and do not grow with rows.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateSyntaxError
from jinja2.exceptions import UndefinedError

from qingshan.documents.checking import ONLY, TemplateRefused, check_template, refused
from qingshan.documents.drawings import follow_rows, title_runs
from qingshan.documents.language import NotAllowed, TemplateLanguage, UnknownPlaceholder
from qingshan.documents.words import MARKED, tree_of, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from qingshan.documents.declaring import Document, Fill

LOOP = re.compile(r"\{%\s*for\s+(\w+)\s+in\s+([\w.]+)\s*%\}")
END_LOOP = re.compile(r"\{%\s*endfor\s*%\}")
WHOLE_NUMBER = re.compile(r"-?\d{1,15}")
PERCENT = re.compile(r"(-?\d{1,6})(?:\.(\d{1,6}))?%")
MOST_CELLS = 20_000  # of a template


@dataclass(frozen=True)
class Repeated:
    """A row of the template that stands once for each of a list."""

    row: int
    item: str
    listed: str


def check_workbook(language: TemplateLanguage, data: bytes) -> None:
    """Raises `TemplateRefused` with the sheet and the cell of what cannot be read."""
    try:
        book = _opened(data)
        sheets = list(book.worksheets)
    except Exception as broken:  # whatever a broken file makes the readers raise
        raise TemplateRefused("这个文件打不开，请用 Excel 另存为 .xlsx 再传一次。") from broken
    if sum(sheet.max_row * sheet.max_column for sheet in sheets) > MOST_CELLS:
        raise TemplateRefused("这个文件的格子太多，不像是一份模板，请从现在的模板改起。")
    for sheet in sheets:
        loops = {loop.row: loop for loop in _loops(sheet)}
        for cell in _spoken(sheet):
            _check_cell(language, sheet, cell, loops.get(cell.row))
        for run in title_runs(sheet):
            _check_text(language, f"工作表“{sheet.title}”里一张图的标题里，", run.t or "", run.t)


def filled_workbook(document: Document, data: bytes, fill: Fill, *, site: str) -> bytes:
    """The filled document as .xlsx. Raises `TemplateRefused` where the template cannot be used."""
    check_template(document, data)
    words = tree_of(fill, lambda _name, _shown: "")
    language = TemplateLanguage(document.words())
    book = _opened(data)
    for sheet in book.worksheets:
        for loop in reversed(_loops(sheet)):
            items = language.compile_expression(loop.listed)(**words) or []
            _repeat(sheet, loop, len(items))
            follow_rows(book, sheet, loop.row, len(items) - 1)
            for number, item in enumerate(items):
                _say_row(language, sheet, loop, loop.row + number, {**words, loop.item: item}, site)
        for cell in list(_spoken(sheet)):
            _say(language, cell, str(cell.value), words, site)
        for run in title_runs(sheet):
            run.t = without_marks(language.from_string(run.t or "").render(words))
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _opened(data: bytes) -> Any:
    from openpyxl import load_workbook

    return load_workbook(BytesIO(data))


def _spoken(sheet: Worksheet) -> Iterator[Cell]:
    """The cells that hold something of the template's language."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and ("{{" in cell.value or "{%" in cell.value):
                yield cell


def _loops(sheet: Worksheet) -> list[Repeated]:
    found = {}
    for cell in _spoken(sheet):
        loop = LOOP.search(str(cell.value))
        if loop:
            found[cell.row] = Repeated(cell.row, loop[1], loop[2])
    return list(found.values())


def _check_cell(
    language: TemplateLanguage, sheet: Worksheet, cell: Cell, loop: Repeated | None
) -> None:
    where = f"工作表“{sheet.title}”的 {cell.coordinate} 格里，"
    text = _bare(str(cell.value))
    if loop:
        text = f"{{% for {loop.item} in {loop.listed} %}}{text}{{% endfor %}}"
    _check_text(language, where, text, cell.value)


def _check_text(language: TemplateLanguage, where: str, text: str, shown: Any) -> None:
    try:
        language.parse(text)
    except UnknownPlaceholder as unknown:
        raise refused(language, where, unknown) from unknown
    except NotAllowed as odd:
        raise TemplateRefused(f"{where}{ONLY}") from odd
    except TemplateSyntaxError as wrong:
        raise TemplateRefused(f"{where}这里写得不对：{shown}，请对照占位符一览改一改。") from wrong


def _bare(text: str) -> str:
    return END_LOOP.sub("", LOOP.sub("", text))


def _repeat(sheet: Worksheet, loop: Repeated, times: int) -> None:
    """Makes room for `times` rows that look like the one of the loop; none where there are none."""
    more = times - 1
    _shift(sheet, loop.row, more)
    own = sheet.row_dimensions[loop.row].height
    for number in range(loop.row + 1, loop.row + times):
        sheet.row_dimensions[number].height = own
        row: Any = sheet[loop.row]
        for cell in row:
            beside: Any = sheet.cell(number, cell.column)
            beside.value = cell.value
            beside._style = copy.copy(cell._style)


def _shift(sheet: Worksheet, row: int, more: int) -> None:
    """Moves what stands below a row, merged cells and heights included; -1 takes the row out."""
    if not more:
        return
    merged = [area for area in sheet.merged_cells.ranges if area.min_row > row]
    heights = {n: d.height for n, d in sheet.row_dimensions.items() if n > row and d.height}
    if more > 0:
        sheet.insert_rows(row + 1, more)
    else:
        sheet.delete_rows(row)
    for area in merged:
        area.shift(0, more)
    for number in heights:
        sheet.row_dimensions[number].height = None
    for number, height in heights.items():
        sheet.row_dimensions[number + more].height = height


def _say_row(
    language: TemplateLanguage,
    sheet: Worksheet,
    loop: Repeated,
    row: int,
    words: dict[str, Any],
    site: str,
) -> None:
    item = _Item(language, loop)
    for cell in list(sheet[row]):
        if isinstance(cell.value, str) and "{" in cell.value:
            _say(item, cell, _bare(cell.value), words, site)


class _Item:
    """The language within a row of a loop, where the item has a name."""

    def __init__(self, language: TemplateLanguage, loop: Repeated) -> None:
        self.language, self.loop = language, loop

    def said(self, text: str, words: dict[str, Any]) -> str:
        begin = f"{{% for {self.loop.item} in {self.loop.listed} %}}"
        chain = self.loop.listed.split(".")
        one: Any = [words[self.loop.item]]
        for name in reversed(chain[1:]):
            one = {name: one}
        around = {**words, chain[0]: one}
        return self.language.from_string(f"{begin}{text}{{% endfor %}}").render(around)


def _say(speaker: Any, cell: Any, text: str, words: dict[str, Any], site: str) -> None:
    """Writes a cell: a number as one, text never as a formula, with the link of its number."""
    try:
        said = (
            speaker.said(text, words)
            if isinstance(speaker, _Item)
            else speaker.from_string(text).render(words)
        )
    except UndefinedError:
        said = ""
    found = MARKED.search(said)
    plain = without_marks(said)
    alone = text.strip().startswith("{{") and text.strip().endswith("}}")
    rate = PERCENT.fullmatch(plain)
    if alone and rate:
        cell.value = float(plain[:-1]) / 100
        cell.number_format = f"0.{'0' * len(rate[2])}%" if rate[2] else "0%"
    elif alone and WHOLE_NUMBER.fullmatch(plain) and not plain.startswith("0" * 2):
        cell.value = int(plain) if len(plain) < 11 else plain
    else:
        cell.value = plain
        if plain:
            cell.data_type = "s"
        cell.quotePrefix = plain[:1] in {"=", "+", "-", "@", "\t", "\r"}
    if site and found and found[1]:
        cell.hyperlink = f"{site}{found[1]}"

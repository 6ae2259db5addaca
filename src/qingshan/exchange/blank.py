"""The empty workbook: every sheet with its columns, drop-down lists and an example row, and a first
sheet that says what each column wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from qingshan.exchange.bookwriting import (
    HEADER_FILL,
    HEADER_FONT,
    SOFT_FONT,
    WRAPPED,
    header_cells,
    opened,
    set_widths,
    styled,
)
from qingshan.exchange.reading import EXAMPLE
from qingshan.exchange.registry import usual_sheets
from qingshan.exchange.school_sheet import TITLE
from qingshan.kit.cells import Day
from qingshan.kit.choices import Choice
from qingshan.kit.words import makes_a_file

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

    from qingshan.kit.sheets import Column, Sheet

LAST_ROW = 20_000
"""Down to here cells are formatted and have their lists."""
GUIDE, LISTS = "填写说明", "代码表"
INTRODUCTION = (
    "学校数据工作簿",
    f"带 ★ 的列必须填。每张表的第一行是示例，以“{EXAMPLE}”开头，不会被读入，可以留着，也可以删掉。",
    "列的先后可以换，可以多出别的列；表头上面可以有标题行，中间可以有空行。",
    "编号、身份证件号、电话请按文本填写，免得表格软件把它们变成数字。",
)
SCHOOL_ITEMS = (
    "学校名称",
    "学校标识码",
    "学年",
    "学期1名称",
    "学期1开始",
    "学期1结束",
    "学期2名称",
    "学期2开始",
    "学期2结束",
)


@makes_a_file
def write_blank(out: Path | IO[bytes]) -> None:
    with opened(out) as file:
        book = Workbook(write_only=True)
        _write_guide(book)
        lists: dict[tuple[str, ...], str] = {}
        for sheet in usual_sheets():
            _write_sheet(book, sheet, lists)
        _write_lists(book, lists)
        book.save(file)


def _write_guide(book: Workbook) -> None:
    guide = book.create_sheet(GUIDE)
    for letter, width in zip("ABCDE", (12, 24, 8, 34, 60), strict=True):
        guide.column_dimensions[letter].width = width
    for line in INTRODUCTION:
        guide.append([line])
    guide.append([])
    titles = [styled(guide, title, "@") for title in ("表", "列", "必填", "填什么", "说明")]
    for cell in titles:
        cell.fill, cell.font = HEADER_FILL, HEADER_FONT
    guide.append(titles)
    for sheet in usual_sheets():
        guide.append([sheet.title, None, None, None, sheet.help])
        for column in sheet.usual_columns:
            guide.append(_guide_line(guide, sheet, column))


def _guide_line(guide: Any, sheet: Sheet, column: Column) -> list[Any]:
    choices = column.kind.choices
    listed = f"可填：{'、'.join(choices[:60])}。" if choices else ""
    cell = styled(guide, f"{column.help}{'。' if column.help else ''}{listed}", "@")
    cell.alignment = WRAPPED
    return [sheet.title, column.title, "★" if column.required else "", column.kind.hint, cell]


def _write_sheet(book: Workbook, sheet: Sheet, lists: dict[tuple[str, ...], str]) -> None:
    written = book.create_sheet(sheet.title)
    written.freeze_panes = "A2"
    set_widths(written, sheet.usual_columns)
    for at, column in enumerate(sheet.usual_columns, start=1):
        letter = get_column_letter(at)
        written.column_dimensions[letter].number_format = column.kind.number_format
        if isinstance(column.kind, Choice):
            written.data_validations.append(_list(letter, column, column.kind, lists))
    written.append(header_cells(written, sheet.usual_columns))
    written.append([_example(written, column, at) for at, column in enumerate(sheet.usual_columns)])
    if sheet.title == TITLE:
        for item in SCHOOL_ITEMS:
            written.append([item])


def _example(written: Any, column: Column, at: int) -> Any:
    """An example cell. The first one of a row says that the row is an example."""
    value = column.example
    if at == 0:
        cell = styled(written, f"{EXAMPLE}{value}", "@")
    elif isinstance(column.kind, Day) and value:
        cell = styled(written, column.kind.read(value), column.kind.number_format)
    else:
        cell = styled(written, value or None, column.kind.number_format)
    cell.font = SOFT_FONT
    return cell


def _list(
    letter: str, column: Column, kind: Choice, lists: dict[tuple[str, ...], str]
) -> DataValidation:
    """A drop-down list; an open one only offers, a closed one warns and lets a number through."""
    place = lists.setdefault(kind.choices, get_column_letter(len(lists) + 1))
    name = quote_sheetname(LISTS)
    found = DataValidation(
        type="list",
        formula1=f"{name}!${place}$1:${place}${len(kind.choices)}",
        allow_blank=True,
        showErrorMessage=not kind.open_to,
        errorStyle="warning",
        errorTitle=column.title,
        error=f"请从列表中选：{'、'.join(kind.choices[:8])}"[:250],
    )
    found.add(f"{letter}2:{letter}{LAST_ROW}")
    return found


def _write_lists(book: Workbook, lists: dict[tuple[str, ...], str]) -> None:
    written = book.create_sheet(LISTS)
    written.sheet_state = "hidden"
    for at in range(max(map(len, lists))):
        written.append([choices[at] if at < len(choices) else None for choices in lists])

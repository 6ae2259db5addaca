"""Native charts of a workbook: drawn once into a shipped template, kept in step with its rows.

A chart draws cells and holds no number of its own, so whoever changes a cell or the look of the
chart in Excel has a chart of what stands there. When a row of the template is repeated, what the
charts of the book point at grows with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.workbook import Workbook

FACE = "宋体"
GREEN, AMBER = "2C6650", "C48A2C"
WIDE, HIGH = 17, 8  # centimetres: the width of a printed page
REFERENCE = re.compile(r"^(?P<sheet>'(?:[^']|'')+'|[^'!]+)!(?P<cells>[$A-Z0-9:]+)$")
SERIES_PARTS = ("tx", "cat", "val", "xVal", "yVal", "bubbleSize")


@dataclass(frozen=True)
class Drawn:
    """A chart of the rows of a list: `at` and `of` are columns of its sheet, counted from 1.

    `unit` stands at the axis of values.
    """

    title: str
    kind: str
    of: tuple[int, ...]
    unit: str
    at: int = 1
    percent: bool = False


def draw(sheet: Any, drawn: Drawn, *, head: int, place: int) -> None:
    """Puts the chart at row `place`, of the rows below the headings in row `head`."""
    from openpyxl.chart import BarChart, LineChart
    from openpyxl.chart.data_source import AxDataSource, StrRef
    from openpyxl.chart.label import DataLabelList
    from openpyxl.chart.reference import Reference
    from openpyxl.chart.series_factory import SeriesFactory

    chart: Any = BarChart() if drawn.kind == "bar" else LineChart()
    row = head + 1
    places = Reference(sheet, min_col=drawn.at, min_row=row)
    for column, colour in zip(drawn.of, (GREEN, AMBER), strict=False):
        values = Reference(sheet, min_col=column, min_row=row)
        one: Any = SeriesFactory(values, title_from_data=False)
        one.tx = _named(Reference(sheet, min_col=column, min_row=head))
        one.cat = AxDataSource(strRef=StrRef(f=str(places)))
        _colour(one, colour, line=drawn.kind == "line")
        chart.series.append(one)
    chart.title = _words(drawn.title, 1400)
    chart.width, chart.height = WIDE, HIGH
    chart.dataLabels = DataLabelList(
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
        dLblPos="t" if drawn.kind == "line" else "outEnd",
    )
    if len(drawn.of) > 1:
        chart.legend.position = "b"
    else:
        chart.legend = None
    _axes(chart, drawn)
    sheet.add_chart(chart, f"A{place}")


def _named(head: Any) -> Any:
    from openpyxl.chart.data_source import StrRef
    from openpyxl.chart.series import SeriesLabel

    return SeriesLabel(strRef=StrRef(f=str(head)))


def _axes(chart: Any, drawn: Drawn) -> None:
    """Counts stand on zero in whole steps; a rate ends at 100 %."""
    chart.x_axis.delete = chart.y_axis.delete = False  # newer Excel hides an axis that says nothing
    chart.y_axis.title = None if drawn.percent else _words(drawn.unit, 1000)
    chart.y_axis.number_format = "0%" if drawn.percent else "0"
    chart.y_axis.scaling.min = None if drawn.percent else 0
    if drawn.percent:
        chart.y_axis.scaling.max = 1


def _colour(one: Any, colour: str, *, line: bool) -> None:
    one.graphicalProperties.line.solidFill = colour
    if line:
        one.graphicalProperties.line.width = 28_000  # EMU, a little over two points
        one.marker.symbol = "circle"
        one.marker.graphicalProperties.solidFill = colour
        one.smooth = False
    else:
        one.graphicalProperties.solidFill = colour


def _words(text: str, size: int) -> Any:
    """A title in a face that Chinese has everywhere; `size` in hundredths of a point."""
    from openpyxl.chart.text import RichText, Text
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import (
        CharacterProperties,
        Font,
        Paragraph,
        ParagraphProperties,
        RegularTextRun,
    )

    look = CharacterProperties(
        sz=size, b=size > 1000, latin=Font(typeface=FACE), ea=Font(typeface=FACE)
    )
    run = RegularTextRun(rPr=look, t=text)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=look), r=[run])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def title_runs(sheet: Any) -> Iterator[Any]:
    """The pieces of text in the titles of a sheet's charts."""
    for chart in sheet._charts:
        rich = chart.title and chart.title.tx and chart.title.tx.rich
        for paragraph in rich.p if rich else ():
            yield from paragraph.r or ()


def follow_rows(book: Workbook, sheet: Any, row: int, more: int) -> None:
    """After `row` of a sheet was repeated `more` times: what charts point at, and where they stand.

    With -1 the row is gone, and with it each chart that had nothing else to draw.
    """
    for other in book.worksheets:
        kept = []
        for chart in other._charts:  # type: ignore[attr-defined]
            references = list(_references(chart))
            moved = [_moved(reference.f, sheet.title, row, more) for reference in references]
            for reference, cells in zip(references, moved, strict=True):
                _forget(reference)
                reference.f = cells or reference.f
            if all(moved):
                kept.append(chart)
            if other is sheet:
                _move(chart.anchor, row, more)
        other._charts = kept  # type: ignore[attr-defined]


def _references(chart: Any) -> Iterator[Any]:
    for one in (one for part in chart._charts for one in part.series):
        for name in SERIES_PARTS:
            part = getattr(one, name, None)
            for kind in ("numRef", "strRef", "multiLvlStrRef"):
                reference = getattr(part, kind, None)
                if reference is not None and reference.f:
                    yield reference


def _forget(reference: Any) -> None:
    """What Excel remembered of the cells is that of the template."""
    for name in ("numCache", "strCache", "multiLvlStrCache"):
        if hasattr(reference, name):
            setattr(reference, name, None)


def _moved(reference: str, title: str, row: int, more: int) -> str:
    """The reference after the rows have moved; empty where its only row is gone."""
    from openpyxl.utils import get_column_letter
    from openpyxl.utils.cell import range_boundaries

    found = REFERENCE.match(reference)
    if not found or found["sheet"].strip("'").replace("''", "'") != title:
        return reference
    left, top, right, bottom = range_boundaries(found["cells"].replace("$", ""))
    if left is None or right is None or top is None or bottom is None:
        return reference  # whole columns or rows hold what there is
    if top == bottom == row and more < 0:
        return ""
    top, bottom = top + more * (top > row), bottom + more * (bottom >= row)
    first, last = get_column_letter(left), get_column_letter(right)
    return f"{found['sheet']}!${first}${top}:${last}${bottom}"


def _move(anchor: Any, row: int, more: int) -> None:
    """A chart below the row moves with what stands around it; its rows count from 0."""
    for corner in (getattr(anchor, "_from", None), getattr(anchor, "to", None)):
        if corner is not None and corner.row >= row:
            corner.row += more

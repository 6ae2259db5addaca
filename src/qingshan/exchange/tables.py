"""The problems of a run as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.html import format_html

from qingshan.kit.tables import Column, Filter, Table

if TYPE_CHECKING:
    from django.http import QueryDict

    from qingshan.exchange.models import LoadRun


_FIXED = "\N{NO-BREAK SPACE}"


def _cell(cells: dict[str, Any]) -> str:
    """Sheet and row are never parted by the end of a line."""
    row = f"第{_FIXED}{cells['row']}{_FIXED}行" if cells["row"] else ""
    sheet = _FIXED.join(filter(None, (cells["sheet"], row)))
    return " ".join(filter(None, (sheet, cells["column"]))) or "整本工作簿"


def _how(cells: dict[str, Any]) -> str:
    if cells["is_error"]:
        return str(cells["message"])
    return format_html('{} <span class="tag quiet">可以不管</span>', cells["message"])


class ProblemTable(Table):
    """Each problem at its cell, in the order of the workbook."""

    name = "problems"
    caption = "要改的地方"
    unit = "处"
    search = ("message", "column")
    search_hint = "列名，或怎么改里的字"
    default_sort = ("place",)
    columns = (
        Column("place", "在哪里", needs=("sheet", "row", "column"), show=_cell),
        Column("value", "填的是", sort=False, phone="label"),
        Column("message", "怎么改", sort=False, needs=("message", "is_error"), show=_how),
    )


def problem_table(run: LoadRun, asked: QueryDict) -> ProblemTable:
    """The problems of a run, to be narrowed to one sheet or to what must be mended."""
    per_sheet = run.problems.order_by().values_list("sheet").annotate(Count("pk"))
    sheets = [(sheet, f"{sheet}（{count}）") for sheet, count in per_sheet if sheet]
    return ProblemTable(
        run.problems.all(),
        asked,
        filters=(
            Filter("sheet", "工作表", "sheet", choices=sorted(sheets)),
            Filter(
                "kind", "哪一类", "is_error", choices=[("True", "必须改"), ("False", "可以不管")]
            ),
        ),
    )

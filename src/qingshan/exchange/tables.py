"""The problems of a run as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.html import format_html

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from django.http import QueryDict

    from qingshan.exchange.models import LoadRun


_FIXED = "\N{NO-BREAK SPACE}"


def _cell(cells: dict[str, Any]) -> str:
    """Sheet and row are never parted by the end of a line."""
    row = (
        tr("第{fixed}{cells}{fixed}行").format(fixed=_FIXED, cells=cells["row"])
        if cells["row"]
        else ""
    )
    sheet = _FIXED.join(filter(None, (cells["sheet"], row)))
    return " ".join(filter(None, (sheet, cells["column"]))) or tr("整本工作簿")


def _how(cells: dict[str, Any]) -> str:
    if cells["is_error"]:
        return str(cells["message"])
    return format_html(str(tr('{} <span class="tag quiet">可以不管</span>')), cells["message"])


class ProblemTable(Table):
    """Each problem at its cell, in the order of the workbook."""

    name = "problems"
    caption = tr("要改的地方")
    unit = tr("处")
    search = ("message", "column")
    search_hint = tr("列名，或怎么改里的字")
    default_sort = ("place",)
    columns = (
        Column("place", tr("在哪里"), needs=("sheet", "row", "column"), show=_cell),
        Column("value", tr("填的是"), sort=False, phone="label"),
        Column("message", tr("怎么改"), sort=False, needs=("message", "is_error"), show=_how),
    )


def problem_table(run: LoadRun, asked: QueryDict) -> ProblemTable:
    """The problems of a run, to be narrowed to one sheet or to what must be mended."""
    per_sheet = run.problems.order_by().values_list("sheet").annotate(Count("pk"))
    sheets = [
        (sheet, tr("{sheet}（{count}）").format(sheet=sheet, count=count))
        for sheet, count in per_sheet
        if sheet
    ]
    return ProblemTable(
        run.problems.all(),
        asked,
        filters=(
            Filter("sheet", tr("工作表"), "sheet", choices=sorted(sheets)),
            Filter(
                "kind",
                tr("哪一类"),
                "is_error",
                choices=[("True", tr("必须改")), ("False", tr("可以不管"))],
            ),
        ),
    )

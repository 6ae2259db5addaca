"""The table of the rows behind one figure: paged, searched and sorted in the database."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import Min
from django.urls import reverse
from django.utils.html import format_html

from qingshan.indicators.queries import scope_of
from qingshan.kit.measures import Distinct, FullRun, Money, Ratio, Total
from qingshan.kit.tables import Column, Table
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.kit.figures import Figure, Source
    from qingshan.kit.measures import Cells
    from qingshan.school.membership import Member

SEVERAL = 6


class EvidenceTable(Table):
    """Base of the table of a figure."""

    name = "evidence"
    search_label = tr("在这些记录里找")
    search_hint = tr("姓名、拼音首字母或词")


def visible_rows(figure: Figure, member: Member, as_of: date) -> QuerySet[Any]:
    """The rows of the figure's source that `member` may open."""
    rows = figure.rows(scope_of(member.school, as_of))
    if not figure.measure.in_database:
        counted = figure.measure.narrowed(list(rows.values("pk", *figure.measure.reads)))
        rows = rows.model._default_manager.filter(pk__in=[row["pk"] for row in counted])
    return rows.filter(pk__in=figure.source.visible(member).values("pk"))


def things_counted(figure: Figure, member: Member, as_of: date) -> QuerySet[Any]:
    """One row for each thing the figure counts and `member` may open."""
    rows = visible_rows(figure, member, as_of)
    if not isinstance(figure.measure, Distinct):
        return rows
    column = figure.measure.column
    if figure.people is None:
        firsts = rows.order_by().values(column).annotate(first=Min("pk")).values("first")
        return figure.source.model._default_manager.filter(pk__in=firsts)
    return figure.people.visible(member).filter(pk__in=rows.order_by().values(column))


def evidence_table(
    figure: Figure, member: Member, as_of: date, asked: QueryDict, **kept: str
) -> EvidenceTable:
    """The table for `member`, its columns made from the declaration; `kept` stays while paging."""
    told_by = (figure.people or figure.source) if _is_distinct(figure) else figure.source

    class Rows(EvidenceTable):
        caption = figure.title
        columns = _columns(figure, told_by, lambda pk: behind().get(pk, ()))
        search = told_by.search
        default_sort = _order(figure, told_by)
        empty_title = tr("这里没有你能打开的记录")
        empty_hint = tr("换一个统计日看看，或者先把做过的事记下来。")

    counted = things_counted(figure, member, as_of)
    table = Rows(counted, asked, kept={"as_of": as_of.isoformat(), **kept})

    @cache
    def behind() -> dict[Any, list[str]]:
        place = table.fields.index(_thing_key(figure))
        shown = [row[place] for row in table.rows]
        return _rows_behind(figure, visible_rows(figure, member, as_of), shown)

    return table


def rows_out_of_sight(figure: Figure, member: Member, as_of: date, rows: int) -> int:
    """How many of the figure's `rows` stand outside what `member` may open."""
    return max(0, rows - things_counted(figure, member, as_of).count())


def _is_distinct(figure: Figure) -> bool:
    return isinstance(figure.measure, Distinct)


def _thing_key(figure: Figure) -> str:
    """The column of a thing that its rows point at."""
    if isinstance(figure.measure, Distinct) and figure.people is None:
        return figure.measure.column
    return "pk"


def _order(figure: Figure, told_by: Source) -> tuple[str, ...]:
    date_column = "" if _is_distinct(figure) else figure.date_column
    return (f"-{date_column}",) if date_column else (told_by.number,)


def _columns(figure: Figure, told_by: Source, behind: Any) -> tuple[Column, ...]:
    key = _thing_key(figure)
    columns = [
        Column(
            "pk",
            told_by.title,
            sort=False,
            needs=tuple(dict.fromkeys(("pk", told_by.number, *told_by.reads))),
            show=lambda cells: _linked(told_by, cells),
        )
    ]
    if key != "pk":
        columns = [Column(key, figure.source.title + tr("的类别"))]
    if told_by.number not in {"pk", key}:
        heading = _heading(told_by, told_by.number)
        columns.append(Column(told_by.number, heading, phone="label", show=told_by.shown))
    if _is_distinct(figure):
        columns.append(
            Column(
                f"{key}",
                tr("背后的{source}").format(source=figure.source.title),
                sort=False,
                needs=(key, "pk"),
                show=lambda cells: _joined(behind(cells[key])),
            )
        )
    elif figure.date_column:
        columns.append(Column(figure.date_column, _heading(figure.source, figure.date_column)))
    return (*columns, *_share_columns(figure))


def _share_columns(figure: Figure) -> tuple[Column, ...]:
    """What each row adds to a sum or a rate."""
    measure = figure.measure
    if isinstance(measure, Money):
        return (
            Column(
                measure.column,
                tr("金额（元）"),
                end=True,
                needs=measure.reads,
                show=lambda cells: measure.text(Decimal(measure.share(cells)["amount"])),
            ),
        )
    if isinstance(measure, Total):
        return (Column(measure.column, _heading(figure.source, measure.column), end=True),)
    if isinstance(measure, Ratio | FullRun):
        return tuple(
            Column(column, _heading(figure.source, column), end=True, phone="label")
            for column in measure.reads[:2]
        )
    return ()


def _heading(source: Source, column: str) -> str:
    """What a column is called where it stands, at the end of its path."""
    model, *path = source.model, *column.split("__")
    for step in path[:-1]:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return str(model._meta.get_field(path[-1]).verbose_name)  # type: ignore[union-attr]


def _linked(source: Source, cells: Cells) -> str:
    """A row's words, and the way to its page where it has one."""
    page, label = source.page(cells), source.label(cells)
    if page is None:
        return label
    return format_html('<a href="{}">{}</a>', reverse(page.name, args=[page.key]), label)


def _joined(labels: list[str]) -> str:
    more = tr(" 等{labels}条").format(labels=len(labels)) if len(labels) > SEVERAL else ""
    return tr("；").join(labels[:SEVERAL]) + more


def _rows_behind(figure: Figure, rows: QuerySet[Any], keys: list[Any]) -> dict[Any, list[str]]:
    """Thing → what its rows say, the newest first; for the things of one page."""
    if not isinstance(figure.measure, Distinct):
        return {}
    source, column = figure.source, figure.measure.column
    columns = dict.fromkeys(("pk", column, *source.reads, *filter(None, (source.date,))))
    found = rows.filter(**{f"{column}__in": keys}).values(*columns)
    told: dict[Any, list[str]] = {}
    for cells in found.order_by(f"-{source.date}" if source.date else source.number):
        day = f"{cells[source.date]} " if source.date else ""
        told.setdefault(cells[column], []).append(day + source.label(cells))
    return told

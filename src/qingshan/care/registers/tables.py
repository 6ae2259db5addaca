"""The lists of a run on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.html import format_html

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _found(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(is_settled=value == "yes")


def _ours(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(student__isnull=value == "no")


def _name(row: dict[str, Any]) -> object:
    name = format_html('<span class="nowrap">{}</span>', row["name"])
    if row["is_settled"]:
        return format_html(str(tr('{} <span class="tag">找到了</span>')), name)
    if row["student_id"]:
        return format_html(str(tr('{} <span class="tag due">本校</span>')), name)
    return name


class RowTable(Table):
    """Children of a list, in the order of their register; why each stands there."""

    name = "registers"
    caption = tr("名单")
    unit = tr("个")
    search = ("search_key",)
    default_sort = ("place",)
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter(
            "found",
            tr("判断"),
            choices=(("no", tr("还没找到")), ("yes", tr("找到了"))),
            apply=_found,
        ),
        Filter(
            "ours",
            tr("哪所学校"),
            choices=(("yes", tr("本校的")), ("no", tr("别处的"))),
            apply=_ours,
        ),
    )
    columns = (
        Column(
            "name",
            tr("姓名"),
            sort="search_key",
            link="care:register_row",
            needs=("name", "is_settled", "student_id"),
            show=_name,
        ),
        Column("number", tr("编号"), sort="place"),
        Column("why", tr("为什么"), sort=False),
    )
    empty_title = tr("一个也没有")

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.outcomes.honours.queries import entered_twice
from qingshan.outcomes.models import Honour, Level

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _who(row: dict[str, Any]) -> str:
    return row["staff__name"] or row["student__name"] or tr("学校")


def _twice(rows: QuerySet[Any], _: str) -> QuerySet[Any]:
    return entered_twice(rows)


class HonourTable(Table):
    """Honours, the newest first. Nobody is ranked by them."""

    name = "honours"
    caption = tr("荣誉")
    unit = tr("项")
    columns = (
        Column("name", tr("荣誉"), link="outcomes:honour"),
        Column(
            "staff__name",
            tr("谁"),
            sort=("staff__search_key", "student__search_key"),
            needs=("staff__name", "student__name"),
            show=_who,
        ),
        Column("level", tr("级别"), sort=False, choices=Level),
        Column("date", tr("日期")),
        Column("awarded_by", tr("授予单位"), phone="hide"),
        Column("category", tr("类别"), phone="hide"),
    )
    search = ("name", "staff__search_key", "student__search_key")
    search_hint = tr("荣誉名称、姓名或拼音首字母")
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("recipient", tr("对象"), choices=Honour.Recipient.choices),
        Filter("level", tr("级别"), choices=Level.choices),
        Filter("twice", tr("核对"), choices=(("yes", tr("像是重复的")),), apply=_twice),
    )
    default_sort = ("-date", "-pk")
    empty_title = tr("还没有荣誉")

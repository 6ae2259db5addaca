from __future__ import annotations

from qingshan.kit.tables import Column, Table
from qingshan.kit.words import tr


class TripTable(Table):
    """Who learned what elsewhere, the latest first."""

    name = "trips"
    caption = tr("外出学习")
    unit = tr("次")
    columns = (
        Column("topic", tr("学什么"), link="teaching:trip"),
        Column("staff__name", tr("谁"), sort="staff__search_key"),
        Column("place", tr("去哪里")),
        Column("starts_on", tr("第一天")),
        Column(
            "report__date",
            tr("汇报"),
            phone="label",
            show=lambda day: day or tr("还没汇报"),
        ),
    )
    search = ("staff__search_key", "topic", "place")
    search_hint = tr("姓名、地方或内容")
    default_sort = ("-starts_on",)
    empty_title = tr("还没有外出学习")

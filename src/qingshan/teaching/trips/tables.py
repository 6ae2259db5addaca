from __future__ import annotations

from qingshan.kit.tables import Column, Table


class TripTable(Table):
    """Who learned what elsewhere, the latest first."""

    name = "trips"
    caption = "外出学习"
    unit = "次"
    columns = (
        Column("topic", "学什么", link="teaching:trip"),
        Column("staff__name", "谁", sort="staff__search_key"),
        Column("place", "去哪里"),
        Column("starts_on", "第一天"),
        Column(
            "report__date",
            "汇报",
            phone="label",
            show=lambda day: day or "还没汇报",
        ),
    )
    search = ("staff__search_key", "topic", "place")
    search_hint = "姓名、地方或内容"
    default_sort = ("-starts_on",)
    empty_title = "还没有外出学习"

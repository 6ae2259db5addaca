from __future__ import annotations

from qingshan.kit.tables import Column, Table


class OnlineRollTable(Table):
    """Lessons online whose roll was called, the latest first."""

    name = "online"
    caption = "点过名的线上课"
    unit = "节"
    columns = (
        Column("school_class__name", "班级", link="teaching:online_roll"),
        Column("date", "日期"),
        Column("part", "分组", phone="hide"),
        Column("subject__name", "学科"),
        Column("teacher__name", "老师", sort="teacher__search_key"),
        Column("called", "应到", end=True, phone="label"),
        Column("absent", "没来", end=True, phone="label"),
    )
    search = ("teacher__search_key", "school_class__name", "subject__name")
    search_hint = "班级、学科或老师"
    default_sort = ("-date", "slot__starts")
    empty_title = "还没有点过名的线上课"

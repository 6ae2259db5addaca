from __future__ import annotations

from qingshan.kit.tables import Column, Table
from qingshan.kit.words import tr


class OnlineRollTable(Table):
    """Lessons online whose roll was called, the latest first."""

    name = "online"
    caption = tr("点过名的线上课")
    unit = tr("节")
    columns = (
        Column("school_class__name", tr("班级"), link="teaching:online_roll"),
        Column("date", tr("日期")),
        Column("part", tr("分组"), phone="hide"),
        Column("subject__name", tr("学科")),
        Column("teacher__name", tr("老师"), sort="teacher__search_key"),
        Column("called", tr("应到"), end=True, phone="label"),
        Column("absent", tr("没来"), end=True, phone="label"),
    )
    search = ("teacher__search_key", "school_class__name", "subject__name")
    search_hint = tr("班级、学科或老师")
    default_sort = ("-date", "slot__starts")
    empty_title = tr("还没有点过名的线上课")

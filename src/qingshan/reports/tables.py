"""Tables of published documents, and of the figures of one."""

from __future__ import annotations

from django.utils.timezone import localtime

from qingshan.kit.tables import Column, Table
from qingshan.kit.words import tr


class IssuedTable(Table):
    """The newest first."""

    name = "issued"
    caption = tr("发布过的文档")
    unit = tr("份")
    columns = (
        Column("title", tr("文档"), link="reports:issued"),
        Column("published_at", tr("发布时间"), show=lambda at: f"{localtime(at):%Y-%m-%d}"),
        Column("as_of", tr("统计到"), phone="hide"),
        Column("by__name", tr("谁发布的"), phone="hide"),
        Column("remark", tr("备注"), phone="hide", sort=False),
    )
    search = ("title", "remark")
    search_hint = tr("文档名称或备注")
    default_sort = ("-published_at", "-pk")
    empty_title = tr("还没有发布过文档")
    empty_hint = tr("打开一份文档，看好了，点“定稿发布”。")


class FrozenTable(Table):
    """In the order of the document; each leads to how it stands today."""

    name = "frozen"
    caption = tr("里面的数字")
    unit = tr("个")
    columns = (
        Column("title", tr("数字"), link="indicators:published_rows"),
        Column(
            "text",
            tr("当时是"),
            sort=False,
            needs=("text", "unit"),
            show=lambda cells: f"{cells['text']}{cells['unit']}",
        ),
        Column("number_of_rows", tr("背后几条"), end=True, phone="label"),
        Column("fingerprint", tr("指纹"), sort=False, phone="hide", show=lambda mark: mark[:12]),
    )
    search = ("title", "key")
    search_hint = tr("数字的名称")
    default_sort = ("pk",)
    empty_title = tr("这份文档里没有数出来的数字")

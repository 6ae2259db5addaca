"""Tables of published documents, and of the figures of one."""

from __future__ import annotations

from django.utils.timezone import localtime

from qingshan.kit.tables import Column, Table


class IssuedTable(Table):
    """The newest first."""

    name = "issued"
    caption = "发布过的文档"
    unit = "份"
    columns = (
        Column("title", "文档", link="reports:issued"),
        Column("published_at", "发布时间", show=lambda at: f"{localtime(at):%Y-%m-%d}"),
        Column("as_of", "统计到", phone="hide"),
        Column("by__name", "谁发布的", phone="hide"),
        Column("remark", "备注", phone="hide", sort=False),
    )
    search = ("title", "remark")
    search_hint = "文档名称或备注"
    default_sort = ("-published_at", "-pk")
    empty_title = "还没有发布过文档"
    empty_hint = "打开一份文档，看好了，点“定稿发布”。"


class FrozenTable(Table):
    """In the order of the document; each leads to how it stands today."""

    name = "frozen"
    caption = "里面的数字"
    unit = "个"
    columns = (
        Column("title", "数字", link="indicators:published_rows"),
        Column(
            "text",
            "当时是",
            sort=False,
            needs=("text", "unit"),
            show=lambda cells: f"{cells['text']}{cells['unit']}",
        ),
        Column("number_of_rows", "背后几条", end=True, phone="label"),
        Column("fingerprint", "指纹", sort=False, phone="hide", show=lambda mark: mark[:12]),
    )
    search = ("title", "key")
    search_hint = "数字的名称"
    default_sort = ("pk",)
    empty_title = "这份文档里没有数出来的数字"

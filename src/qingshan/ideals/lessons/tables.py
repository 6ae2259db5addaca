from __future__ import annotations

from qingshan.kit.tables import Column, Table


class LessonTable(Table):
    """The library, in the order of titles."""

    name = "lessons"
    caption = "党课"
    unit = "讲"
    columns = (
        Column("title", "题目", link="ideals:lesson"),
        Column("author__name", "谁来讲", sort="author__search_key"),
        Column("latest", "第几版", sort=False, phone="label"),
        Column("given", "讲过几次", sort=False, phone="label"),
        Column("last_given", "最近一次", phone="label"),
    )
    search = ("title", "about", "author__search_key")
    search_hint = "题目，或主讲人的姓名、拼音首字母"
    default_sort = ("title",)
    empty_title = "库里还没有党课"

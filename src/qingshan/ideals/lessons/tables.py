from __future__ import annotations

from qingshan.kit.tables import Column, Table
from qingshan.kit.words import tr


class LessonTable(Table):
    """The library, in the order of titles."""

    name = "lessons"
    caption = tr("党课")
    unit = tr("讲")
    columns = (
        Column("title", tr("题目"), link="ideals:lesson"),
        Column("author__name", tr("谁来讲"), sort="author__search_key"),
        Column("latest", tr("第几版"), sort=False, phone="label"),
        Column("given", tr("讲过几次"), sort=False, phone="label"),
        Column("last_given", tr("最近一次"), phone="label"),
    )
    search = ("title", "about", "author__search_key")
    search_hint = tr("题目，或主讲人的姓名、拼音首字母")
    default_sort = ("title",)
    empty_title = tr("库里还没有党课")

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qingshan.character.models import FestivalEntry
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.school.models import SchoolClass


class EntryTable(Table):
    """Who signed up, and what came of it."""

    name = "entries"
    caption = tr("报名")
    unit = tr("人次")
    columns = (
        Column("student__name", tr("孩子"), sort="student__search_key"),
        Column("student__school_class__name", tr("班级"), sort="student__school_class__code"),
        Column("item__title", tr("项目"), link="character:festival_item", link_key="item"),
        Column("item__festival__title", tr("节日")),
        Column("item__date", tr("日期"), phone="label"),
        Column("state", tr("报名"), choices=FestivalEntry.State),
        Column("result", tr("结果"), choices=FestivalEntry.Result),
    )
    search = ("student__search_key", "item__title")
    search_hint = tr("姓名、拼音首字母或项目")
    default_sort = ("item__date", "item", "pk")
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("state", tr("报名"), choices=FestivalEntry.State.choices),
        Filter("result", tr("结果"), choices=FestivalEntry.Result.choices),
    )
    empty_title = tr("还没有人报名")

    def __init__(
        self,
        rows: QuerySet[FestivalEntry],
        asked: QueryDict,
        *,
        classes: Sequence[SchoolClass],
        items: Sequence[tuple[int, str]],
        festivals: Sequence[tuple[int, str]],
    ) -> None:
        filters = (
            Filter("festival", tr("节日"), "item__festival", festivals),
            Filter("item", tr("项目"), "item", items),
            Filter(
                "class",
                tr("班级"),
                "student__school_class",
                [(one.pk, one.name) for one in classes],
            ),
        )
        super().__init__(rows, asked, filters=filters)

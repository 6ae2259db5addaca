"""The rows behind the five, one table a way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.outcomes.models import Level
from qingshan.records.tables import RecordTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.outcomes.models import Honour

CHILD = Column(
    "student__name",
    tr("孩子"),
    sort="student__search_key",
    link="people:student",
    link_key="student",
)
CLASS = Column("student__school_class__name", tr("班级"), sort="student__school_class__code")


class PlaceRows(Table):
    name = "rows"
    caption = tr("校本课程")
    unit = tr("个")
    columns = (
        CHILD,
        CLASS,
        Column(
            "offering__course__name", tr("课程"), link="character:offering", link_key="offering"
        ),
        Column("offering__slot__name", tr("时段")),
    )
    search = ("student__search_key", "offering__course__name")
    default_sort = ("offering__course__name", "student__number")


class RoleRows(Table):
    name = "rows"
    caption = tr("班级岗位")
    unit = tr("个")
    columns = (CHILD, CLASS, Column("name", tr("岗位")), Column("since", tr("从"), phone="label"))
    search = ("student__search_key", "name")
    default_sort = ("-since", "student__number")


class AwardRows(Table):
    """What children won."""

    name = "rows"
    caption = tr("学生获奖")
    unit = tr("项")
    columns = (
        Column("name", tr("奖项")),
        CHILD,
        CLASS,
        Column("category", tr("类别")),
        Column("level", tr("级别"), choices=Level),
        Column("date", tr("日期")),
    )
    search = ("name", "student__search_key")
    search_hint = tr("奖项或孩子")
    default_sort = ("-date",)
    empty_title = tr("还没有获奖")

    def __init__(
        self,
        awards: QuerySet[Honour],
        asked: QueryDict,
        *,
        categories: Sequence[str] = (),
        kept: dict[str, str] | None = None,
    ) -> None:
        filters = (
            Filter("category", tr("类别"), choices=[(one, one) for one in categories]),
            Filter("level", tr("级别"), choices=Level.choices),
        )
        super().__init__(awards, asked, filters=filters if categories else (), kept=kept)


TABLES: dict[str, type[Table]] = {
    "records": RecordTable,
    "courses": PlaceRows,
    "roles": RoleRows,
    "honours": AwardRows,
}

from __future__ import annotations

from typing import ClassVar

from qingshan.growth.models import ElectionState
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr


class ElectionTable(Table):
    """Elections, the latest first."""

    name = "elections"
    caption = tr("评选")
    unit = tr("次")
    columns = (
        Column("title", tr("评选"), link="growth:election"),
        Column("state", tr("到哪一步"), choices=ElectionState),
        Column("opened_on", tr("开始"), phone="hide"),
        Column("nominate_until", tr("推荐到"), phone="label"),
        Column("rate_until", tr("评议到"), phone="label"),
    )
    search = ("title",)
    search_hint = tr("评选的名称")
    default_sort = ("-opened_on",)
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("state", tr("到哪一步"), choices=ElectionState.choices),
    )
    empty_title = tr("还没有评选")

from __future__ import annotations

from typing import ClassVar

from qingshan.growth.models import ElectionState
from qingshan.kit.tables import Column, Filter, Table


class ElectionTable(Table):
    """Elections, the latest first."""

    name = "elections"
    caption = "评选"
    unit = "次"
    columns = (
        Column("title", "评选", link="growth:election"),
        Column("state", "到哪一步", choices=ElectionState),
        Column("opened_on", "开始", phone="hide"),
        Column("nominate_until", "推荐到", phone="label"),
        Column("rate_until", "评议到", phone="label"),
    )
    search = ("title",)
    search_hint = "评选的名称"
    default_sort = ("-opened_on",)
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("state", "到哪一步", choices=ElectionState.choices),
    )
    empty_title = "还没有评选"

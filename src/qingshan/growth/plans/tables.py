from __future__ import annotations

from typing import ClassVar

from qingshan.growth.models import Direction, PlanState
from qingshan.kit.tables import Column, Filter, Table


class PlanTable(Table):
    """Plans, the latest first; nothing of what stands in them."""

    name = "plans"
    caption = "培养计划"
    unit = "份"
    columns = (
        Column("staff__name", "谁的", sort="staff__search_key", link="growth:plan"),
        Column("direction", "方向", choices=Direction),
        Column("state", "状态", choices=PlanState),
        Column("companion__name", "谁陪着", sort="companion__search_key", phone="label"),
        Column("proposed_on", "提出", phone="hide"),
    )
    search = ("staff__search_key", "companion__search_key")
    default_sort = ("-proposed_on",)
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("state", "状态", choices=PlanState.choices),
        Filter("direction", "方向", choices=Direction.choices),
    )
    empty_title = "没有培养计划"

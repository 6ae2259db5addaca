from __future__ import annotations

from typing import ClassVar

from qingshan.growth.models import Direction, PlanState
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr


class PlanTable(Table):
    """Plans, the latest first; nothing of what stands in them."""

    name = "plans"
    caption = tr("培养计划")
    unit = tr("份")
    columns = (
        Column("staff__name", tr("谁的"), sort="staff__search_key", link="growth:plan"),
        Column("direction", tr("方向"), choices=Direction),
        Column("state", tr("状态"), choices=PlanState),
        Column("companion__name", tr("谁陪着"), sort="companion__search_key", phone="label"),
        Column("proposed_on", tr("提出"), phone="hide"),
    )
    search = ("staff__search_key", "companion__search_key")
    default_sort = ("-proposed_on",)
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("state", tr("状态"), choices=PlanState.choices),
        Filter("direction", tr("方向"), choices=Direction.choices),
    )
    empty_title = tr("没有培养计划")

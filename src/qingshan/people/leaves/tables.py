from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.people.models import Leave
from qingshan.people.spans import in_state

if TYPE_CHECKING:
    pass

STATES = [("now", tr("现在")), ("ahead", tr("还没到")), ("over", tr("已经过了"))]
FROM = Column("starts_on", tr("从"), phone="label")
UNTIL = Column("ends_on", tr("到"), phone="label", show=lambda day: day or tr("还没定"))


class LeaveTable(Table):
    """When colleagues are away."""

    name = "leaves"
    caption = tr("请假")
    unit = tr("次")
    columns: ClassVar[tuple[Column, ...]] = (
        Column(
            "staff__name",
            tr("谁"),
            sort="staff__search_key",
            link="people:staff_member",
            link_key="staff",
        ),
        FROM,
        UNTIL,
    )
    search = ("staff__search_key",)
    search_hint = tr("姓名、拼音首字母或工号")
    default_sort = ("-starts_on", "staff__number")
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter(
            "state", tr("时间"), choices=STATES, apply=lambda rows, state: in_state(rows, state)
        ),
    )
    empty_title = tr("还没有记过请假")


class KeptLeaveTable(LeaveTable):
    """The same for those who keep it: with the kind, and a way to change it."""

    columns = (
        Column("staff__name", tr("谁"), sort="staff__search_key", link="people:leave_edit"),
        Column("kind", tr("类型"), choices=Leave.Kind),
        FROM,
        UNTIL,
    )
    filters = (*LeaveTable.filters, Filter("kind", tr("类型"), choices=Leave.Kind.choices))

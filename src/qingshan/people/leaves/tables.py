from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qingshan.kit.tables import Column, Filter, Table
from qingshan.people.models import Leave
from qingshan.people.spans import in_state

if TYPE_CHECKING:
    pass

STATES = [("now", "现在"), ("ahead", "还没到"), ("over", "已经过了")]
FROM = Column("starts_on", "从", phone="label")
UNTIL = Column("ends_on", "到", phone="label", show=lambda day: day or "还没定")


class LeaveTable(Table):
    """When colleagues are away."""

    name = "leaves"
    caption = "请假"
    unit = "次"
    columns: ClassVar[tuple[Column, ...]] = (
        Column(
            "staff__name",
            "谁",
            sort="staff__search_key",
            link="people:staff_member",
            link_key="staff",
        ),
        FROM,
        UNTIL,
    )
    search = ("staff__search_key",)
    search_hint = "姓名、拼音首字母或工号"
    default_sort = ("-starts_on", "staff__number")
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("state", "时间", choices=STATES, apply=lambda rows, state: in_state(rows, state)),
    )
    empty_title = "还没有记过请假"


class KeptLeaveTable(LeaveTable):
    """The same for those who keep it: with the kind, and a way to change it."""

    columns = (
        Column("staff__name", "谁", sort="staff__search_key", link="people:leave_edit"),
        Column("kind", "类型", choices=Leave.Kind),
        FROM,
        UNTIL,
    )
    filters = (*LeaveTable.filters, Filter("kind", "类型", choices=Leave.Kind.choices))

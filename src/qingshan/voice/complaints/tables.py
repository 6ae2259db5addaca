from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html

from qingshan.kit.tables import Column, Filter, Table
from qingshan.voice.complaints.queries import UNSETTLED, is_late, with_their_state
from qingshan.voice.models import Complaint

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

STATES = (("open", "没有办结的"), ("settled", "办结的"))


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    return rows.filter(UNSETTLED) if state == "open" else rows.exclude(UNSETTLED)


class ComplaintTable(Table):
    """Complaints that the person handles; their words are on their own pages."""

    name = "complaints"
    caption = "家长投诉"
    unit = "件"
    default_sort = ("-received_on", "-number")
    empty_title = "没有要你办的投诉"

    def __init__(
        self, complaints: QuerySet[Complaint], asked: QueryDict, *, today: date, of_county: bool
    ) -> None:
        def state(row: dict[str, Any]) -> object:
            if row["incident__settled_on"]:
                return f"{row['incident__settled_on']} 办结"
            words = "在办" if row["taken"] else "还没人接"
            if is_late(row["received_on"], today, taken=row["taken"]):
                return format_html('{} <span class="tag due">超期了</span>', words)
            return words

        needs = ("incident__settled_on", "taken", "received_on")
        columns = [
            Column(
                "number",
                "编号",
                link="voice:complaint",
                show=lambda number: f"第{number}号",
            ),
            Column("about", "关于什么", choices=Complaint.About),
            Column("received_on", "收到"),
            Column("taken", "办得怎样", sort=False, needs=needs, show=state),
        ]
        if of_county:
            columns.insert(1, Column("school__name", "学校"))
        self.columns = tuple(columns)  # type: ignore[misc]
        filters = (
            Filter("state", "办得怎样", choices=STATES, apply=_in_state),
            Filter("about", "关于什么", choices=Complaint.About.choices),
        )
        super().__init__(with_their_state(complaints), asked, filters=filters)

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.voice.complaints.queries import UNSETTLED, is_late, with_their_state
from qingshan.voice.models import Complaint

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

STATES = (("open", tr("没有办结的")), ("settled", tr("办结的")))


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    return rows.filter(UNSETTLED) if state == "open" else rows.exclude(UNSETTLED)


class ComplaintTable(Table):
    """Complaints that the person handles; their words are on their own pages."""

    name = "complaints"
    caption = tr("家长投诉")
    unit = tr("件")
    default_sort = ("-received_on", "-number")
    empty_title = tr("没有要你办的投诉")

    def __init__(
        self, complaints: QuerySet[Complaint], asked: QueryDict, *, today: date, of_county: bool
    ) -> None:
        def state(row: dict[str, Any]) -> object:
            if row["incident__settled_on"]:
                return tr("{row} 办结").format(row=row["incident__settled_on"])
            words = tr("在办") if row["taken"] else tr("还没人接")
            if is_late(row["received_on"], today, taken=row["taken"]):
                return format_html(str(tr('{} <span class="tag due">超期了</span>')), words)
            return words

        needs = ("incident__settled_on", "taken", "received_on")
        columns = [
            Column(
                "number",
                tr("编号"),
                link="voice:complaint",
                show=lambda number: tr("第{number}号").format(number=number),
            ),
            Column("about", tr("关于什么"), choices=Complaint.About),
            Column("received_on", tr("收到")),
            Column("taken", tr("办得怎样"), sort=False, needs=needs, show=state),
        ]
        if of_county:
            columns.insert(1, Column("school__name", tr("学校")))
        self.columns = tuple(columns)  # type: ignore[misc]
        filters = (
            Filter("state", tr("办得怎样"), choices=STATES, apply=_in_state),
            Filter("about", tr("关于什么"), choices=Complaint.About.choices),
        )
        super().__init__(with_their_state(complaints), asked, filters=filters)

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.html import format_html

from qingshan.care.models import Concern, State
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.people.roster import off_roster

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.care.models import Case

STATES = (
    ("live", tr("没有销号的")),
    ("left", tr("孩子已离校、没有销号的")),
    *State.choices,
)


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    if state in State.values:
        return rows.filter(state=state)
    live = rows.exclude(state=State.CLOSED)
    return live.filter(off_roster("student__")) if state == "left" else live


class CaseTable(Table):
    """Cases, those whose next step is due first; no words of them."""

    name = "cases"
    caption = tr("个案")
    unit = tr("份")
    search = ("student__search_key", "responsible__search_key")
    search_hint = tr("孩子或责任人的姓名、拼音首字母、编号")
    default_sort = ("next_step_on", "-opened_on")
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("state", tr("状态"), choices=STATES, apply=_in_state),
        Filter("concern", tr("类别"), choices=Concern.choices),
    )
    empty_title = tr("没有个案")

    def __init__(self, cases: QuerySet[Case], asked: QueryDict, *, today: date) -> None:
        def due(row: dict[str, Any]) -> object:
            day = row["next_step_on"]
            if row["state"] == State.CLOSED:
                return ""
            if day is not None and day < today:
                return format_html(str(tr('{} <span class="tag due">过了</span>')), day)
            return day or tr("还没定")

        self.columns = (  # type: ignore[misc]
            Column("student__name", tr("孩子"), sort="student__search_key", link="care:case"),
            Column("student__school_class__name", tr("班级"), sort="student__school_class__code"),
            Column("concern", tr("类别"), choices=Concern),
            Column("state", tr("状态"), choices=State),
            Column(
                "responsible__name", tr("责任人"), sort="responsible__search_key", phone="label"
            ),
            Column(
                "next_step_on",
                tr("下一步"),
                needs=("next_step_on", "state"),
                show=due,
                phone="label",
            ),
        )
        super().__init__(cases, asked)

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.html import format_html

from qingshan.growth.models import Gate, ReviewState
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.growth.models import Review

STATES = (("live", tr("没有定的")), *ReviewState.choices)


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    return rows.exclude(state=ReviewState.SETTLED) if state == "live" else rows.filter(state=state)


class ReviewTable(Table):
    """Reviews, the latest first; neither a verdict nor a word of them."""

    name = "reviews"
    caption = tr("关口评议")
    unit = tr("份")
    search = ("staff__search_key",)
    default_sort = ("-opened_on",)
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("state", tr("状态"), choices=STATES, apply=_in_state),
        Filter("gate", tr("关口"), choices=Gate.choices),
    )
    empty_title = tr("没有评议")

    def __init__(self, reviews: QuerySet[Review], asked: QueryDict, *, today: date) -> None:
        def due(row: dict[str, Any]) -> object:
            day = row["until"]
            if day is not None and day < today:
                return format_html(str(tr('{} <span class="tag due">过了</span>')), day)
            return day or ""

        self.columns = (  # type: ignore[misc]
            Column("staff__name", tr("教师"), sort="staff__search_key", link="growth:review"),
            Column("gate", tr("关口"), choices=Gate),
            Column("state", tr("状态"), choices=ReviewState),
            Column("opened_on", tr("开始"), phone="hide"),
            Column("until", tr("到哪天"), needs=("until", "state"), show=due, phone="label"),
        )
        super().__init__(reviews, asked)

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.html import format_html

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.voice.models import Incident

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

STATES = (("open", tr("没有办结的")), ("settled", tr("办结的")))
SHORT = 40


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    return rows.filter(settled_on__isnull=state == "open")


def _short(words: str) -> str:
    return words if len(words) <= SHORT else f"{words[:SHORT]}…"


def _settled(day: Any) -> object:
    return day or format_html('<span class="tag due">{}</span>', tr("没有办结"))


class IncidentTable(Table):
    """What went wrong, the newest first."""

    name = "incidents"
    caption = tr("事件")
    unit = tr("起")
    columns = (
        Column("description", tr("什么事"), sort=False, link="voice:incident", show=_short),
        Column("kind", tr("类型"), choices=Incident.Kind),
        Column("date", tr("日期")),
        Column("settled_on", tr("办结"), show=_settled, phone="label"),
    )
    search = ("description",)
    search_hint = tr("写了什么")
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("kind", tr("类型"), choices=Incident.Kind.choices),
        Filter("state", tr("办得怎样"), choices=STATES, apply=_in_state),
    )
    default_sort = ("-date", "-pk")
    empty_title = tr("没有登记过")

    def __init__(self, incidents: QuerySet[Incident], asked: QueryDict, *, today: date) -> None:
        def in_time(rows: QuerySet[Any], _: str) -> QuerySet[Any]:
            return rows.filter(date__year=today.year)

        this_year = Filter("when", tr("什么时候"), choices=(("year", tr("今年")),), apply=in_time)
        super().__init__(incidents, asked, filters=(this_year,))

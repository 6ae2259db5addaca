from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qingshan.gatherings.kinds import all_gathering_kinds
from qingshan.gatherings.models import Gathering
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from django.db.models import QuerySet


def kind_words() -> dict[str, str]:
    return {key: kind.label for key, kind in all_gathering_kinds().items()}


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    return rows.exclude(called_off="") if state == "off" else rows.filter(called_off="")


def gathering_filters(*, kind: bool = True) -> tuple[Filter, ...]:
    state = Filter(
        "state", tr("状态"), choices=(("on", tr("照常")), ("off", tr("取消了"))), apply=_in_state
    )
    of_kind = Filter("kind", tr("类型"), choices=tuple(kind_words().items()))
    return (of_kind, state) if kind else (state,)


def _title(row: dict[str, Any]) -> str:
    return (
        tr("{row}（取消了）").format(row=row["title"]) if row["called_off"] else str(row["title"])
    )


class GatheringTable(Table):
    """Gatherings, the latest first."""

    name = "gatherings"
    caption = tr("活动")
    unit = tr("次")
    columns = (
        Column(
            "title",
            tr("题目"),
            link="gatherings:gathering",
            sort=False,
            needs=("title", "called_off"),
            show=_title,
        ),
        Column("kind", tr("类型"), sort=False, show=lambda kind: kind_words().get(kind, kind)),
        Column("date", tr("日期")),
        Column("starts_at", tr("几点"), sort=False, show=lambda time: f"{time:%H:%M}"),
        Column("place", tr("在哪里"), sort=False, phone="hide"),
        Column("audience", tr("请谁来"), sort=False, choices=Gathering.Audience, phone="hide"),
        Column("leader__name", tr("主持"), sort=False),
    )
    search = ("title", "place")
    search_hint = tr("题目或地点")
    default_sort = ("-date", "-starts_at")
    empty_title = tr("还没有活动")
    empty_hint = tr("安排好的学习、报告会、会议和集体活动，都在这里。")

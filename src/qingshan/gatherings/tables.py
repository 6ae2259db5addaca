from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qingshan.gatherings.kinds import all_gathering_kinds
from qingshan.gatherings.models import Gathering
from qingshan.kit.tables import Column, Filter, Table

if TYPE_CHECKING:
    from django.db.models import QuerySet


def kind_words() -> dict[str, str]:
    return {key: kind.label for key, kind in all_gathering_kinds().items()}


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    return rows.exclude(called_off="") if state == "off" else rows.filter(called_off="")


def gathering_filters(*, kind: bool = True) -> tuple[Filter, ...]:
    state = Filter("state", "状态", choices=(("on", "照常"), ("off", "取消了")), apply=_in_state)
    of_kind = Filter("kind", "类型", choices=tuple(kind_words().items()))
    return (of_kind, state) if kind else (state,)


def _title(row: dict[str, Any]) -> str:
    return f"{row['title']}（取消了）" if row["called_off"] else str(row["title"])


class GatheringTable(Table):
    """Gatherings, the latest first."""

    name = "gatherings"
    caption = "活动"
    unit = "次"
    columns = (
        Column(
            "title",
            "题目",
            link="gatherings:gathering",
            sort=False,
            needs=("title", "called_off"),
            show=_title,
        ),
        Column("kind", "类型", sort=False, show=lambda kind: kind_words().get(kind, kind)),
        Column("date", "日期"),
        Column("starts_at", "几点", sort=False, show=lambda time: f"{time:%H:%M}"),
        Column("place", "在哪里", sort=False, phone="hide"),
        Column("audience", "请谁来", sort=False, choices=Gathering.Audience, phone="hide"),
        Column("leader__name", "主持", sort=False),
    )
    search = ("title", "place")
    search_hint = "题目或地点"
    default_sort = ("-date", "-starts_at")
    empty_title = "还没有活动"
    empty_hint = "安排好的学习、报告会、会议和集体活动，都在这里。"

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from qingshan.growth.models import MentoringClosing
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.people.spans import in_state
from qingshan.people.students.words import age_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from qingshan.people.models import Pairing


STATES = [("open", tr("现在")), ("over", tr("已经结束")), ("ahead", tr("还没开始"))]
CLOSINGS = [("waits", tr("等人读")), ("read", tr("读过了"))]
PLACES = "一二三四五六七八九十"


class MentoringTable(Table):
    """Mentors and mentees, how far they are, and their agreement."""

    name = "mentorings"
    caption = tr("师徒")
    unit = tr("对")
    columns = (
        Column(
            "giver__name",
            tr("师傅 → 徒弟"),
            sort="giver__search_key",
            link="growth:mentoring",
            needs=("giver__name", "mentee__name"),
            show=lambda row: f"{row['giver__name']} → {row['mentee__name']}",
        ),
        Column("mentee__subject__name", tr("徒弟学科")),
        Column(
            "stage",
            tr("到哪一步"),
            sort="starts_on",
            needs=("starts_on", "ends_on"),
            show=lambda row: stage(row),
        ),
        Column("starts_on", tr("从"), phone="label"),
        Column(
            "pk", tr("协议"), sort=False, link="growth:agreement", show=lambda _: tr("打印协议")
        ),
    )
    search = ("giver__search_key", "mentee__search_key")
    search_hint = tr("姓名、拼音首字母或工号")
    default_sort = ("-starts_on", "giver__number")
    filters = (
        Filter(
            "state", tr("时间"), choices=STATES, apply=lambda rows, state: in_state(rows, state)
        ),
        Filter("closing", tr("总结"), choices=CLOSINGS, apply=lambda rows, how: _closed(rows, how)),
    )
    empty_title = tr("还没有师徒")


def _closed(rows: QuerySet[Pairing], how: str) -> QuerySet[Pairing]:
    both = MentoringClosing.objects.filter(mentor_on__isnull=False, mentee_on__isnull=False)
    return rows.filter(pk__in=both.filter(read_on__isnull=how != "read").values("pairing"))


def stage(row: Mapping[str, Any]) -> str:
    """第二年, or that it is over or still to begin."""
    today = timezone.localdate()
    if row["ends_on"] is not None and row["ends_on"] < today:
        return tr("已经结束")
    if row["starts_on"] > today:
        return tr("还没开始")
    years = age_on(today, row["starts_on"])
    return (
        tr("第{places}年").format(places=PLACES[years])
        if years < len(PLACES)
        else tr("第 {years} 年").format(years=years + 1)
    )

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.people.models import Pairing
from qingshan.people.spans import in_state

if TYPE_CHECKING:
    from collections.abc import Mapping


STATES = [("open", tr("现在")), ("over", tr("已经结束")), ("ahead", tr("还没开始"))]
WHO = ("giver__name", "mentee__name", "school_class__name", "student__name")


class PairingTable(Table):
    name = "pairings"
    caption = tr("结对")
    unit = tr("对")
    columns = (
        Column(
            "giver__name",
            tr("谁和谁"),
            sort="giver__search_key",
            link="people:pairing",
            needs=WHO,
            show=lambda row: _pair(row),
        ),
        Column("kind", tr("类型"), choices=Pairing.Kind),
        Column("starts_on", tr("从"), phone="label"),
        Column(
            "ends_on",
            tr("到"),
            phone="label",
            needs=("ends_on", "ended_because"),
            show=lambda row: _end(row),
        ),
    )
    search = ("giver__search_key", "mentee__search_key", "student__search_key")
    search_hint = tr("姓名、拼音首字母或编号")
    default_sort = ("-starts_on",)
    filters = (
        Filter("kind", tr("类型"), choices=Pairing.Kind.choices),
        Filter(
            "state", tr("时间"), choices=STATES, apply=lambda rows, state: in_state(rows, state)
        ),
    )
    empty_title = tr("还没有结对")


def _pair(row: Mapping[str, Any]) -> str:
    giver, *targets = (row[name] for name in WHO)
    return f"{giver} → {next((target for target in targets if target), '')}"


def _end(row: Mapping[str, Any]) -> str:
    return tr("　").join(str(part) for part in (row["ends_on"], row["ended_because"]) if part)

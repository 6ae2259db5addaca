"""Figures of care: visits, home teaching and the aid fund."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from qingshan.care.models import FundEntry
from qingshan.care.visibility import fund_entries_visible_to
from qingshan.kit.figures import Figure, Page, Source, on_or_before
from qingshan.kit.measures import Cells, Distinct, HowMany, Money
from qingshan.people.figures import STUDENTS
from qingshan.records.figures import RECORDS

STANDING = "学校声誉明显提升"
VISITS = Q(kind="home_visit")


def _fund_label(cells: Cells) -> str:
    words = (FundEntry.Kind(cells["kind"]).label, cells["student__name"], cells["note"])
    return " · ".join(word for word in words if word)


FUND = Source(
    title="资金",
    model=FundEntry,
    owner="school",
    number="pk",
    date="date",
    by=on_or_before(),
    reads=("kind", "note", "student__name"),
    search=("note", "student__search_key"),
    label=_fund_label,
    visible=fund_entries_visible_to,
    page=lambda cells: Page("care:fund_entry", cells["pk"]),
)


def _figure(key: str, title: str, unit: str, definition: str, **more: Any) -> Figure:
    return Figure(
        key=f"care.{key}",
        title=title,
        unit=unit,
        definition=definition,
        chapter=STANDING,
        **{"source": RECORDS, "measure": HowMany(), **more},
    )


FIGURES = (
    _figure("visits", "走访", "次", "统计日前（含当日）的家访记录。", where=VISITS),
    _figure(
        "visited_students",
        "走访到的学生",
        "人",
        "统计日前（含当日）家访记录里的学生，一人计一次。",
        where=VISITS,
        measure=Distinct("student"),
        people=STUDENTS,
    ),
    _figure(
        "home_teaching",
        "送教上门",
        "次",
        "统计日前（含当日）的送教上门记录。",
        where=Q(kind="home_teaching"),
    ),
    _figure(
        "funds_yuan",
        "帮扶资金",
        "元",
        "统计日前（含当日）的帮扶支出合计，冲正的减去。",
        source=FUND,
        where=Q(kind=FundEntry.Kind.SUPPORT),
        measure=Money("net"),
    ),
    _figure(
        "fund_balance_yuan",
        "帮扶资金结余",
        "元",
        "统计日前（含当日）的捐赠收入减去帮扶支出；支出一行记为负数。",
        source=FUND,
        measure=Money("net", kind_column="kind", minus=FundEntry.Kind.SUPPORT.value),
    ),
)

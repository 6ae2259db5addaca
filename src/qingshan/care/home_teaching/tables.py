from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.html import format_html

from qingshan.care.models import HomePlan
from qingshan.care.rhythm import Rhythm
from qingshan.kit.tables import Column, Filter, Table

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

DUE = (("week", "这周该去的"), ("fine", "这周不用再去的"))


def _due(rows: QuerySet[Any], chosen: str) -> QuerySet[Any]:
    return rows.filter(behind__gt=0) if chosen == "week" else rows.filter(behind__lte=0)


class PlanTable(Table):
    """Children taught at home, those whose session is due first."""

    name = "plans"
    caption = "送教上门"
    unit = "个孩子"
    search = ("student__search_key",)
    default_sort = ("-behind", "student__search_key")
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("due", "这周", choices=DUE, apply=_due),
        Filter("reason", "为什么", choices=HomePlan.Reason.choices),
    )
    empty_title = "没有送教上门的孩子"

    def __init__(self, plans: QuerySet[HomePlan], asked: QueryDict, *, today: date) -> None:
        def next_time(row: dict[str, Any]) -> object:
            rhythm = Rhythm(row["per_month"], today)
            number = row["done"] + row["passed"] + 1
            if number > rhythm.times:
                return "这个月去满了"
            by = rhythm.due_by(number)
            word = f"{by.month}月{by.day}日以前"
            if by < today:
                return format_html('{} <span class="tag due">过了</span>', word)
            return (
                format_html('{} <span class="tag due">这周</span>', word)
                if row["behind"] > 0
                else word
            )

        self.columns = (  # type: ignore[misc]
            Column("student__name", "孩子", sort="student__search_key", link="care:home_plan"),
            Column("student__school_class__name", "班级", sort="student__school_class__code"),
            Column("reason", "为什么", choices=HomePlan.Reason),
            Column(
                "done",
                "这个月",
                needs=("done", "per_month"),
                show=lambda row: f"{row['done']} / {row['per_month']} 次",
                phone="label",
            ),
            Column(
                "behind",
                "下一次",
                needs=("done", "per_month", "passed", "behind"),
                show=next_time,
                phone="label",
            ),
        )
        super().__init__(plans, asked)

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.html import format_html

from qingshan.care.models import HomePlan
from qingshan.care.rhythm import Rhythm
from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

DUE = (("week", tr("这周该去的")), ("fine", tr("这周不用再去的")))


def _due(rows: QuerySet[Any], chosen: str) -> QuerySet[Any]:
    return rows.filter(behind__gt=0) if chosen == "week" else rows.filter(behind__lte=0)


class PlanTable(Table):
    """Children taught at home, those whose session is due first."""

    name = "plans"
    caption = tr("送教上门")
    unit = tr("个孩子")
    search = ("student__search_key",)
    default_sort = ("-behind", "student__search_key")
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("due", tr("这周"), choices=DUE, apply=_due),
        Filter("reason", tr("为什么"), choices=HomePlan.Reason.choices),
    )
    empty_title = tr("没有送教上门的孩子")

    def __init__(self, plans: QuerySet[HomePlan], asked: QueryDict, *, today: date) -> None:
        def next_time(row: dict[str, Any]) -> object:
            rhythm = Rhythm(row["per_month"], today)
            number = row["done"] + row["passed"] + 1
            if number > rhythm.times:
                return tr("这个月去满了")
            by = rhythm.due_by(number)
            word = tr("{month}月{day}日以前").format(month=by.month, day=by.day)
            if by < today:
                return format_html(str(tr('{} <span class="tag due">过了</span>')), word)
            return (
                format_html(str(tr('{} <span class="tag due">这周</span>')), word)
                if row["behind"] > 0
                else word
            )

        self.columns = (  # type: ignore[misc]
            Column("student__name", tr("孩子"), sort="student__search_key", link="care:home_plan"),
            Column("student__school_class__name", tr("班级"), sort="student__school_class__code"),
            Column("reason", tr("为什么"), choices=HomePlan.Reason),
            Column(
                "done",
                tr("这个月"),
                needs=("done", "per_month"),
                show=lambda row: tr("{row} / {row2} 次").format(
                    row=row["done"], row2=row["per_month"]
                ),
                phone="label",
            ),
            Column(
                "behind",
                tr("下一次"),
                needs=("done", "per_month", "passed", "behind"),
                show=next_time,
                phone="label",
            ),
        )
        super().__init__(plans, asked)

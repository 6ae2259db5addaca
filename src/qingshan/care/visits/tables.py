from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import format_html

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.people.students.tables import IN_CLASS_ORDER

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict
    from django.utils.safestring import SafeString

    from qingshan.people.models import Student

UNKNOWN = tr("没有写住址")


def _together(row: dict[str, Any]) -> str:
    return tr("另有 {row} 个").format(row=row["siblings"]) if row["siblings"] else ""


def _last(row: dict[str, Any]) -> str:
    return f"{row['last_on']} {row['last_by']}" if row["last_on"] else tr("从来没有")


def _planned(row: dict[str, Any]) -> str:
    return f"{row['planned_on']} {row['planned_for']}" if row["planned_on"] else ""


def _next(pk: int) -> SafeString:
    return format_html(
        str(tr('<a href="{}">安排</a> · <a href="{}?student={}">记一次</a>')),
        reverse("care:visit_plan", args=[pk]),
        reverse("records:record_new_of_kind", args=["home_visit"]),
        pk,
    )


class HomeTable(Table):
    """Homes by the first of their children, each with the last visit and the next step."""

    name = "homes"
    caption = tr("孩子的家")
    unit = tr("户")
    columns = (
        Column("name", tr("孩子"), sort=("search_key",), link="people:student"),
        Column("school_class__name", tr("班级"), sort=IN_CLASS_ORDER),
        Column("siblings", tr("同住的孩子"), needs=("siblings",), show=_together, phone="label"),
        Column("village", tr("村"), show=lambda village: village or UNKNOWN, phone="hide"),
        Column(
            "last_on", tr("上一次走访"), needs=("last_on", "last_by"), show=_last, phone="label"
        ),
        Column(
            "planned_on",
            tr("安排了"),
            needs=("planned_on", "planned_for"),
            show=_planned,
            phone="label",
        ),
        Column("pk", tr("下一步"), sort=False, show=_next),
    )
    search = ("search_key", "village")
    search_hint = tr("姓名、拼音首字母或村")
    default_sort = ("village", *IN_CLASS_ORDER)

    def __init__(
        self, homes: QuerySet[Student], asked: QueryDict, *, kept: dict[str, str], reached: bool
    ) -> None:
        named = homes.order_by("village").values_list("village", flat=True).distinct()
        villages = [(name, name) for name in named if name]
        self.empty_title = tr("这学期还没有走访过") if reached else tr("一户也没有落下")
        filters = (Filter("village", tr("村"), choices=villages),)
        super().__init__(homes, asked, filters=filters, kept=kept)

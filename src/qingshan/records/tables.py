"""The table of records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.people.choices import is_key
from qingshan.records.fives import of_five
from qingshan.records.kinds import FIVES, all_kinds

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.records.models import Record

DAYS = {"from": "date__gte", "to": "date__lte"}
PEOPLE = ("student", "staff")


def kind_words() -> dict[str, str]:
    return {kind.key: kind.label for kind in all_kinds().values()}


def _five(cells: dict[str, Any]) -> str:
    kind = all_kinds().get(cells["kind"])
    return cells["five"] or (kind.five if kind else "")


def _of_five(rows: QuerySet[Any], five: str) -> QuerySet[Any]:
    return rows.filter(of_five(five))


def record_filters() -> tuple[Filter, ...]:
    """By kind and by the five; made anew, because programmes bring kinds of their own."""
    return (
        Filter("kind", tr("类型"), "kind", choices=tuple(kind_words().items())),
        Filter("five", tr("五成教育"), choices=tuple(FIVES.items()), apply=_of_five),
    )


class RecordTable(Table):
    name = "records"
    caption = tr("记录")
    unit = tr("条")
    columns = (
        Column(
            "title",
            tr("记的是什么"),
            link="records:record",
            sort=False,
            needs=("title", "kind"),
            show=lambda row: row["title"] or kind_words().get(row["kind"], row["kind"]),
        ),
        Column("kind", tr("类型"), sort=False, show=lambda kind: kind_words().get(kind, kind)),
        Column("five", tr("五成"), sort=False, needs=("kind", "five"), show=_five, phone="hide"),
        Column("date", tr("日期")),
        Column("staff__name", tr("谁"), sort=False),
        Column("student__name", tr("孩子"), sort=False),
        Column("school_class__name", tr("班级"), sort=False, phone="hide"),
    )
    search = ("title", "staff__search_key")
    search_hint = tr("题目，或老师的姓名、拼音首字母")
    default_sort = ("-date",)
    empty_title = tr("还没有记录")
    empty_hint = tr("做过的事记一笔，就会出现在这里。")


def within(rows: QuerySet[Record], asked: QueryDict) -> tuple[QuerySet[Record], dict[str, str]]:
    """Rows from a day, to a day, about a child, of a colleague; and what of that was sound."""
    kept = {}
    for name, lookup in DAYS.items():
        day = _day(asked.get(name, ""))
        if day:
            rows = rows.filter(**{lookup: day})
            kept[name] = day.isoformat()
    for name in PEOPLE:
        text = asked.get(name, "")
        if is_key(text):
            rows = rows.filter(**{name: int(text)})
            kept[name] = text
    return rows, kept


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

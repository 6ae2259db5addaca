"""The table of records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qingshan.kit.tables import Column, Filter, Table
from qingshan.people.choices import is_key
from qingshan.records.kinds import all_kinds

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.records.models import Record

DAYS = {"from": "date__gte", "to": "date__lte"}
PEOPLE = ("student", "staff")


def kind_words() -> dict[str, str]:
    return {kind.key: kind.label for kind in all_kinds().values()}


class RecordTable(Table):
    name = "records"
    caption = "记录"
    unit = "条"
    columns = (
        Column(
            "title",
            "记的是什么",
            link="records:record",
            sort=False,
            needs=("title", "kind"),
            show=lambda row: row["title"] or kind_words().get(row["kind"], row["kind"]),
        ),
        Column("kind", "类型", sort=False, show=lambda kind: kind_words().get(kind, kind)),
        Column("date", "日期"),
        Column("staff__name", "谁", sort=False),
        Column("student__name", "孩子", sort=False),
        Column("school_class__name", "班级", sort=False, phone="hide"),
    )
    search = ("title", "staff__search_key")
    search_hint = "题目，或老师的姓名、拼音首字母"
    default_sort = ("-date",)
    filters = (Filter("kind", "类型", "kind", choices=tuple(kind_words().items())),)
    empty_title = "还没有记录"
    empty_hint = "做过的事记一笔，就会出现在这里。"


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

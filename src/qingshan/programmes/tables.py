from __future__ import annotations

from qingshan.kit.tables import Column, Table
from qingshan.records.kinds import all_kinds


def _words(kind: str) -> str:
    known = all_kinds().get(kind)
    return known.label if known else kind


class DutyRecordTable(Table):
    """The records behind one person's duty."""

    name = "records"
    caption = "记录"
    columns = (
        Column(
            "title",
            "记的是什么",
            link="records:record",
            sort=False,
            needs=("title", "kind"),
            show=lambda row: row["title"] or _words(row["kind"]),
        ),
        Column("date", "日期"),
        Column("words", "字数", end=True, phone="label"),
    )
    default_sort = ("-date",)
    empty_title = "这学年还没有记录"

from __future__ import annotations

from qingshan.kit.tables import Column, Table
from qingshan.kit.words import tr
from qingshan.records.kinds import all_kinds


def _words(kind: str) -> str:
    known = all_kinds().get(kind)
    return known.label if known else kind


class DutyRecordTable(Table):
    """The records behind one person's duty."""

    name = "records"
    caption = tr("记录")
    columns = (
        Column(
            "title",
            tr("记的是什么"),
            link="records:record",
            sort=False,
            needs=("title", "kind"),
            show=lambda row: row["title"] or _words(row["kind"]),
        ),
        Column("date", tr("日期")),
        Column("words", tr("字数"), end=True, phone="label"),
    )
    default_sort = ("-date",)
    empty_title = tr("这学年还没有记录")

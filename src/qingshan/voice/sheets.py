"""The sheet of what went wrong and how it was settled."""

from __future__ import annotations

from qingshan.kit.cells import Day, Text
from qingshan.kit.choices import Choice, in_order, labels_of
from qingshan.kit.sheets import Column, Rule, Sheet
from qingshan.voice.models import Incident

INCIDENTS = Sheet(
    title="事件",
    model=Incident,
    place=120,
    help="安全事故、家长投诉、舆情、三乱，有一件写一件。",
    columns=(
        Column(title="日期", kind=Day(), field="date", required=True, example="2026-10-08"),
        Column(
            title="类型",
            kind=Choice(labels_of(Incident.Kind.choices)),
            field="kind",
            required=True,
            example="家长投诉",
        ),
        Column(
            title="描述", kind=Text(), field="description", required=True, example="食堂排队时间长"
        ),
        Column(title="处理结果", kind=Text(), field="handling", example="错峰就餐"),
        Column(title="办结日期", kind=Day(), field="settled_on", example="2026-10-12"),
    ),
    rules=(Rule(at="办结日期", of=("日期",), check=in_order("办结日期", "发生日期")),),
)

SHEETS = (INCIDENTS,)

"""The sheet of the aid fund."""

from __future__ import annotations

from qingshan.care.models import FundEntry
from qingshan.kit.cells import Day, Money, Text
from qingshan.kit.choices import Choice, Reference, labels_of
from qingshan.kit.sheets import Column, Sheet

FUND = Sheet(
    title="资金",
    model=FundEntry,
    place=100,
    help="帮扶资金的每一笔进出，金额都写正数，单位是元。",
    columns=(
        Column(title="日期", kind=Day(), field="date", required=True, example="2026-09-15"),
        Column(
            title="类别",
            kind=Choice(labels_of(FundEntry.Kind.choices)),
            field="kind",
            required=True,
            example="帮扶支出",
        ),
        Column(title="金额", kind=Money(), field="amount", required=True, example=800),
        Column(
            title="学籍号", kind=Reference("学生"), field="student", example="G220802201605060001"
        ),
        Column(
            title="经办人工号",
            kind=Reference("教职工"),
            field="handler",
            required=True,
            example="T001",
        ),
        Column(title="摘要", kind=Text(200), field="note", example="生活补助"),
        Column(
            title="冲正",
            kind=Choice({True: "是", False: "否"}, empty=False),
            field="is_reversal",
            only_where_filled=True,
        ),
    ),
)

SHEETS = (FUND,)

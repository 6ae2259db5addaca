"""The sheet of teachers' titles."""

from __future__ import annotations

from qingshan.growth.models import Title
from qingshan.kit.cells import Day, Text
from qingshan.kit.choices import Reference
from qingshan.kit.sheets import Column, Sheet

TITLES = Sheet(
    title="称号",
    model=Title,
    place=90,
    help="名师工程的各级称号，每得一个写一行。",
    columns=(
        Column(
            title="教师工号",
            kind=Reference("教职工"),
            field="staff",
            required=True,
            example="T001",
        ),
        Column(title="称号", kind=Text(50), field="title", required=True, example="区级骨干教师"),
        Column(title="级别", kind=Text(20), field="level", required=True, example="区级"),
        Column(
            title="取得日期", kind=Day(), field="awarded_on", required=True, example="2026-06-24"
        ),
    ),
)

SHEETS = (TITLES,)

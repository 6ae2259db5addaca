"""Figures of ideals: the series of portraits in the school's public account."""

from __future__ import annotations

from django.db.models import Q

from qingshan.kit.figures import Figure
from qingshan.kit.measures import HowMany
from qingshan.records.figures import RECORDS

FIGURES = (
    Figure(
        key="publicity.series_issues",
        title="教师风采系列报道",
        unit="期",
        definition="统计日前（含当日）的风采报道记录，一条一期。",
        chapter="党建与理想信念融合",
        source=RECORDS,
        measure=HowMany(),
        where=Q(kind="portrait"),
    ),
)

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, CharField, Value, When

from qingshan.kit.tables import Column, Filter, Table

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.teaching.models import Finding

STATES = {"late": "过了日子", "open": "在改", "done": "等复查", "mended": "改好了"}


class FindingTable(Table):
    """What is to be mended, the most pressing first."""

    name = "findings"
    caption = "查评的问题"
    unit = "条"
    columns = (
        Column("mender__name", "谁来改", sort="mender__search_key", link="teaching:finding"),
        Column("record__date", "查评日期"),
        Column("found_by__name", "谁提的", sort="found_by__search_key", phone="label"),
        Column("until", "改到", phone="label"),
        Column("state", "进展", choices=STATES),
    )
    search = ("mender__search_key", "found_by__search_key")
    search_hint = "姓名、拼音首字母或工号"
    default_sort = ("seen_on", "until")
    empty_title = "没有要改的问题"

    def __init__(self, findings: QuerySet[Finding], asked: QueryDict, today: date) -> None:
        told = findings.annotate(
            state=Case(
                When(is_mended=True, then=Value("mended")),
                When(done_on__isnull=False, then=Value("done")),
                When(until__lt=today, then=Value("late")),
                default=Value("open"),
                output_field=CharField(),
            )
        )
        filters = (Filter("state", "进展", choices=list(STATES.items())),)
        super().__init__(told, asked, filters=filters)

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, CharField, Value, When

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.teaching.models import Finding

STATES = {"late": tr("过了日子"), "open": tr("在改"), "done": tr("等复查"), "mended": tr("改好了")}


class FindingTable(Table):
    """What is to be mended, the most pressing first."""

    name = "findings"
    caption = tr("查评的问题")
    unit = tr("条")
    columns = (
        Column("mender__name", tr("谁来改"), sort="mender__search_key", link="teaching:finding"),
        Column("record__date", tr("查评日期")),
        Column("found_by__name", tr("谁提的"), sort="found_by__search_key", phone="label"),
        Column("until", tr("改到"), phone="label"),
        Column("state", tr("进展"), choices=STATES),
    )
    search = ("mender__search_key", "found_by__search_key")
    search_hint = tr("姓名、拼音首字母或工号")
    default_sort = ("seen_on", "until")
    empty_title = tr("没有要改的问题")

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
        filters = (Filter("state", tr("进展"), choices=list(STATES.items())),)
        super().__init__(told, asked, filters=filters)
